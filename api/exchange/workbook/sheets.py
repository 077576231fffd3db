"""The sheets of a workbook and their columns: names in both languages, what the cells hold, what may be left empty."""

from __future__ import annotations

from api.exchange.workbook.columns import Column, Sheet
from api.exchange.workbook.sorts import (
    Clock,
    Colour,
    DayCell,
    DayCells,
    Days,
    Each,
    Fraction,
    Level,
    Moment,
    PastRef,
    PatternDays,
    RangeCells,
    Ref,
    RefOrNone,
    Refs,
    Sort,
    Span,
    Spans,
    Texts,
    Truth,
    Uses,
    Whole,
    Word,
    WordList,
    Words,
)
from api.exchange.workbook.vocabulary import (
    BOUNDS,
    DAY_CLASSES,
    KINDS,
    LAYERS,
    LEAVE_KINDS,
    LEVELS,
    MEASURES,
    MODES,
    POLICY_LAYERS,
    RANKS,
    ROLES,
    SEGMENT_KINDS,
    STATION_TYPES,
    WANTS,
    WOMEN,
)
from models.fact import Text

DAYS, SPAN, RANGES = "*days", "*span", "*ranges"
"""Columns that state several fields: which days; from when to when; absences."""


def _col(
    field: str,
    zh: str,
    en: str,
    sort: Sort,
    aliases: str = "",
    *,
    needed: bool = False,
    usual: bool = False,
    hint: tuple[str, str] = ("", ""),
) -> Column:
    return Column(field, Text(zh, en), sort, aliases, needed, usual or needed, Text(*hint))


WORDS, WHOLE, YES = Words(), Whole(), Truth()
PERSON, PEOPLE = Ref(("people",)), Refs(("people",))
NAME_HINT = ("显示的名称", "what people call it")
ID_HINT = (
    "可不填：没有编号时用名称作编号。两项同名时必须填写",
    "may stay empty: the name serves as id. Needed where two have the same name",
)
WHO_HINT = ("姓名或编号；多人用、隔开；同名的人写编号", "name or id; several parted by commas; of namesakes the id")
DAY_HINT = (
    "日期，可写 2026-12-3、12月3日、12/3、12.3-12.5，多个用、隔开",
    "dates: 2026-12-3, 12/3, 12.3-12.5, several parted by commas",
)


def _id(aliases: str = "") -> Column:
    return _col("id", "编号", "Id", WORDS, f"代码 代号 编码 {aliases}", hint=ID_HINT)


def _name(zh: str = "名称", en: str = "Name", aliases: str = "") -> Column:
    return _col("name", zh, en, WORDS, f"名字 {aliases}", usual=True, hint=NAME_HINT)


PEOPLE_SHEET = Sheet(
    "people",
    Text("人员", "People"),
    (
        _col("id", "编号", "Id", WORDS, "警号 工号 人员编号 代码 证号", usual=True, hint=ID_HINT),
        _col("name", "姓名", "Name", WORDS, "名字 人员 民警姓名 警员 人员姓名", usual=True, hint=NAME_HINT),
        _col("kind", "类别", "Kind", Word(KINDS), "人员类别 身份 性质 类型 民警辅警 人员性质", needed=True,
             hint=("民警 或 辅警", "officer or auxiliary")),
        _col("rank", "职务", "Rank", Word(RANKS), "职级 岗位职务 职位 警衔职务", usual=True,
             hint=("所长、教导员、副所长可以带班；不填为队员", "chief, instructor and deputy may lead; empty: member")),
        _col("team", "队", "Team", Ref(("teams",)), "队伍 所在队 中队 部门 所属队 警队 科室", usual=True),
        _col("group", "班组", "Group", Ref(("groups",)), "值班组 轮值组 组别 组 班"),
        _col("skills", "技能", "Skills", Refs(("skills",)), "资质 专长 特长 能力", usual=True,
             hint=("会做什么，多项用、隔开；岗位按技能挑人", "what the person is trained for; posts ask for it")),
        _col("zone", "警务区", "Zone", Ref(("zones",)), "责任区 社区 片区 辖区"),
        _col("woman", "性别", "Sex", Truth(WOMEN), "女性 女警 是否女性 woman",
             hint=("女 或 男；只用于必须由女性承担的勤务，可不填", "woman or man; only for duties reserved to women")),
        _col("clerical", "文职", "Clerical", YES, "文职辅警 是否文职",
             hint=("文职辅警填 是：只上准许文职的岗位", "yes for clerical auxiliaries")),
    ),
    "人员名单 人员表 花名册 警力 人员信息 民警名单 名单 staff person",
    True,
    Text("一人一行。姓名和类别必填，其余可空", "One person a row. Name and kind are needed, the rest may stay empty"),
)  # fmt: skip

