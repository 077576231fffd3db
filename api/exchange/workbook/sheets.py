"""Every sheet of a workbook: the lists, and the basics of the station."""

from __future__ import annotations

from api.exchange.workbook.column_kinds import (
    WHOLE,
    WORDS,
    column,
)
from api.exchange.workbook.columns import Column, Sheet
from api.exchange.workbook.sheet_of_policy import POLICY
from api.exchange.workbook.sheets_of_bookings import (
    COUNTERS,
    HISTORY,
    LEAVE,
    LOCKS,
    PUBLISHED,
    REQUESTS,
    REST_OWED,
)
from api.exchange.workbook.sheets_of_places import CALENDAR, GROUPS, PATTERNS, RESOURCES, SKILLS, TEAMS, UNITS, ZONES
from api.exchange.workbook.sheets_of_work import DEMAND, PEOPLE_SHEET, POSTS, SHIFTS
from api.exchange.workbook.sorts_of_times import DayCell
from api.exchange.workbook.sorts_of_words import Fraction, Word
from api.exchange.workbook.vocabulary import (
    STATION_TYPES,
)
from models.fact import Text

LISTED: tuple[Sheet, ...] = (
    PEOPLE_SHEET, SHIFTS, POSTS, DEMAND, LEAVE, REQUESTS, LOCKS, HISTORY, COUNTERS, REST_OWED, POLICY, PUBLISHED,
    TEAMS, ZONES, SKILLS, GROUPS, PATTERNS, UNITS, RESOURCES, CALENDAR,
)  # fmt: skip
"""Every sheet that is a list."""

BASICS_NAME = Text("派出所", "Station")

BASICS_ALIASES = "基本信息 基本情况 本所 单位 设置 basics settings"

GUIDE_NAME = Text("说明", "Guide")

IGNORED_SHEETS = "说明 填写说明 guide readme 目录 选项 lists sheet1 sheet2 sheet3"

BASICS: tuple[Column, ...] = (
    column("name", "站名", "Station", WORDS, "派出所 单位 单位名称 名称 所名 name", usual=True),
    column("start", "开始日期", "First day", DayCell(), "起始日期 首日 排班开始 开始 start", needed=True,
         hint=("排班的第一天", "the first day of the roster")),
    column("days", "天数", "Days", WHOLE, "排班天数 days", usual=True, hint=("空为到月底",
          "empty: to the end of the month")),
    column("end", "结束日期", "Last day", DayCell(), "截止日期 末日 结束"),
    column("type", "类型", "Type", Word(STATION_TYPES), "所类型 type", usual=True),
    column("id", "编号", "Id", WORDS, "所编号 单位代码"),
    column("history.known_from", "历史起始日", "History from", DayCell(), "历史从 known_from",
         hint=("历史表从哪天起是完整的；空为其中最早的一天", "the first day of complete history; empty: its earliest")),
    column("published", "已公布方案", "Published plan", WORDS, "已公布文件",
         hint=("已公布排班的文件名（可不填）", "the file of the published roster, may stay empty")),
    column("budget.seconds", "用时上限", "Seconds", Fraction(), "用时 秒 用时秒 时间上限"),
    column("budget.workers", "核数", "Workers", WHOLE),
    column("budget.seed", "随机种子", "Seed", WHOLE),
    column("budget.gap", "差距", "Gap", Fraction()),
    column("budget.effort", "工作量", "Effort", WHOLE),
)  # fmt: skip
"""The rows of the sheet 派出所: a name on the left, a value on its right."""
