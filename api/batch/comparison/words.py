"""The words of a comparison in both languages."""

from __future__ import annotations

from api.batch.comparison.tables import FIGURES, PENALTIES
from api.exchange.outcome_page import name_of_figure
from models.fact import Text
from models.outcome import LEVEL_NAMES
from solver.batch.search import Answer

TITLES = {
    "item": Text("编号", "item"),
    "facts": Text("事实", "facts"),
    "policy": Text("规则集", "policy"),
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


def answer_in_words(answer: Answer, least: int, most: int) -> Text:
    """What is known of the smallest strength, asked about between `least` and `most`, that fills everything."""
    many, proved = answer.at_most, answer.at_least
    if not answer.is_over:
        return Text("还在找", "still searching")
    if many is None:
        return Text(f"到 {most} 人仍排不满", f"not everything is filled with {most} or fewer")
    if answer.is_proved:
        return Text(f"最少 {many} 人（已证）", f"{many} are the fewest (proved)")
    if proved is not None:
        return Text(
            f"{many} 人可排满；已证不少于 {proved} 人", f"{many} fill everything; proved: no fewer than {proved}"
        )
    if many == least:
        return Text(f"{many} 人即可排满，更少的没有问", f"even {many} fill everything; fewer were not asked about")
    return Text(
        f"{many} 人可排满；{many - 1} 人没有排满（未证）", f"{many} fill everything; {many - 1} did not (not proved)"
    )