POSTS = Sheet(
    "posts",
    Text("岗位", "Posts"),
    (
        _id("岗位编号"),
        _name("名称", "Name", "岗位 岗位名称 post"),
        _col("kinds", "准许类别", "Kinds", WordList(KINDS), "类别 人员类别 限类别 谁可以上", usual=True,
             hint=("谁可以上：民警、辅警；空为不限", "who may serve: officer, auxiliary; empty: everybody")),
        _col("ranks", "准许职务", "Ranks", WordList(RANKS), "职务 职级 限职务", usual=True),
        _col("teams", "准许队", "Teams", Refs(("teams",)), "队 队伍 限队"),
        _col("skills", "所需技能", "Skills", Refs(("skills",)), "技能 资质 要求技能", usual=True,
             hint=("会其中一项即可；空为不需要", "one of them suffices; empty: none is needed")),
        _col("enforces", "执法", "Enforces", YES, "执法岗 须民警带", usual=True,
             hint=("是：辅警必须和民警一起", "yes: an auxiliary only with an officer")),
        _col("evidence", "办案", "Evidence", YES, "取证 办案岗"),
        _col("reception", "接待", "Reception", YES, "窗口 接待登记"),
        _col("zoned", "在本警务区", "In own zone", YES, "分警务区 下片 zoned"),
        _col("clerical", "文职可上", "Clerical", YES, "文职"),
    ),
    "岗位表 勤务岗位 post",
    about=Text("一种工作一行，写明谁可以上", "One kind of work a row, and who may do it"),
)  # fmt: skip

SHIFTS = Sheet(
    "shifts",
    Text("班次", "Shifts"),
    (
        _id("班次编号"),
        _name("名称", "Name", "班次 班次名称 班别 shift"),
        _col("code", "代码", "Code", WORDS, "简称 代号 缩写 排班代码 班次代码", usual=True,
             hint=("排班表格子里显示的字，最多 6 个", "what a roster's cell shows, at most 6 characters")),
        _col("spans", "时间", "Times", Spans(), "起止时间 时段 上班时间 班次时间 工作时间 time", needed=True,
             hint=("8:00-16:00；跨日 20:00-次日8:00；两段 8:00-12:00、18:00-22:00", "8:00-16:00; 20:00-8:00+1")),
        _col("kinds", "性质", "Nature", Each(Word(SEGMENT_KINDS)), "类型 时段性质 勤务性质 kind", usual=True,
             hint=("工作、值班、备勤、听班、走访、训练；不填为工作", "work, watch, on-site standby … ; empty: work")),
        _col("layer", "类别", "Layer", Word(LAYERS), "层 层次 班次类别", usual=True,
             hint=("勤务、备勤、带班：一人一天每类最多一个班", "a person has at most one a day of each")),
        _col("posts", "岗位", "Posts", Refs(("posts",)), "可上岗位 对应岗位", usual=True),
        _col("uses", "占用装备", "Uses", Uses(), "装备 资源 占用", hint=("如 床位、警车座位×2", "such as bed, seat×2")),
        _col("night", "夜班", "Night", YES, "是否夜班", hint=("不填按时间判断", "empty: told by the clock")),
        _col("color", "颜色", "Colour", Colour(), "底色 color"),
        _col("segment_posts", "时段岗位", "Segment posts", Each(Ref(("posts",)))),
        _col("segment_zones", "时段警务区", "Segment zones", Each(Ref(("zones",)))),
        _col("credits", "计入分钟", "Credited minutes", Each(WHOLE), "折算分钟 计工时"),
    ),
    "班次表 班次设置 班别 班种 shift",
    True,
    Text("一个班一行，从哪天开始就算哪天的班", "One shift a row; it belongs to the day on which it starts"),
)  # fmt: skip

