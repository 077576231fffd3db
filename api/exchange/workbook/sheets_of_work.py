"""The sheets of who there is and what is to be done: people, posts, shifts, demand."""

from __future__ import annotations

from api.exchange.workbook.column_kinds import (
    DAYS,
    ID_HINT,
    NAME_HINT,
    SPAN,
    WHOLE,
    WORDS,
    YES,
    column,
    id_column,
    name_column,
)
from api.exchange.workbook.columns import Sheet
from api.exchange.workbook.sorts_of_names import Ref, Refs, Uses
from api.exchange.workbook.sorts_of_times import Clock, Days, Span, Spans
from api.exchange.workbook.sorts_of_words import Colour, Each, Truth, Word, WordList
from api.exchange.workbook.vocabulary import (
    KINDS,
    LAYERS,
    RANKS,
    SEGMENT_KINDS,
    WOMEN,
)
from models.fact import Text

PEOPLE_SHEET = Sheet(
    "people",
    Text("人员", "People"),
    (
        column("id", "编号", "Id", WORDS, "警号 工号 人员编号 代码 证号", usual=True, hint=ID_HINT),
        column("name", "姓名", "Name", WORDS, "名字 人员 民警姓名 警员 人员姓名", usual=True, hint=NAME_HINT),
        column("kind", "类别", "Kind", Word(KINDS), "人员类别 身份 性质 类型 民警辅警 人员性质", needed=True,
             hint=("民警 或 辅警", "officer or auxiliary")),
        column("rank", "职务", "Rank", Word(RANKS), "职级 岗位职务 职位 警衔职务", usual=True,
             hint=("所长、教导员、副所长可以带班；不填为队员", "chief, instructor and deputy may lead; empty: member")),
        column("team", "队", "Team", Ref(("teams",)), "队伍 所在队 中队 部门 所属队 警队 科室", usual=True),
        column("group", "班组", "Group", Ref(("groups",)), "值班组 轮值组 组别 组 班"),
        column("skills", "技能", "Skills", Refs(("skills",)), "资质 专长 特长 能力", usual=True,
             hint=("会做什么，多项用、隔开；岗位按技能挑人", "what the person is trained for; posts ask for it")),
        column("zone", "警务区", "Zone", Ref(("zones",)), "责任区 社区 片区 辖区"),
        column("woman", "性别", "Sex", Truth(WOMEN), "女性 女警 是否女性 woman",
             hint=("女 或 男；只用于必须由女性承担的勤务，可不填", "woman or man; only for duties reserved to women")),
        column("clerical", "文职", "Clerical", YES, "文职辅警 是否文职",
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
        id_column("岗位编号"),
        name_column("名称", "Name", "岗位 岗位名称 post"),
        column("kinds", "准许类别", "Kinds", WordList(KINDS), "类别 人员类别 限类别 谁可以上", usual=True,
             hint=("谁可以上：民警、辅警；空为不限", "who may serve: officer, auxiliary; empty: everybody")),
        column("ranks", "准许职务", "Ranks", WordList(RANKS), "职务 职级 限职务", usual=True),
        column("teams", "准许队", "Teams", Refs(("teams",)), "队 队伍 限队"),
        column("skills", "所需技能", "Skills", Refs(("skills",)), "技能 资质 要求技能", usual=True,
             hint=("会其中一项即可；空为不需要", "one of them suffices; empty: none is needed")),
        column("enforces", "执法", "Enforces", YES, "执法岗 须民警带", usual=True,
             hint=("是：辅警必须和民警一起", "yes: an auxiliary only with an officer")),
        column("evidence", "办案", "Evidence", YES, "取证 办案岗"),
        column("reception", "接待", "Reception", YES, "窗口 接待登记"),
        column("zoned", "在本警务区", "In own zone", YES, "分警务区 下片 zoned"),
        column("clerical", "文职可上", "Clerical", YES, "文职"),
    ),
    "岗位表 勤务岗位 post",
    about=Text("一种工作一行，写明谁可以上", "One kind of work a row, and who may do it"),
)  # fmt: skip

SHIFTS = Sheet(
    "shifts",
    Text("班次", "Shifts"),
    (
        id_column("班次编号"),
        name_column("名称", "Name", "班次 班次名称 班别 shift"),
        column("code", "代码", "Code", WORDS, "简称 代号 缩写 排班代码 班次代码", usual=True,
             hint=("排班表格子里显示的字，最多 6 个", "what a roster's cell shows, at most 6 characters")),
        column("spans", "时间", "Times", Spans(), "起止时间 时段 上班时间 班次时间 工作时间 time", needed=True,
             hint=("8:00-16:00；跨日 20:00-次日8:00；两段 8:00-12:00、18:00-22:00", "8:00-16:00; 20:00-8:00+1")),
        column("kinds", "性质", "Nature", Each(Word(SEGMENT_KINDS)), "类型 时段性质 勤务性质 kind", usual=True,
             hint=("工作、值班、备勤、听班、走访、训练；不填为工作", "work, watch, on-site standby … ; empty: work")),
        column("layer", "类别", "Layer", Word(LAYERS), "层 层次 班次类别", usual=True,
             hint=("勤务、备勤、带班：一人一天每类最多一个班", "a person has at most one a day of each")),
        column("posts", "岗位", "Posts", Refs(("posts",)), "可上岗位 对应岗位", usual=True),
        column("uses", "占用装备", "Uses", Uses(), "装备 资源 占用",
             hint=("如 床位、警车座位×2", "such as bed, seat×2")),
        column("night", "夜班", "Night", YES, "是否夜班", hint=("不填按时间判断", "empty: told by the clock")),
        column("color", "颜色", "Colour", Colour(), "底色 color"),
        column("segment_posts", "时段岗位", "Segment posts", Each(Ref(("posts",)))),
        column("segment_zones", "时段警务区", "Segment zones", Each(Ref(("zones",)))),
        column("credits", "计入分钟", "Credited minutes", Each(WHOLE), "折算分钟 计工时"),
    ),
    "班次表 班次设置 班别 班种 shift",
    True,
    Text("一个班一行，从哪天开始就算哪天的班", "One shift a row; it belongs to the day on which it starts"),
)  # fmt: skip

DEMAND = Sheet(
    "demand",
    Text("需求", "Demand"),
    (
        id_column("需求编号"),
        column("shift", "班次", "Shift", Ref(("shifts",)), "班次名称 班别", usual=True,
             hint=("名称或代码；不按班次而按时段要人时，填时间", "by name or code; or state times instead")),
        column(SPAN, "时间", "Times", Span(), "时段 起止时间"),
        column("start", "开始时间", "From", Clock(), "起 开始"),
        column("end", "结束时间", "To", Clock(), "止 结束"),
        column("post", "岗位", "Post", Ref(("posts",)), "岗位名称", usual=True),
        column("zone", "警务区", "Zone", Ref(("zones",)), "责任区"),
        column("unit", "巡逻组", "Unit", Ref(("units",)), "巡组"),
        column(DAYS, "哪些天", "Days", Days(), "日期 星期 日子 适用日期 何时", usual=True,
             hint=("每天、周一至周五、工作日、周末、法定节假日 或日期；空为每天",
                   "every day, Mon-Fri, workday, dates; empty: every day")),
        column("kind", "类别", "Kind", Word(KINDS), "人员类别 民警辅警", usual=True,
             hint=("只数民警或辅警；空为都算", "count officers or auxiliaries only; empty: both")),
        column("ranks", "职务", "Ranks", WordList(RANKS), "职级"),
        column("skill", "技能", "Skill", Ref(("skills",)), "资质"),
        column("woman", "性别", "Sex", Truth(WOMEN), "女性 女警"),
        column("minimum", "最少", "Minimum", WHOLE, "最少人数 人数 需要人数 最低 至少 下限 需求人数 应到 min",
             usual=True, hint=("少于此数即为缺员", "fewer is unfilled work")),
        column("preferred", "期望", "Preferred", WHOLE, "期望人数 理想 最好"),
        column("maximum", "最多", "Maximum", WHOLE, "最多人数 上限 至多 max"),
        column("priority", "优先级", "Priority", WHOLE, "重要性 权重", usual=True,
             hint=("缺一人的代价，越大越先满足；空为 1", "the price of each person missing; empty: 1")),
        column("surplus_priority", "超员优先级", "Surplus priority", WHOLE, "超员代价"),
    ),
    "勤务需求 警力需求 岗位需求 用人需求 人数 需求表 demands",
    True,
    Text("每个班每天要几个人", "How many people each shift needs on which days"),
)  # fmt: skip
