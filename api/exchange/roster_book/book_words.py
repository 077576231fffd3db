"""The words of the workbook that other forms of a roster do not have, in both languages."""

from __future__ import annotations

from models.fact import Text

KEY_SHEET = "_paiqin"
"""The hidden sheet by which a workbook that was written is known."""

BOOK_WORDS: dict[str, Text] = {
    "wall": Text("排班表", "Roster"),
    "unfilled": Text("缺员", "Unfilled"),
    "counts": Text("到岗与需求", "Counts"),
    "ledger": Text("个人台账", "Ledger"),
    "figures": Text("指标", "Figures"),
    "departures": Text("偏离规则", "Departures"),
    "changes": Text("变动", "Changes"),
    "team": Text("队伍", "Team"),
    "day": Text("日报", "Day"),
    "id": Text("编号", "Id"),
    "rank": Text("职务", "Rank"),
    "group": Text("班组", "Group"),
    "kind": Text("身份", "Kind"),
    "people": Text("人数", "People"),
    "time": Text("时间", "Time"),
    "place": Text("警务区、巡逻组", "Zone, unit"),
    "work": Text("勤务", "Work"),
    "asked": Text("需求", "Asked"),
    "met": Text("到岗", "Met"),
    "missing": Text("缺", "Missing"),
    "in_period": Text("本期", "This period"),
    "in_all": Text("累计（含结转）", "With what was carried over"),
    "sentence": Text("说明", "What departs"),
    "measure": Text("项目", "Measure"),
    "least": Text("最少", "Least"),
    "mean": Text("平均", "Mean"),
    "most": Text("最多", "Most"),
    "spread": Text("差", "Spread"),
    "figure": Text("数值", "Figure"),
    "zone": Text("警务区", "Zone"),
    "officer_hours": Text("民警小时", "Officer hours"),
    "auxiliary_hours": Text("辅警小时", "Auxiliary hours"),
    "coverage_title": Text("各岗位分时勤务满足率（%）", "Demand covered by post and hour of the day (%)"),
    "zones_title": Text("警务区在岗小时与分时无民警天数", "Hours in zones, and days without an officer by hour"),
    "zones_hours": Text("无民警天数", "Days without an officer"),
    "fairness_title": Text("组内公平", "Fairness within groups"),
    "anywhere": Text("不限岗位", "any post"),
    "on_leave": Text("休假：{names}", "On leave: {names}"),
    "nobody": Text("当日无勤务", "Nobody is on duty"),
    "rest_note": Text(
        "补休以天计：休息日上班一天应得一天，工作日整天无勤务且不在休假的抵一天；欠补休＝原欠＋应得－已补；逾期指得到超过14天仍未补。",
        "Rest is in days: a day of rest worked earns one, a working day without duty or leave repays one;"
        " due = before + earned − taken; overdue after 14 days.",
    ),
    "rows_hint": Text(
        "可直接改格内班次代码；多个班用“/”连接，岗位或巡逻组写在“·”后，空格或“休”为休息。改后用 paiqin verify 检验。",
        "Edit the codes in the cells: join several by “/”, name a post or unit after “·”, leave empty for off;"
        " then run paiqin verify.",
    ),
    "first_days": Text("日报只列前{days}天。", "Days have sheets of their own up to day {days}."),
}


def book_word(name: str, lang: str) -> str:
    """One word in one language."""
    return BOOK_WORDS[name].in_language(lang)
