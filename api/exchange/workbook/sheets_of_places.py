"""The sheets that a station may add: teams, zones, skills, patterns, groups, units, resources, the calendar."""

from __future__ import annotations

from api.exchange.workbook.column_kinds import (
    WHOLE,
    WORDS,
    YES,
    column,
    id_column,
    name_column,
)
from api.exchange.workbook.columns import Sheet
from api.exchange.workbook.sorts_of_names import PatternDays, Ref, Uses
from api.exchange.workbook.sorts_of_times import DayCell, DayCells
from api.exchange.workbook.sorts_of_words import Word
from api.exchange.workbook.vocabulary import (
    DAY_CLASSES,
    MODES,
)
from models.fact import Text

TEAMS = Sheet(
    "teams",
    Text("队", "Teams"),
    (
        id_column(),
        name_column(aliases="队 队名 队伍"),
        column("community", "社区队", "Community", YES, "是否社区队 社区", usual=True),
    ),
    "队伍 中队 部门 警队 team",
)

ZONES = Sheet(
    "zones",
    Text("警务区", "Zones"),
    (
        id_column(),
        name_column(aliases="警务区 责任区"),
        column("sector", "片", "Sector", WORDS, "所在片 片区"),
        column("joint_area", "联勤协作区", "Joint area", WORDS, "协作区 联勤区"),
        column("residents", "居民数", "Residents", WHOLE, "人口 居民"),
    ),
    "责任区 警务责任区 社区 zone",
)

SKILLS = Sheet("skills", Text("技能", "Skills"), (id_column(), name_column(aliases="技能 技能名称")), "资质 专长 skill")

PATTERNS = Sheet(
    "patterns",
    Text("轮班制", "Patterns"),
    (
        id_column(),
        name_column(aliases="轮班制"),
        column("days", "每日班次", "Days", PatternDays(), "班次 顺序 循环", needed=True),
    ),
    "轮班 轮转 倒班 pattern",
)

GROUPS = Sheet(
    "groups",
    Text("班组", "Groups"),
    (
        id_column(),
        name_column(aliases="班组 组名"),
        column("pattern", "轮班制", "Pattern", Ref(("patterns",)), "轮班"),
        column("anchor", "首日", "First day", DayCell(), "起始日 首日日期 开始日期"),
    ),
    "值班组 分组 group",
)

UNITS = Sheet(
    "units",
    Text("巡逻组", "Units"),
    (
        id_column(),
        name_column(aliases="巡逻组"),
        column("post", "岗位", "Post", Ref(("posts",)), needed=True),
        column("mode", "方式", "Mode", Word(MODES), "巡逻方式"),
        column("seats", "人数上限", "Seats", WHOLE, "座位 座位数 人数"),
        column("uses", "占用装备", "Uses", Uses(), "装备 资源"),
    ),
    "巡组 巡逻单元 unit",
)

RESOURCES = Sheet(
    "resources",
    Text("装备", "Resources"),
    (id_column(), name_column(aliases="装备"), column("count", "数量", "Count", WHOLE, "数", needed=True)),
    "资源 装备数量 resource",
)

CALENDAR = Sheet(
    "calendar",
    Text("日历", "Calendar"),
    (
        column("date", "日期", "Date", DayCells(), needed=True),
        column("day_class", "日类", "Day class", Word(DAY_CLASSES), "类别 性质 类型", needed=True),
        column("name", "名称", "Name", WORDS, "节日", usual=True),
    ),
    "节假日 日期设置",
    about=Text("与国家日历不同的日子", "Days that differ from the national calendar"),
)