DEMAND = Sheet(
    "demand",
    Text("需求", "Demand"),
    (
        _id("需求编号"),
        _col("shift", "班次", "Shift", Ref(("shifts",)), "班次名称 班别", usual=True,
             hint=("名称或代码；不按班次而按时段要人时，填时间", "by name or code; or state times instead")),
        _col(SPAN, "时间", "Times", Span(), "时段 起止时间"),
        _col("start", "开始时间", "From", Clock(), "起 开始"),
        _col("end", "结束时间", "To", Clock(), "止 结束"),
        _col("post", "岗位", "Post", Ref(("posts",)), "岗位名称", usual=True),
        _col("zone", "警务区", "Zone", Ref(("zones",)), "责任区"),
        _col("unit", "巡逻组", "Unit", Ref(("units",)), "巡组"),
        _col(DAYS, "哪些天", "Days", Days(), "日期 星期 日子 适用日期 何时", usual=True,
             hint=("每天、周一至周五、工作日、周末、法定节假日 或日期；空为每天",
                   "every day, Mon-Fri, workday, dates; empty: every day")),
        _col("kind", "类别", "Kind", Word(KINDS), "人员类别 民警辅警", usual=True,
             hint=("只数民警或辅警；空为都算", "count officers or auxiliaries only; empty: both")),
        _col("ranks", "职务", "Ranks", WordList(RANKS), "职级"),
        _col("skill", "技能", "Skill", Ref(("skills",)), "资质"),
        _col("woman", "性别", "Sex", Truth(WOMEN), "女性 女警"),
        _col("minimum", "最少", "Minimum", WHOLE, "最少人数 人数 需要人数 最低 至少 下限 需求人数 应到 min", usual=True,
             hint=("少于此数即为缺员", "fewer is unfilled work")),
        _col("preferred", "期望", "Preferred", WHOLE, "期望人数 理想 最好"),
        _col("maximum", "最多", "Maximum", WHOLE, "最多人数 上限 至多 max"),
        _col("priority", "优先级", "Priority", WHOLE, "重要性 权重", usual=True,
             hint=("缺一人的代价，越大越先满足；空为 1", "the price of each person missing; empty: 1")),
        _col("surplus_priority", "超员优先级", "Surplus priority", WHOLE, "超员代价"),
    ),
    "勤务需求 警力需求 岗位需求 用人需求 人数 需求表 demands",
    True,
    Text("每个班每天要几个人", "How many people each shift needs on which days"),
)  # fmt: skip

LEAVE = Sheet(
    "leave",
    Text("请假", "Leave"),
    (
        _col("person", "人员", "Person", PEOPLE, "姓名 编号 名字 请假人", needed=True, hint=WHO_HINT),
        _col(RANGES, "日期", "Dates", RangeCells(), "请假日期 时间 休假时间 请假时间 休假日期",
             hint=("12.3-12.5、12.9 这样也可以；用它就不填开始和结束",
                   "12.3-12.5, 12.9; instead of first and last day")),
        _col("first", "开始日期", "First day", DayCell(), "开始 起 首日 起始日期 自 从 from 开始时间", usual=True),
        _col("last", "结束日期", "Last day", DayCell(), "结束 止 末日 截止日期 至 到 to 结束时间 终止日期", usual=True,
             hint=("包含当天；空为只有一天", "included; empty: one day only")),
        _col("kind", "类别", "Kind", Word(LEAVE_KINDS), "假别 请假类型 类型 种类 假种", usual=True,
             hint=("只记类别，不记原因", "the kind only, never a reason")),
    ),
    "休假 请休假 请假表 假期 休假表 absence",
    about=Text("一次请假一行", "One absence a row"),
)  # fmt: skip

