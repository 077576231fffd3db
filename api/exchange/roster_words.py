"""The words of a printed roster, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date

from models.calendar import DayClass
from models.fact import MINUTES_PER_DAY, Text
from models.people import Kind, Rank
from models.work import Layer, Shift

WORDS: dict[str, Text] = {
    "roster": Text("勤务排班表", "Duty roster"),
    "person": Text("人员", "Person"),
    "no_team": Text("未编队", "No team"),
    "strangers": Text("不在人员名单中", "Not among the people"),
    "people_on_duty": Text("当日出勤人数", "People on duty"),
    "counts": Text("每日岗位警力", "People per post and day"),
    "no_plan": Text("没有可用的方案，无法列出排班。", "There is no plan to show."),
    "conflict": Text("相互冲突的要求", "Requirements that cannot hold together"),
    "quality": Text("方案质量", "How good it is"),
    "level": Text("层级", "Level"),
    "penalty": Text("扣分", "Penalty"),
    "bound": Text("已证下界", "Proven bound"),
    "proved": Text("已证最优", "proved best"),
    "no_bound": Text("未证下界", "no bound proved"),
    "rule": Text("规则", "Rule"),
    "entry": Text("条目", "Entry"),
    "count": Text("处数", "Count"),
    "layer": Text("类别", "Layer"),
    "notices": Text("提示", "Notices"),
    "legend": Text("班次", "Shifts"),
    "places": Text("岗位与巡逻组", "Posts, units"),
    "signs": Text("标记", "Signs"),
    "all_filled": Text("勤务全部排满", "All work is filled"),
    "date": Text("日期", "Date"),
    "shift": Text("班次", "Shift"),
    "post": Text("岗位", "Post"),
    "demand": Text("勤务需求", "Demand"),
    "who": Text("人员要求", "Who"),
    "missing": Text("缺员", "Missing"),
    "why": Text("原因", "Why"),
    "breaches": Text("偏离规则之处", "Departures from the rules"),
    "changes": Text("与已公布排班的变动", "Changes to the published roster"),
    "before": Text("原排班", "Before"),
    "after": Text("现排班", "After"),
    "off": Text("休", "off"),
    "kpis": Text("指标", "Key figures"),
    "ledger": Text("个人台账", "Ledger"),
    "ledger_note": Text(
        "灰色小字为累计数，含排班期以前结转的数。",
        "Small grey figures are cumulative, with what was carried over from before the period.",
    ),
    "digest": Text("场景摘要", "Digest"),
    "seed": Text("随机种子", "Seed"),
    "versions": Text("版本", "Versions"),
    "workers": Text("核数", "Workers"),
    "seconds": Text("用时（秒）", "Seconds"),
    "leave": Text("休假", "leave"),
    "leave_code": Text("假", "Lv"),
    "locked": Text("锁定", "locked"),
    "changed": Text("变动", "changed"),
    "short": Text("实到/应到，不足", "have/need, short"),
    "weekend": Text("周末", "weekend"),
    "statutory": Text("法定节假日", "statutory holiday"),
    "moved_off": Text("调休放假日", "moved day off"),
    "makeup": Text("调休上班日", "make-up workday"),
    "makeup_code": Text("班", "work"),
}


def words(lang: str) -> dict[str, str]:
    """The words of one language."""
    return {key: text.in_language(lang) for key, text in WORDS.items()}


STATUS: dict[str, Text] = {
    "OPTIMAL": Text("已证明最优", "Proved optimal"),
    "FEASIBLE": Text("可行方案", "Feasible"),
    "INFEASIBLE": Text("已证明无解", "Proved infeasible"),
    "UNKNOWN": Text("限时内未得到方案", "No plan found in time"),
}

RANKS: dict[Rank, Text] = {
    "chief": Text("所长", "chief"),
    "instructor": Text("教导员", "instructor"),
    "deputy": Text("副所长", "deputy"),
    "squad_leader": Text("中队长", "squad leader"),
    "member": Text("队员", "member"),
}

KINDS: dict[Kind, Text] = {"officer": Text("民警", "officer"), "auxiliary": Text("辅警", "auxiliary")}

LAYER_NAMES: dict[Layer, Text] = {
    "duty": Text("勤务", "duty"),
    "standby": Text("备勤", "standby"),
    "lead": Text("带班", "lead"),
}

WEEKDAYS = {"zh": tuple("一二三四五六日"), "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

DAY_MARKS: dict[DayClass, Text] = {"moved_off": Text("休", "off"), "makeup": Text("班", "work")}
"""What stands under the weekday of a day that is not what its weekday says."""

HOLIDAYS: dict[str, str] = {
    "元旦": "New Year",
    "除夕": "Eve of Spring Festival",
    "春节": "Spring Festival",
    "清明节": "Qingming Festival",
    "劳动节": "Labour Day",
    "端午节": "Boat Festival",
    "中秋节": "Moon Festival",
    "国庆节": "National Day",
}
"""English names of the statutory holidays; a name that a station gives itself stays as it is."""

MEASURES: dict[str, Text] = {
    "duties": Text("班数", "Duties"),
    "hours": Text("工时", "Hours"),
    "nights": Text("夜班", "Nights"),
    "weekends": Text("周末", "Weekends"),
    "holidays": Text("节日", "Holidays"),
    "leads": Text("带班", "Leads"),
    "standbys": Text("备勤", "Standbys"),
    "days_off": Text("休息", "Off"),
    "rest_carried": Text("原欠补休", "Rest before"),
    "rest_earned": Text("应得补休", "Rest earned"),
    "rest_taken": Text("已补休", "Rest taken"),
    "rest_due": Text("欠补休", "Rest due"),
    "rest_overdue": Text("逾期补休", "Rest overdue"),
}


NARROW_MEASURES: dict[str, str] = {"weekends": "Wknds", "holidays": "Hols"}
"""English heads of narrow columns, where the full word does not fit."""


def measure_heads(lang: str) -> dict[str, str]:
    """Heads of the totals beside a roster."""
    heads = {key: name.in_language(lang) for key, name in MEASURES.items()}
    return heads | NARROW_MEASURES if lang == "en" else heads


def weekday(day: Date, lang: str) -> str:
    """The day of the week as a table's head has it."""
    return WEEKDAYS["en" if lang == "en" else "zh"][day.isoweekday() - 1]


