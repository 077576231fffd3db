"""The sheet of the station's own rules."""

from __future__ import annotations

from api.exchange.workbook.column_kinds import (
    DAYS,
    PEOPLE,
    WHOLE,
    WORDS,
    YES,
    column,
    id_column,
)
from api.exchange.workbook.columns import Sheet
from api.exchange.workbook.sorts_of_names import Refs
from api.exchange.workbook.sorts_of_times import Days
from api.exchange.workbook.sorts_of_words import Level, Texts, Word, WordList
from api.exchange.workbook.vocabulary import (
    BOUNDS,
    KINDS,
    LAYERS,
    LEVELS,
    MEASURES,
    POLICY_LAYERS,
    RANKS,
    SEGMENT_KINDS,
    STATION_TYPES,
)
from models.fact import Text

POLICY = Sheet(
    "policy",
    Text("规则", "Policy"),
    (
        id_column("条目 条目编号"),
        column("rule", "规则", "Rule", WORDS, "规则名 规则名称", usual=True,
             hint=("规则的中文名或英文名；写 政策 则编号一栏是政策名；只改已有条目时留空",
                   "the rule; 'policy' where the id names a policy; empty to change an entry")),
        column("parameters", "参数", "Parameters", WORDS, "参数值", usual=True,
             hint=("如 hours=11；多个用 ; 隔开", "such as hours=11; several parted by ;")),
        column("level", "层级", "Level", Level(LEVELS), "级别 层次", usual=True),
        column("weight", "权重", "Weight", WHOLE, "代价 扣分", usual=True),
        column("on", "启用", "On", YES, "是否启用", usual=True),
        column("scope.kinds", "类别", "Kinds", WordList(KINDS), "人员类别"),
        column("scope.ranks", "职务", "Ranks", WordList(RANKS), "职级"),
        column("scope.teams", "队", "Teams", Refs(("teams",)), "队伍"),
        column("scope.groups", "班组", "Groups", Refs(("groups",))),
        column("scope.skills", "技能", "Skills", Refs(("skills",))),
        column("scope.people", "人员", "People", PEOPLE, "姓名"),
        column("scope.community", "社区队", "Community", YES),
        column("scope.station_types", "所类型", "Station types", WordList(STATION_TYPES)),
        column(DAYS, "哪些天", "Days", Days(), "日期 星期"),
        column("scope.layers", "班次类别", "Layers", WordList(LAYERS), "层"),
        column("scope.shifts", "班次", "Shifts", Refs(("shifts",))),
        column("scope.posts", "岗位", "Posts", Refs(("posts",))),
        column("scope.duty_kinds", "勤务性质", "Duty kinds", WordList(SEGMENT_KINDS), "性质"),
        column("scope.nights", "夜班", "Nights", YES),
        column("source", "依据", "Source", Texts(), "来源"),
        column("layer", "层", "Layer", Word(POLICY_LAYERS), "政策层"),
    ),
    "政策 规则表 排班规则 rules",
    about=Text("在法律和通行做法之上，本所自己的规则和数值",
          "The station's own rules, on top of law and common practice"),
)  # fmt: skip

PARAMETER_WORDS = {"measure": MEASURES, "bound": BOUNDS}
"""Parameters of rules whose values have words."""