REQUESTS = Sheet(
    "requests",
    Text("申请", "Requests"),
    (
        _col("person", "人员", "Person", PEOPLE, "姓名 编号 申请人", needed=True, hint=WHO_HINT),
        _col("date", "日期", "Date", DayCells(), "申请日期 时间", needed=True, hint=DAY_HINT),
        _col("wants", "想要", "Wants", Word(WANTS), "申请 愿望 要求 休或班 内容", needed=True),
        _col("shift", "班次", "Shift", Ref(("shifts",)), usual=True,
             hint=("指定哪个班；空为任何班", "a particular shift; empty: any")),
        _col("points", "分值", "Points", WHOLE, "权重 重要性", hint=("不满足的代价；空为 1",
              "the price of refusing; empty: 1")),
    ),
    "个人申请 愿望 意愿 轮休申请 调休申请 wishes request",
    about=Text("个人的愿望，尽量满足", "People's wishes, met where possible"),
)  # fmt: skip

LOCKS = Sheet(
    "locks",
    Text("锁定", "Locks"),
    (
        _col("person", "人员", "Person", PEOPLE, "姓名 编号", needed=True, hint=WHO_HINT),
        _col("date", "日期", "Date", DayCells(), "锁定日期", needed=True, hint=DAY_HINT),
        _col("shift", "班次", "Shift", RefOrNone(("shifts",)), "班", needed=True,
             hint=("名称或代码；写 休 为这一天不排", "name or code; off for none")),
        _col("layer", "类别", "Layer", Word(LAYERS), "层 层次", hint=("空为班次自己的类别", "empty: the shift's own")),
        _col("post", "岗位", "Post", Ref(("posts",)), usual=True),
        _col("zone", "警务区", "Zone", Ref(("zones",))),
        _col("unit", "巡逻组", "Unit", Ref(("units",))),
        _col("note", "备注", "Note", WORDS, "说明", usual=True),
    ),
    "指定 固定 锁定表 指定排班 预排 lock",
    about=Text("已经定下、不许变动的班", "What is settled and must stay"),
)  # fmt: skip

DUTY_COLUMNS = (
    _col("person", "人员", "Person", PEOPLE, "姓名 编号", needed=True, hint=WHO_HINT),
    _col("date", "日期", "Date", DayCells(), "值班日期 勤务日期", needed=True, hint=DAY_HINT),
    _col("shift", "班次", "Shift", PastRef(("shifts",)), "班 班别", needed=True),
    _col("post", "岗位", "Post", PastRef(("posts",)), usual=True),
    _col("zone", "警务区", "Zone", PastRef(("zones",))),
    _col("unit", "巡逻组", "Unit", PastRef(("units",))),
    _col("start", "开始时刻", "Start", Moment(), "开始时间 开始"),
    _col("end", "结束时刻", "End", Moment(), "结束时间 结束"),
    _col("kind", "性质", "Nature", Word(SEGMENT_KINDS)),
    _col("role", "带班", "Role", Word(ROLES), "角色"),
    _col("duty", "勤务编号", "Duty", WORDS),
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
        _col("person", "人员", "Person", PERSON, "姓名 编号", needed=True),
        _col("since", "起算日期", "Since", DayCell(), "起始日期 自 从", needed=True),
        _col("measure", "项目", "Measure", Word(MEASURES), "指标"),
        _col("amount", "数量", "Amount", WHOLE, "数 次数"),
        *(Column(f"amount.{name}", words, WHOLE) for name, words in MEASURES.words.items()),
    ),
    "累计数 台账 年度累计 结转 counter",
    about=Text("今年以来每人已经承担的数，用于公平", "What each person has carried so far, for fair shares"),
)

