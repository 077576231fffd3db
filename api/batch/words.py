"""The words of a comparison in both languages."""

from __future__ import annotations

from api.batch.comparison import FIGURES, PENALTIES
from api.exchange.outcome_page import name_of_figure
from models.fact import Text
from models.outcome import LEVEL_NAMES
from solver.batch.search import Answer

TITLES = {
    "facts": Text("数据", "facts"),
    "policy": Text("政策", "policy"),
    "patch": Text("变动", "patch"),
    "strength": Text("警力", "strength"),
    "seed": Text("种子", "seed"),
    "people": Text("总人数", "people"),
    "state": Text("进度", "state"),
    "status": Text("求解状态", "status"),
    "bound_1": Text("缺勤扣分的下界", "bound on unfilled"),
    "gap_percent": Text("差距 %", "gap %"),
    "seconds": Text("秒", "seconds"),
    "job": Text("任务", "job"),
}

STATES = {
    "queued": Text("等待", "queued"),
    "running": Text("求解中", "running"),
    "done": Text("完成", "done"),
    "failed": Text("失败", "failed"),
    "cancelled": Text("已取消", "cancelled"),
    "deleted": Text("已删除", "deleted"),
}

STATUSES = {
    "OPTIMAL": Text("已证最优", "proved optimal"),
    "FEASIBLE": Text("有方案", "a plan"),
    "INFEASIBLE": Text("无解", "impossible"),
    "UNKNOWN": Text("未找到", "none found"),
}


def title_of(column: str, lang: str) -> str:
    """A column's heading."""
    if column in PENALTIES:
        level = PENALTIES.index(column)
        zh, en = LEVEL_NAMES[level]
        return Text(f"{level} {zh}", f"{level} {en}").in_language(lang)
    if column in FIGURES:
        return name_of_figure(column, lang)
    return TITLES[column].in_language(lang)


def said(column: str, value: object, lang: str) -> object:
    """A value as people read it."""
    words = {"state": STATES, "status": STATUSES}.get(column, {})
    return words[value].in_language(lang) if isinstance(value, str) and value in words else value


def answer_in_words(answer: Answer, most: int) -> Text:
    """What is known of the smallest strength that still fills everything."""
    if answer.at_most is None:
        tried = Text(f"到 {most} 人仍排不满", f"not everything is filled with {most} or fewer")
        return tried if answer.is_over else Text("还在找", "still searching")
    if answer.is_proved:
        return Text(f"最少 {answer.at_most} 人（已证）", f"{answer.at_most} at least (proved)")
    return Text(
        f"{answer.at_most} 人可排满；已证不少于 {answer.at_least} 人",
        f"{answer.at_most} fill everything; proved: no fewer than {answer.at_least}",
    )