def month(day: Date, lang: str, *, narrow: bool = False) -> str:
    """The month as a heading, with its year where there is room."""
    if lang == "en":
        return MONTHS[day.month - 1][:3] if narrow else f"{MONTHS[day.month - 1]} {day.year}"
    return f"{day.month}月" if narrow else f"{day.year}年{day.month}月"


def period(days: Sequence[Date], lang: str) -> str:
    """The days of a roster: first, last and how many."""
    first, last = days[0].isoformat(), days[-1].isoformat()
    return f"{first} to {last}, {len(days)} days" if lang == "en" else f"{first} 至 {last}，共{len(days)}天"


def holiday(name: str, lang: str) -> str:
    """A holiday's name."""
    return HOLIDAYS.get(name, name) if lang == "en" else name


def clock(minute: int, lang: str, *, ends: bool = False) -> str:
    """A time of day; later days are named. Something that ends at midnight ends at 24:00 of its day."""
    later, rest = divmod(minute, MINUTES_PER_DAY)
    if ends and later and rest == 0:
        later, rest = later - 1, MINUTES_PER_DAY
    time = f"{rest // 60:02}:{rest % 60:02}"
    if not later:
        return time
    if lang == "en":
        return f"{time} +{later}"
    return f"次日{time}" if later == 1 else f"第{later + 1}日{time}"


def times(shift: Shift, lang: str) -> str:
    """The segments of a shift; those that follow one another without a gap are joined."""
    spans: list[tuple[int, int]] = []
    for segment in shift.segments:
        if spans and spans[-1][1] == segment.start_minute:
            spans[-1] = (spans[-1][0], segment.end_minute)
        else:
            spans.append((segment.start_minute, segment.end_minute))
    return ", ".join(f"{clock(start, lang)}–{clock(end, lang, ends=True)}" for start, end in spans)


FIGURE_NAMES: dict[str, Text] = {
    "people": Text("人数", "people"),
    "duties": Text("班次数", "duties"),
    "demanded": Text("需求人次", "people demanded"),
    "unfilled": Text("缺员人次", "people missing"),
    "coverage_percent": Text("勤务满足率（%）", "demand covered (%)"),
    "hours_mean": Text("人均工时", "mean hours"),
    "hours_most": Text("最多工时", "most hours"),
    "nights_most": Text("最多夜班", "most nights"),
    "weekends_most": Text("最多周末上班", "most weekends"),
    "nights_spread": Text("同组夜班最大差", "nights, widest within a group"),
    "weekends_spread": Text("同组周末最大差", "weekends, widest within a group"),
    "holidays_spread": Text("同组节日最大差", "holidays, widest within a group"),
    "rest_due_days": Text("应补休天数", "days of rest due"),
    "rest_overdue_days": Text("逾期未补休天数", "days of rest overdue"),
    "zone_hours_per_officer_week": Text("民警每周下片小时", "hours in the zone per officer and week"),
    "zone_hours_without_officer_percent": Text("警务区无民警时段（%）", "zone hours without an officer (%)"),
    "requests_granted_percent": Text("申请满足率（%）", "requests granted (%)"),
}
"""What a planner calls each key figure."""