PUBLISHED = Sheet("published", Text("已公布", "Published"), DUTY_COLUMNS, "已公布排班 公布 公布排班 发布")

TEAMS = Sheet(
    "teams",
    Text("队", "Teams"),
    (
        _id(),
        _name(aliases="队 队名 队伍"),
        _col("community", "社区队", "Community", YES, "是否社区队 社区", usual=True),
    ),
    "队伍 中队 部门 警队 team",
)
ZONES = Sheet(
    "zones",
    Text("警务区", "Zones"),
    (
        _id(),
        _name(aliases="警务区 责任区"),
        _col("sector", "片", "Sector", WORDS, "所在片 片区"),
        _col("joint_area", "联勤协作区", "Joint area", WORDS, "协作区 联勤区"),
        _col("residents", "居民数", "Residents", WHOLE, "人口 居民"),
    ),
    "责任区 警务责任区 社区 zone",
)
SKILLS = Sheet("skills", Text("技能", "Skills"), (_id(), _name(aliases="技能 技能名称")), "资质 专长 skill")
PATTERNS = Sheet(
    "patterns",
    Text("轮班制", "Patterns"),
    (_id(), _name(aliases="轮班制"), _col("days", "每日班次", "Days", PatternDays(), "班次 顺序 循环", needed=True)),
    "轮班 轮转 倒班 pattern",
)
GROUPS = Sheet(
    "groups",
    Text("班组", "Groups"),
    (
        _id(),
        _name(aliases="班组 组名"),
        _col("pattern", "轮班制", "Pattern", Ref(("patterns",)), "轮班"),
        _col("anchor", "首日", "First day", DayCell(), "起始日 首日日期 开始日期"),
    ),
    "值班组 分组 group",
)
UNITS = Sheet(
    "units",
    Text("巡逻组", "Units"),
    (
        _id(),
        _name(aliases="巡逻组"),
        _col("post", "岗位", "Post", Ref(("posts",)), needed=True),
        _col("mode", "方式", "Mode", Word(MODES), "巡逻方式"),
        _col("seats", "人数上限", "Seats", WHOLE, "座位 座位数 人数"),
        _col("uses", "占用装备", "Uses", Uses(), "装备 资源"),
    ),
    "巡组 巡逻单元 unit",
)
RESOURCES = Sheet(
    "resources",
    Text("装备", "Resources"),
    (_id(), _name(aliases="装备"), _col("count", "数量", "Count", WHOLE, "数", needed=True)),
    "资源 装备数量 resource",
)
CALENDAR = Sheet(
    "calendar",
    Text("日历", "Calendar"),
    (
        _col("date", "日期", "Date", DayCells(), needed=True),
        _col("day_class", "日类", "Day class", Word(DAY_CLASSES), "类别 性质 类型", needed=True),
        _col("name", "名称", "Name", WORDS, "节日", usual=True),
    ),
    "节假日 日期设置",
    about=Text("与国家日历不同的日子", "Days that differ from the national calendar"),
)

