"""The sheets of what is settled or past: leave, requests, locks, history, counters, rest owed, what is published."""

from __future__ import annotations

from api.exchange.workbook.column_kinds import (
    DAY_HINT,
    PEOPLE,
    PERSON,
    RANGES,
    WHO_HINT,
    WHOLE,
    WORDS,
    column,
)
from api.exchange.workbook.columns import Column, Sheet
from api.exchange.workbook.sorts_of_names import PastRef, Ref, RefOrNone
from api.exchange.workbook.sorts_of_times import DayCell, DayCells, Moment, RangeCells
from api.exchange.workbook.sorts_of_words import Word
from api.exchange.workbook.vocabulary import (
    LAYERS,
    LEAVE_KINDS,
    MEASURES,
    ROLES,
    SEGMENT_KINDS,
    WANTS,
)
from models.fact import Text

LEAVE = Sheet(
    "leave",
    Text("请假", "Leave"),
    (
        column("person", "人员", "Person", PEOPLE, "姓名 编号 名字 请假人", needed=True, hint=WHO_HINT),
        column(RANGES, "日期", "Dates", RangeCells(), "请假日期 时间 休假时间 请假时间 休假日期",
             hint=("12.3-12.5、12.9 这样也可以；用它就不填开始和结束",
                   "12.3-12.5, 12.9; instead of first and last day")),
        column("first", "开始日期", "First day", DayCell(), "开始 起 首日 起始日期 自 从 from 开始时间", usual=True),
        column("last", "结束日期", "Last day", DayCell(), "结束 止 末日 截止日期 至 到 to 结束时间 终止日期",
             usual=True, hint=("包含当天；空为只有一天", "included; empty: one day only")),
        column("kind", "类别", "Kind", Word(LEAVE_KINDS), "假别 请假类型 类型 种类 假种", usual=True,
             hint=("只记类别，不记原因", "the kind only, never a reason")),
    ),
    "休假 请休假 请假表 假期 休假表 absence",
    about=Text("一次请假一行", "One absence a row"),
)  # fmt: skip

REQUESTS = Sheet(
    "requests",
    Text("申请", "Requests"),
    (
        column("person", "人员", "Person", PEOPLE, "姓名 编号 申请人", needed=True, hint=WHO_HINT),
        column("date", "日期", "Date", DayCells(), "申请日期 时间", needed=True, hint=DAY_HINT),
        column("wants", "想要", "Wants", Word(WANTS), "申请 愿望 要求 休或班 内容", needed=True),
        column("shift", "班次", "Shift", Ref(("shifts",)), usual=True,
             hint=("指定哪个班；空为任何班", "a particular shift; empty: any")),
        column("points", "分值", "Points", WHOLE, "权重 重要性", hint=("不满足的代价；空为 1",
              "the price of refusing; empty: 1")),
    ),
    "个人申请 愿望 意愿 轮休申请 调休申请 wishes request",
    about=Text("个人的愿望，尽量满足", "People's wishes, met where possible"),
)  # fmt: skip

LOCKS = Sheet(
    "locks",
    Text("锁定", "Locks"),
    (
        column("person", "人员", "Person", PEOPLE, "姓名 编号", needed=True, hint=WHO_HINT),
        column("date", "日期", "Date", DayCells(), "锁定日期", needed=True, hint=DAY_HINT),
        column("shift", "班次", "Shift", RefOrNone(("shifts",)), "班", needed=True,
             hint=("名称或代码；写 休 为这一天不排", "name or code; off for none")),
        column("layer", "类别", "Layer", Word(LAYERS), "层 层次",
             hint=("空为班次自己的类别", "empty: the shift's own")),
        column("post", "岗位", "Post", Ref(("posts",)), usual=True),
        column("zone", "警务区", "Zone", Ref(("zones",))),
        column("unit", "巡逻组", "Unit", Ref(("units",))),
        column("note", "备注", "Note", WORDS, "说明", usual=True),
    ),
    "指定 固定 锁定表 指定排班 预排 lock",
    about=Text("已经定下、不许变动的班", "What is settled and must stay"),
)  # fmt: skip

DUTY_COLUMNS = (
    column("person", "人员", "Person", PEOPLE, "姓名 编号", needed=True, hint=WHO_HINT),
    column("date", "日期", "Date", DayCells(), "值班日期 勤务日期", needed=True, hint=DAY_HINT),
    column("shift", "班次", "Shift", PastRef(("shifts",)), "班 班别", needed=True),
    column("post", "岗位", "Post", PastRef(("posts",)), usual=True),
    column("zone", "警务区", "Zone", PastRef(("zones",))),
    column("unit", "巡逻组", "Unit", PastRef(("units",))),
    column("start", "开始时刻", "Start", Moment(), "开始时间 开始"),
    column("end", "结束时刻", "End", Moment(), "结束时间 结束"),
    column("kind", "性质", "Nature", Word(SEGMENT_KINDS)),
    column("role", "带班", "Role", Word(ROLES), "角色"),
    column("duty", "勤务编号", "Duty", WORDS),
)

HISTORY = Sheet(
    "history.duties",
    Text("历史", "History"),
    DUTY_COLUMNS,
    "历史排班 上月 上月排班 已上勤务 前期 past",
    about=Text("排班期之前两周的班，一班一行", "The duties of the two weeks before, one a row"),
)

COUNTERS = Sheet(
    "history.counters",
    Text("累计", "Counters"),
    (
        column("person", "人员", "Person", PERSON, "姓名 编号", needed=True),
        column("since", "起算日期", "Since", DayCell(), "起始日期 自 从", needed=True),
        column("measure", "项目", "Measure", Word(MEASURES), "指标"),
        column("amount", "数量", "Amount", WHOLE, "数 次数"),
        *(Column(f"amount.{name}", words, WHOLE) for name, words in MEASURES.words.items()),
    ),
    "累计数 台账 年度累计 结转 counter",
    about=Text("今年以来每人已经承担的数，用于公平", "What each person has carried so far, for fair shares"),
)

REST_OWED = Sheet(
    "history.rest_owed",
    Text("欠补休", "Rest owed"),
    (
        column("person", "人员", "Person", PEOPLE, "姓名 编号", needed=True, hint=WHO_HINT),
        column("earned", "得到日期", "Earned", DayCell(), "日期 加班日期 应得日期", needed=True,
             hint=("哪个休息日上的班；记不清就写最晚的一天",
                   "the day of rest that was worked; if not known, the latest it was")),
        column("days", "天数", "Days", WHOLE, "欠补天数 欠休天数 欠补休天数", usual=True,
             hint=("空为 1 天", "empty: 1")),
    ),
    "欠休 未补休 待补休 补休台账 存休 owed",
    about=Text("排班期之前欠下、还没补的休息", "Compensatory rest of before, not yet taken"),
)  # fmt: skip

PUBLISHED = Sheet("published", Text("已公布", "Published"), DUTY_COLUMNS, "已公布排班 公布 公布排班 发布")
