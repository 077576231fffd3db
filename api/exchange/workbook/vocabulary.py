"""The words of a workbook's cells for the fixed values of the facts: one that is written, others that are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.exchange.workbook.wording import Misread, tight
from models.fact import Text


@dataclass(frozen=True)
class Vocabulary:
    """Values by their words. `words` are written, `aliases` read besides; so is the value's own English name."""

    words: Mapping[Any, Text]
    aliases: Mapping[str, Any]

    def value(self, text: str) -> Any:
        """The value that a word means. Raises Misread."""
        found = self.find(text)
        if found is None:
            raise Misread(self.listed, Text("改为其中之一", "write one of them"))
        return found

    def find(self, text: str) -> Any | None:
        """The same, or None."""
        word = tight(text)
        for value, name in self.words.items():
            if word in (tight(name.zh), tight(name.en), str(value).casefold()):
                return value
        return self.aliases.get(word)

    def word(self, value: Any, lang: str) -> str:
        return self.words[value].in_language(lang)

    @property
    def listed(self) -> Text:
        return Text(
            "、".join(dict.fromkeys(name.zh for name in self.words.values())),
            ", ".join(dict.fromkeys(name.en for name in self.words.values())),
        )


def _of(words: dict[Any, tuple[str, str]], **aliases: str) -> Vocabulary:
    """`aliases`: by value, the further words, separated by blanks."""
    names = {str(value): value for value in words}
    read = {tight(word): names[value] for value, stated in aliases.items() for word in stated.split()}
    return Vocabulary({value: Text(*name) for value, name in words.items()}, read)


GRADES = " ".join(f"{n}级{grade}" for n in "一二三四" for grade in ("警长", "高级警长", "警员", "主管", "主任"))
"""Grades of the civil service, which say nothing of who leads."""

KINDS = _of(
    {"officer": ("民警", "officer"), "auxiliary": ("辅警", "auxiliary")},
    officer="警察 正式民警 警员 公务员 police",
    auxiliary="协警 勤务辅警 文职辅警 警务辅助人员 辅助人员 assistant",
)
RANKS = _of(
    {
        "chief": ("所长", "chief"), "instructor": ("教导员", "instructor"), "deputy": ("副所长", "deputy"),
        "squad_leader": ("中队长", "squad leader"), "member": ("队员", "member"),
    },
    instructor="指导员 政治教导员", deputy="副教导员 副职", squad_leader="队长 组长 班长 警长 副中队长",
    member=f"民警 辅警 组员 无 一般 - {GRADES}",
)  # fmt: skip
SEGMENT_KINDS = _of(
    {
        "work": ("工作", "work"), "watch": ("值班", "watch"), "onsite_standby": ("备勤", "on-site standby"),
        "athome_standby": ("听班", "at-home standby"), "visit": ("走访", "visit"), "training": ("训练", "training"),
    },
    work="上班 勤务", watch="值守", onsite_standby="在所备勤", athome_standby="备班 在家听班", visit="入户走访",
    training="培训",
)  # fmt: skip
LAYERS = _of(
    {"duty": ("勤务", "duty"), "standby": ("备勤", "standby"), "lead": ("带班", "lead")},
    duty="普通 值班 工作", standby="听班 备班", lead="带班领导 领导带班",
)  # fmt: skip
LEAVE_KINDS = _of(
    {
        "annual": ("年休假", "annual"), "compensatory": ("补休", "compensatory"), "training": ("培训", "training"),
        "secondment": ("借调", "secondment"), "other": ("其他", "other"),
    },
    annual="年假 休假 公休 公休假", compensatory="调休 补假", training="训练 学习 集训", secondment="抽调 外派",
    other="其它 事假 病假 产假 婚假 丧假 探亲假 公差 出差",
)  # fmt: skip
WANTS = _of({"off": ("休息", "off"), "on": ("上班", "on")}, off="休 不上班 不排 轮休 想休", on="班 值班 出勤 想上 排班")
MODES = _of(
    {"car": ("车巡", "car"), "motorcycle": ("摩巡", "motorcycle"), "foot": ("步巡", "foot"),
     "drone": ("无人机巡", "drone")},
    car="汽车 警车 机动车", motorcycle="摩托 摩托车", foot="步行 徒步", drone="无人机",
)  # fmt: skip
DAY_CLASSES = _of(
    {
        "workday": ("工作日", "workday"), "weekend": ("周末", "weekend"), "statutory": ("法定节假日", "statutory"),
        "moved_off": ("调休放假日", "moved off"), "makeup": ("调休上班日", "make-up"),
    },
    weekend="双休日", statutory="节假日 法定假日 法定假 holiday", moved_off="调休放假", makeup="补班 调休上班 补班日",
)  # fmt: skip
STATION_TYPES = _of(
    {"urban": ("城区", "urban"), "town": ("集镇", "town"), "rural": ("农村", "rural")},
    urban="城市 城区所", town="镇 城镇 乡镇 集镇所", rural="乡村 农村所 山区",
)  # fmt: skip
MEASURES = _of(
    {
        "duties": ("班数", "duties"), "hours": ("工时（分钟）", "hours (minutes)"), "nights": ("夜班", "nights"),
        "weekends": ("周末班", "weekends"), "holidays": ("节假日班", "holidays"), "leads": ("带班次数", "leads"),
        "standbys": ("备勤次数", "standbys"),
    },
    duties="班次数 值班次数", nights="夜班数 夜班次数", weekends="周末 周末数",
    holidays="节假日 法定节假日", leads="带班", standbys="备勤 听班 听班次数",
)  # fmt: skip
POLICY_LAYERS = _of(
    {
        "law": ("法律", "law"), "bureau": ("市县局", "bureau"), "station": ("本所", "station"),
        "overlay": ("临时", "overlay"),
    },
    law="法规", bureau="分局 上级 县局 市局", station="所 派出所", overlay="专项",
)  # fmt: skip
TRUTHS = _of(
    {True: ("是", "yes"), False: ("否", "no")},
    **{
        "True": "有 对 y true 1 √ ✓ ✔ 需要 启用 on v",
        "False": "无 不 没有 错 n false 0 × ✗ ✘ x 不是 不需要 停用 off -",
    },
)
WOMEN = _of(
    {True: ("女", "woman"), False: ("男", "man")},
    **{"True": "是 yes y true 1 √ female f 女性 women", "False": "否 no n false 0 × male m 男性 men"},
)
ROLES = _of({"leader": ("带班", "leader")}, leader="带班领导 领导")
LEVELS = _of(
    {
        0: ("0 法律与资格", "0 law"), 1: ("1 勤务满足", "1 unfilled"), 2: ("2 休息与负荷", "2 rest"),
        3: ("3 变动", "3 changes"), 4: ("4 公平", "4 fairness"), 5: ("5 愿望", "5 wishes"),
    }
)  # fmt: skip
BOUNDS = _of({"minimum": ("最少", "minimum"), "preferred": ("期望", "preferred"), "maximum": ("最多", "maximum")})