POLICY = Sheet(
    "policy",
    Text("规则", "Policy"),
    (
        _id("条目 条目编号"),
        _col("rule", "规则", "Rule", WORDS, "规则名 规则名称", usual=True,
             hint=("规则的中文名或英文名；写 政策 则编号一栏是政策名；只改已有条目时留空",
                   "the rule; 'policy' where the id names a policy; empty to change an entry")),
        _col("parameters", "参数", "Parameters", WORDS, "参数值", usual=True,
             hint=("如 hours=11；多个用 ; 隔开", "such as hours=11; several parted by ;")),
        _col("level", "层级", "Level", Level(LEVELS), "级别 层次", usual=True),
        _col("weight", "权重", "Weight", WHOLE, "代价 扣分", usual=True),
        _col("on", "启用", "On", YES, "是否启用", usual=True),
        _col("scope.kinds", "类别", "Kinds", WordList(KINDS), "人员类别"),
        _col("scope.ranks", "职务", "Ranks", WordList(RANKS), "职级"),
        _col("scope.teams", "队", "Teams", Refs(("teams",)), "队伍"),
        _col("scope.groups", "班组", "Groups", Refs(("groups",))),
        _col("scope.skills", "技能", "Skills", Refs(("skills",))),
        _col("scope.people", "人员", "People", PEOPLE, "姓名"),
        _col("scope.community", "社区队", "Community", YES),
        _col("scope.station_types", "所类型", "Station types", WordList(STATION_TYPES)),
        _col(DAYS, "哪些天", "Days", Days(), "日期 星期"),
        _col("scope.layers", "班次类别", "Layers", WordList(LAYERS), "层"),
        _col("scope.shifts", "班次", "Shifts", Refs(("shifts",))),
        _col("scope.posts", "岗位", "Posts", Refs(("posts",))),
        _col("scope.duty_kinds", "勤务性质", "Duty kinds", WordList(SEGMENT_KINDS), "性质"),
        _col("scope.nights", "夜班", "Nights", YES),
        _col("source", "依据", "Source", Texts(), "来源"),
        _col("layer", "层", "Layer", Word(POLICY_LAYERS), "政策层"),
    ),
    "政策 规则表 排班规则 rules",
    about=Text("在法律和通行做法之上，本所自己的规则和数值",
          "The station's own rules, on top of law and common practice"),
)  # fmt: skip

LISTED: tuple[Sheet, ...] = (
    PEOPLE_SHEET, SHIFTS, POSTS, DEMAND, LEAVE, REQUESTS, LOCKS, HISTORY, COUNTERS, POLICY, PUBLISHED, TEAMS, ZONES,
    SKILLS, GROUPS, PATTERNS, UNITS, RESOURCES, CALENDAR,
)  # fmt: skip
"""Every sheet that is a list."""

BASICS_NAME = Text("派出所", "Station")
BASICS_ALIASES = "基本信息 基本情况 本所 单位 设置 basics settings"
GUIDE_NAME = Text("说明", "Guide")
IGNORED_SHEETS = "说明 填写说明 guide readme 目录 选项 lists sheet1 sheet2 sheet3"

BASICS: tuple[Column, ...] = (
    _col("name", "站名", "Station", WORDS, "派出所 单位 单位名称 名称 所名 name", usual=True),
    _col("start", "开始日期", "First day", DayCell(), "起始日期 首日 排班开始 开始 start", needed=True,
         hint=("排班的第一天", "the first day of the roster")),
    _col("days", "天数", "Days", WHOLE, "排班天数 days", usual=True, hint=("空为到月底",
          "empty: to the end of the month")),
    _col("end", "结束日期", "Last day", DayCell(), "截止日期 末日 结束"),
    _col("type", "类型", "Type", Word(STATION_TYPES), "所类型 type", usual=True),
    _col("id", "编号", "Id", WORDS, "所编号 单位代码"),
    _col("history.known_from", "历史起始日", "History from", DayCell(), "历史从 known_from",
         hint=("历史表从哪天起是完整的；空为其中最早的一天", "the first day of complete history; empty: its earliest")),
    _col("published", "已公布方案", "Published plan", WORDS, "已公布文件",
         hint=("已公布排班的文件名（可不填）", "the file of the published roster, may stay empty")),
    _col("budget.seconds", "用时上限", "Seconds", Fraction(), "用时 秒 用时秒 时间上限"),
    _col("budget.workers", "核数", "Workers", WHOLE),
    _col("budget.seed", "随机种子", "Seed", WHOLE),
    _col("budget.gap", "差距", "Gap", Fraction()),
)  # fmt: skip
"""The rows of the sheet 派出所: a name on the left, a value on its right."""

PARAMETER_WORDS = {"measure": MEASURES, "bound": BOUNDS}
"""Parameters of rules whose values have words."""
