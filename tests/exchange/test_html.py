"""The printable roster: the view that it shows, and the page itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as Date
from html.parser import HTMLParser
from typing import Any

import pytest

from api.exchange.headcount import Count, HeadcountRow, headcounts, people_on_duty
from api.exchange.html import roster_html
from api.exchange.outcome_page import (
    breaches_by_entry,
    figures,
    filled_in_words,
    level_lines,
    penalties_in_words,
    status_in_words,
    unfilled_lines,
)
from api.exchange.person_totals import Totals, counted, totals
from api.exchange.roster_cells import Cell
from api.exchange.roster_table import RosterTable, blocks, day_columns, roster_table
from api.exchange.roster_words import times
from api.exchange.shift_marks import PALETTE, ink_on, luminance, shift_codes, shift_marks
from api.exchange.short_names import short_names
from models.bookings import Leave, Lock
from models.demand import Demand
from models.outcome import Asked, Breach, Change, LedgerRow, LevelResult, Outcome, Unfilled
from models.people import Person, Skill, Team
from models.plan import Plan, assignment
from models.station import Station
from models.work import Post, Segment, Shift, Unit

FRIDAY = Date(2026, 9, 25)
"""Mid-Autumn, on a Friday; the weekend after it is moved, and the Sunday before it was worked."""

DAY = Shift(id="day", name="白班", segments=(Segment(start="08:00", end="17:00"),), posts=("window", "dispatch"))
NIGHT = Shift(id="night", name="夜班", segments=(Segment(start="22:00", end="06:00"),), posts=("dispatch",))
STANDBY = Shift(
    id="standby", name="备勤", layer="standby", segments=(Segment(start="18:00", end="08:00", kind="onsite_standby"),)
)
LEAD = Shift(id="lead", name="带班", layer="lead", segments=(Segment(start="08:00", end="08:00", kind="watch"),))

PEOPLE = (
    Person(id="P1", name="王一", kind="officer", rank="chief", team="heads"),
    Person(id="P2", name="李二", kind="officer", team="room"),
    Person(id="P3", name="赵三", kind="auxiliary"),
    Person(id="P4", name="钱四", kind="auxiliary", team="room"),
)


def station(**facts: Any) -> Station:
    given: dict[str, Any] = {
        "name": "青山派出所",
        "start": FRIDAY,
        "days": 7,
        "teams": (Team(id="heads", name="所领导"), Team(id="room", name="综合指挥室")),
        "posts": (Post(id="window", name="户籍窗口"), Post(id="dispatch", name="指挥调度")),
        "shifts": (DAY, NIGHT, STANDBY, LEAD),
        "people": PEOPLE,
    }
    return Station(**given | facts)


def plan_of(facts: Station, *duties: tuple[str, int, str] | tuple[str, int, str, str]) -> Plan:
    """A plan of (person, day number, shift, post)."""
    chosen = [assignment(facts.shift_by_id[d[2]], d[0], facts.day(d[1]), *d[3:]) for d in duties]
    return Plan(assignments=tuple(chosen))


def outcome_of(plan: Plan | None, **found: Any) -> Outcome:
    given: dict[str, Any] = {"status": "FEASIBLE", "seconds": 1.0, "seed": 7, "workers": 2, "digest": "d1" * 32}
    return Outcome(**given | found, plan=plan)


def table_of(facts: Station, plan: Plan | None = None, lang: str = "zh", **found: Any) -> RosterTable:
    plan = plan or Plan()
    return roster_table(facts, outcome_of(plan, **found), plan, lang)


def cell_of(facts: Station, plan: Plan, person: str, day: int, **found: Any) -> Cell:
    rows = [row for team in table_of(facts, plan, **found).teams for row in team.rows]
    return next(row.cells[day] for row in rows if row.id == person)


def test_people_stand_by_team_and_those_without_a_team_last() -> None:
    teams = table_of(station()).teams
    assert [(team.name, [row.id for row in team.rows]) for team in teams] == [
        ("所领导", ["P1"]),
        ("综合指挥室", ["P2", "P4"]),
        ("未编队", ["P3"]),
    ]


def test_a_team_without_people_has_no_heading() -> None:
    facts = station(teams=(*station().teams, Team(id="empty", name="空队")))
    assert "空队" not in [team.name for team in table_of(facts).teams]


def test_a_team_heading_counts_officers_and_auxiliaries() -> None:
    notes = [table_of(station(), lang=lang).teams[1].note for lang in ("zh", "en")]
    assert notes == ["民警1人、辅警1人", "1 officer, 1 auxiliary"]


def test_people_of_one_name_are_told_apart_by_their_ids() -> None:
    twins = tuple(Person(id=id, name="王一", kind="officer") for id in ("P1", "P2"))
    assert [row.note for row in table_of(station(people=twins)).teams[0].rows] == ["民警 P1", "民警 P2"]


def test_a_person_whom_only_the_plan_knows_is_shown_all_the_same() -> None:
    facts = station()
    plan = plan_of(facts, ("P9", 0, "night", "dispatch"))
    last = table_of(facts, plan).teams[-1]
    assert (last.name, last.rows[0].id, last.rows[0].totals) == ("不在人员名单中", "P9", None)


def test_days_look_like_their_class() -> None:
    looks = [day.look for day in day_columns(station(start=Date(2026, 9, 18), days=9), "zh")]
    assert looks == ["", "weekend", "makeup", "", "", "", "", "statutory", "moved_off"]


@pytest.mark.parametrize(("lang", "marks"), [("zh", ["班", "中秋节", "休"]), ("en", ["work", "Moon", "off"])])
def test_days_that_are_not_what_their_weekday_says_are_marked(lang: str, marks: list[str]) -> None:
    days = day_columns(station(start=Date(2026, 9, 18), days=9), lang)
    assert [day.mark for day in days if day.mark] == marks


def test_weekdays_are_named_in_the_language_of_the_page() -> None:
    facts = station(start=Date(2026, 9, 28), days=7)
    heads = ["".join(day.weekday for day in day_columns(facts, lang)) for lang in ("zh", "en")]
    assert heads == ["一二三四五六日", "MonTueWedThuFriSatSun"]


def test_months_head_their_days() -> None:
    facts = station(start=Date(2026, 9, 24), days=35)
    assert blocks(facts, "zh")[0].months == (("2026年9月", 7), ("2026年10月", 28))


@pytest.mark.parametrize(
    ("days", "widths"), [(7, [7]), (35, [35]), (36, [21, 15]), (42, [21, 21]), (91, [35, 35, 21]), (365, None)]
)
def test_long_rosters_are_cut_into_blocks_of_whole_weeks(days: int, widths: list[int] | None) -> None:
    found = [block.last - block.first for block in blocks(station(days=days), "zh")]
    assert sum(found) == days
    assert max(found) <= 35
    assert widths in (None, found)


def test_layers_of_one_day_are_stacked_duty_first() -> None:
    facts = station()
    plan = plan_of(facts, ("P1", 2, "lead"), ("P1", 2, "standby"), ("P1", 2, "day", "window"))
    assert [chip.code for chip in cell_of(facts, plan, "P1", 2).chips] == ["白", "备", "带"]


def test_a_cell_names_the_post_where_the_shift_alone_does_not() -> None:
    facts = station()
    plan = plan_of(facts, ("P2", 0, "day", "dispatch"), ("P2", 1, "night", "dispatch"))
    assert [cell_of(facts, plan, "P2", day).chips[0].where for day in (0, 1)] == ["指", ""]


def test_a_cell_names_the_unit_before_the_post() -> None:
    facts = station(
        units=(Unit(id="u1", name="巡逻一组", post="dispatch"), Unit(id="u2", name="巡逻二组", post="dispatch"))
    )
    duty = assignment(DAY, "P2", FRIDAY, "dispatch", None, "u2")
    assert cell_of(facts, Plan(assignments=(duty,)), "P2", 0).chips[0].where == "巡二"


def test_a_pointer_on_a_cell_reads_the_whole_duty() -> None:
    facts = station()
    plan = plan_of(facts, ("P2", 0, "night", "dispatch"))
    assert cell_of(facts, plan, "P2", 0).title == "夜班 · 22:00–次日06:00 · 指挥调度"


def test_days_of_leave_are_marked() -> None:
    facts = station(leave=(Leave(person="P2", first=FRIDAY, last=Date(2026, 9, 26)),))
    assert [cell_of(facts, Plan(), "P2", day).leave for day in range(3)] == [True, True, False]


def test_locked_cells_are_marked() -> None:
    facts = station(locks=(Lock(person="P2", date=Date(2026, 9, 26)),))
    assert [cell_of(facts, Plan(), "P2", day).locked for day in range(3)] == [False, True, False]


def test_a_changed_cell_tells_what_it_was() -> None:
    facts = station()
    change = Change(person="P2", date=FRIDAY, layer="duty", before="night", after=None)
    cell = cell_of(facts, Plan(), "P2", 0, changes=(change,))
    assert (cell.changed, cell.title) == (True, "变动 (勤务): 夜班 → 休")


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["白班", "夜班"], ["白", "夜"]),
        (["值班", "值守"], ["值班", "值守"]),
        (["综合白班", "综合夜班"], ["综白", "综夜"]),
        (["班", "班"], ["班", "班2"]),
        (["Day", "Desk"], ["Da", "De"]),
    ],
)
def test_short_names_tell_labels_apart(labels: list[str], names: list[str]) -> None:
    assert short_names(labels) == names


def test_blank_labels_have_short_names_too() -> None:
    assert len(set(short_names(["  ", "·", ""]))) == 3


def test_a_code_that_a_shift_brings_is_kept_and_not_given_to_another() -> None:
    own = DAY.model_copy(update={"code": "夜"})
    assert shift_codes((own, NIGHT)) == {"day": "夜", "night": "夜班"}


def test_a_colour_that_a_shift_brings_is_kept_and_not_given_to_another() -> None:
    own = NIGHT.model_copy(update={"color": PALETTE[0].upper()})
    marks = shift_marks(station(shifts=(DAY, own, STANDBY, LEAD)))
    assert marks["night"].color == PALETTE[0].upper()
    assert len({mark.color.lower() for mark in marks.values()}) == 4


@pytest.mark.parametrize("color", [*PALETTE, "#000000", "#ffffff", "#304a7d", "#ff0000"])
def test_ink_is_readable_on_every_colour(color: str) -> None:
    lights = sorted((luminance(color), luminance(ink_on(color))))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4


def test_times_of_a_split_shift_are_listed_and_touching_segments_joined() -> None:
    parts = [
        Segment(start=start, end=end) for start, end in (("08:00", "10:00"), ("10:00", "12:00"), ("18:00", "24:00"))
    ]
    shift = Shift(id="split", segments=tuple(parts))
    assert times(shift, "zh") == "08:00–12:00, 18:00–24:00"


def row_of(rows: Sequence[HeadcountRow], post: str, label: str) -> HeadcountRow:
    return next(row for row in rows if (row.post, row.label) == (post, label))


def test_a_post_below_its_minimum_is_short() -> None:
    facts = station(demand=(Demand(id="d", post="dispatch", shift="night", minimum=2),))
    plan = plan_of(
        facts, ("P2", 0, "night", "dispatch"), ("P2", 1, "night", "dispatch"), ("P4", 1, "night", "dispatch")
    )
    row = row_of(headcounts(facts, plan, "zh"), "指挥调度", "夜班")
    assert [(c.have, c.need, c.is_short) for c in row.counts[:3]] == [(1, 2, True), (2, 2, False), (0, 2, True)]


def test_work_without_a_demand_is_counted_and_never_short() -> None:
    facts = station()
    row = row_of(headcounts(facts, plan_of(facts, ("P2", 0, "day", "window")), "zh"), "户籍窗口", "白班")
    assert (row.counts[0], row.is_short) == (Count(1, None), False)


def test_a_demand_on_a_shift_of_one_post_is_counted_at_that_post_once() -> None:
    facts = station(demand=(Demand(id="d", shift="night", minimum=2),))
    rows = headcounts(facts, plan_of(facts, ("P2", 0, "night", "dispatch")), "zh")
    assert [(row.post, row.counts[0]) for row in rows if row.label == "夜班"] == [("指挥调度", Count(1, 2))]


def test_the_demand_of_a_day_class_holds_on_its_days_only() -> None:
    demand = Demand(id="d", post="window", shift="day", minimum=1, day_classes=("workday",))
    rows = headcounts(station(demand=(demand,)), Plan(), "zh")
    assert [count.need for count in row_of(rows, "户籍窗口", "白班").counts] == [None, None, None, 1, 1, 1, None]


def test_a_demand_on_officers_counts_officers() -> None:
    facts = station(demand=(Demand(id="d", post="dispatch", shift="night", kind="officer", minimum=1),))
    plan = plan_of(facts, ("P2", 0, "night", "dispatch"), ("P4", 1, "night", "dispatch"))
    row = row_of(headcounts(facts, plan, "zh"), "指挥调度", "夜班 · 民警")
    assert [count.have for count in row.counts[:2]] == [1, 0]


def test_an_interval_counts_the_fewest_people_there_at_any_moment() -> None:
    facts = station(demand=(Demand(id="d", post="dispatch", start="16:00", end="23:00", minimum=1),))
    late = plan_of(facts, ("P2", 0, "day", "dispatch"), ("P4", 0, "night", "dispatch"))
    row = row_of(headcounts(facts, late, "zh"), "指挥调度", "16:00–23:00")
    assert row.counts[0] == Count(0, 1)


def test_an_interval_after_midnight_counts_the_night_of_the_day_before() -> None:
    facts = station(demand=(Demand(id="d", post="dispatch", start="00:00", end="06:00", minimum=1),))
    row = row_of(headcounts(facts, plan_of(facts, ("P2", 0, "night", "dispatch")), "zh"), "指挥调度", "00:00–06:00")
    assert [count.have for count in row.counts[:3]] == [0, 1, 0]


def test_a_person_with_two_layers_is_on_duty_once() -> None:
    facts = station()
    plan = plan_of(facts, ("P1", 0, "lead"), ("P1", 0, "day", "window"), ("P2", 0, "night", "dispatch"))
    assert people_on_duty(facts, plan)[:2] == (2, 0)


def test_totals_come_from_the_ledger() -> None:
    row = LedgerRow(
        person="P2", name="李二", team=None, duties=1, hours=9.5, nights=2, weekends=3, holidays=4, leads=5, standbys=6,
        days_off=7, total={},
    )  # fmt: skip
    assert totals(station(), outcome_of(Plan(), ledger=(row,))) == {"P2": Totals(9.5, 2, 3, 4, 5, 7)}


def test_totals_are_counted_from_the_plan_where_there_is_no_ledger() -> None:
    facts = station()
    duties = [("P1", 0, "day", "window"), ("P1", 1, "night", "dispatch"), ("P1", 2, "lead")]
    plan = plan_of(facts, *duties)  # type: ignore[arg-type]
    assert totals(facts, outcome_of(plan)) == counted(facts, plan)
    assert counted(facts, plan)["P1"] == Totals(hours=41, nights=2, weekends=1, holidays=1, leads=1, days_off=4)


def test_a_standby_does_not_make_a_weekend_worked() -> None:
    facts = station()
    assert counted(facts, plan_of(facts, ("P1", 1, "standby")))["P1"].weekends == 0


def breach(number: int, level: int, entry: str) -> Breach:
    return Breach(
        entry=entry,
        rule="min_rest",
        level=level,
        about=(),
        measured=1,
        allowed=2,
        penalty=3,
        sentence=f"{entry} {number}",
    )


def test_breaches_stand_by_level_and_entry() -> None:
    found = (breach(1, 5, "wishes"), breach(1, 2, "rest"), breach(2, 5, "wishes"))
    groups = breaches_by_entry(outcome_of(Plan(), breaches=found), "zh")
    assert [(g.level, g.entry, g.count, g.penalty) for g in groups] == [
        ("2 休息与负荷", "rest", 1, 3),
        ("5 意愿与习惯", "wishes", 2, 6),
    ]


def test_only_so_many_breaches_are_written_out_the_gravest_first() -> None:
    found = tuple(breach(n, 5, "wishes") for n in range(9)) + tuple(breach(n, 2, "rest") for n in range(9))
    groups = breaches_by_entry(outcome_of(Plan(), breaches=found), "zh", most=12)
    assert [(group.entry, len(group.sentences), group.hidden) for group in groups] == [("rest", 9, 0), ("wishes", 3, 6)]


def test_a_level_is_proved_when_its_bound_meets_its_penalty() -> None:
    pairs: list[tuple[int, int | None]] = [(0, 0), (5, 5), (7, 4), (9, None)]
    levels = tuple(
        LevelResult(level=at, name="", penalty=penalty, bound=bound, seconds=0)
        for at, (penalty, bound) in enumerate(pairs)
    )
    assert [line.is_proved for line in level_lines(outcome_of(Plan(), levels=levels), "zh")] == [
        True,
        True,
        False,
        False,
    ]


def open_level(bound: int | None) -> Outcome:
    """Level 2 is 8 at best so far; the levels before it are proved."""
    pairs: list[tuple[int, int | None]] = [(0, 0), (3, 3), (8, bound)]
    levels = tuple(
        LevelResult(level=at, name="", penalty=penalty, bound=bound, seconds=0)
        for at, (penalty, bound) in enumerate(pairs)
    )
    return outcome_of(Plan(), levels=levels, gap=0.125 if bound else None, bound=bound)


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "可行方案（“休息与负荷”层差距12.5%）"), ("en", "Feasible (rest and load: gap 12.5%)")]
)
def test_the_status_tells_the_gap_and_its_level(lang: str, words: str) -> None:
    assert status_in_words(open_level(7), lang) == words


@pytest.mark.parametrize("bound", [0, None])
@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "可行方案（“休息与负荷”层未证下界）"), ("en", "Feasible (rest and load: no bound proved)")],
)
def test_a_bound_of_nothing_is_no_bound(lang: str, words: str, bound: int | None) -> None:
    assert status_in_words(open_level(bound), lang) == words
    assert words[:-1].endswith(level_lines(open_level(bound), lang)[2].bound)


def test_a_level_without_penalty_is_bounded_by_0() -> None:
    assert [line.bound for line in level_lines(open_level(7), "zh")] == ["0", "3", "7"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "扣分：未满足勤务 3，休息与负荷 8"), ("en", "Penalties: unfilled demand 3, rest and load 8")],
)
def test_every_level_with_a_penalty_is_named(lang: str, words: str) -> None:
    assert penalties_in_words(open_level(7), lang) == words


def test_key_figures_have_names_in_both_languages() -> None:
    assert figures({"hours_most": 40.0, "own": None}, "zh") == (("最多工时", "40"), ("own", "–"))
    assert figures({"hours_most": 40.0}, "en") == (("most hours", "40"),)


def unfilled(missing: int) -> Unfilled:
    return Unfilled(duty="d", date=FRIDAY, shift="night", post="dispatch", missing=missing, why="无人符合资格")


def test_missing_people_are_summed() -> None:
    outcome = outcome_of(Plan(), unfilled=(unfilled(1), unfilled(2)))
    assert filled_in_words(outcome, "zh") == "未满足勤务2处，合计缺3人"


@pytest.mark.parametrize(
    ("asked", "lang", "words"),
    [
        (Asked(kind="auxiliary"), "zh", "辅警"),
        (Asked(kind="officer", ranks=("deputy", "chief")), "en", "officer · chief/deputy"),
        (Asked(skill="k", woman=True), "zh", "现场勘查 · 女"),
        (Asked(), "zh", ""),
    ],
)
def test_unfilled_work_says_who_is_asked_for(asked: Asked, lang: str, words: str) -> None:
    facts = station(skills=(Skill(id="k", name="现场勘查"),))
    outcome = outcome_of(Plan(), unfilled=(unfilled(1).model_copy(update={"who": asked}),))
    assert [line.who for line in unfilled_lines(facts, outcome, lang)] == [words]
    assert words in Page(roster_html(facts, outcome, lang)).text or not words


class Page(HTMLParser):
    """Tags, attributes and text of a page; fails on tags that do not close in order."""

    VOID = frozenset({"meta", "col", "br", "link", "img"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def marked(self, tag: str, *classes: str) -> int:
        """How many such tags bear all these classes."""
        return sum(name == tag and set(classes) <= set((a.get("class") or "").split()) for name, a in self.tags)


HOSTILE = "<script>alert(1)</script>\"' onload=x"


def full_page(lang: str = "zh") -> str:
    facts = station(
        name=HOSTILE,
        people=(*PEOPLE, Person(id="=cmd", name=HOSTILE, kind="officer", team="room")),
        demand=(Demand(id="d", post="dispatch", shift="night", minimum=2),),
        leave=(Leave(person="P3", first=FRIDAY, last=FRIDAY),),
        locks=(Lock(person="P4", date=FRIDAY),),
    )
    outcome = outcome_of(
        plan_of(facts, ("P2", 0, "night", "dispatch"), ("=cmd", 0, "day", "window")),
        levels=(LevelResult(level=1, name=HOSTILE, penalty=3, bound=1, seconds=0),),
        unfilled=(unfilled(1).model_copy(update={"why": HOSTILE}),),
        breaches=tuple(breach(n, 5, HOSTILE) for n in range(250)),
        changes=(Change(person="P2", date=FRIDAY, layer="duty", before=None, after="night"),),
        kpis={HOSTILE: 1.5, "beds": None},
        notices=(HOSTILE,),
        versions={"paiqin": HOSTILE},
    )
    return roster_html(facts, outcome, lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_well_formed(lang: str) -> None:
    assert Page(full_page(lang)).tags[0] == ("html", {"lang": "zh-CN" if lang == "zh" else "en"})


def test_the_page_needs_nothing_from_elsewhere() -> None:
    html = full_page()
    assert re.findall(r"https?://|//[a-z]|@import|url\(", html) == []
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in Page(html).tags}


def test_no_text_of_the_station_becomes_markup() -> None:
    page = Page(full_page())
    assert [attributes for _, attributes in page.tags if "onload" in attributes] == []
    assert HOSTILE in page.text


def test_a_short_count_is_red_and_reads_have_of_need() -> None:
    page = Page(full_page())
    assert page.marked("td", "short") == 7
    assert {"1/2", "0/2"} <= set(page.text)


def test_marks_of_cells_reach_the_page() -> None:
    page = Page(full_page())
    assert [page.marked("td", "day", mark) for mark in ("leave", "locked", "changed")] == [1, 1, 1]


def test_weekends_and_holidays_are_shaded_in_every_row() -> None:
    page = Page(full_page())
    rows = 5 + 1 + 2
    assert [page.marked("td", look) for look in ("statutory", "moved_off")] == [2 * rows, 2 * rows]


def test_breaches_beyond_the_limit_are_counted() -> None:
    assert "另有50条未列出" in full_page()


def test_an_english_page_has_no_chinese_of_its_own() -> None:
    facts = station(
        name="Hill station",
        teams=(),
        posts=(),
        people=(Person(id="P1", name="Wang", kind="officer", rank="chief"), Person(id="P2", kind="auxiliary")),
        shifts=(
            Shift(id="day", name="Day", segments=DAY.segments),
            Shift(id="n", name="Night", segments=NIGHT.segments),
        ),
        leave=(Leave(person="P1", first=FRIDAY, last=FRIDAY),),
    )
    plan = plan_of(facts, ("P2", 0, "n"), ("P1", 1, "day"))
    change = Change(person="P2", date=FRIDAY, layer="duty", before=None, after="n")
    html = roster_html(facts, outcome_of(plan, changes=(change,)), "en")
    assert re.findall(r"[\u4e00-\u9fff]+", html) == []


def test_an_outcome_without_a_plan_says_so() -> None:
    html = roster_html(station(), outcome_of(None, status="INFEASIBLE"), "zh")
    assert "没有可用的方案" in html
    assert Page(html).marked("table", "roster") == 0


def test_the_footer_tells_digest_seed_and_versions() -> None:
    html = roster_html(station(), outcome_of(Plan(), versions={"paiqin": "0.1.0"}), "zh")
    assert all(word in html for word in ("d1" * 32, "随机种子 7", "paiqin 0.1.0"))


def test_equal_outcomes_give_equal_pages() -> None:
    assert full_page() == full_page()
