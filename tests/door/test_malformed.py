import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from api.exchange.scenarios import LoadedScenario, load_scenario
from models.fault import Fault, InputError

Document = dict[str, Any]
Refused = Callable[..., list[Fault]]


def put(*steps: Any) -> Callable[[Document], None]:
    """Puts the last argument at the place to which the others lead."""

    def change(document: Document) -> None:
        at: Any = document
        for step in steps[:-2]:
            at = at[step]
        at[steps[-2]] = steps[-1]

    return change


def drop(*steps: Any) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        at: Any = document
        for step in steps[:-1]:
            at = at[step]
        del at[steps[-1]]

    return change


def again(*steps: Any) -> Callable[[Document], None]:
    """Repeats the last item of a list."""

    def change(document: Document) -> None:
        at: Any = document
        for step in steps:
            at = at[step]
        at.append(deepcopy(at[-1]))

    return change


def all_of(*changes: Callable[[Document], None]) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        for one in changes:
            one(document)

    return change


F = "facts"
MALFORMED: dict[str, tuple[Callable[[Document], None], list[str]]] = {
    "schema missing": (drop("schema"), ["schema"]),
    "schema true": (put("schema", True), ["schema"]),
    "schema of tomorrow": (put("schema", 2), ["schema"]),
    "kind missing": (drop("kind"), ["kind"]),
    "kind unknown": (put("kind", "rooster"), ["kind"]),
    "facts missing": (drop(F), ["facts"]),
    "facts null": (put(F, None), ["facts"]),
    "facts a list": (put(F, []), ["facts"]),
    "unknown field at the top": (put("polices", []), ["polices"]),
    "start missing": (drop(F, "start"), ["facts.start"]),
    "unknown field": (put(F, "people", 0, "skill", ["x"]), ["facts.people[0].skill"]),
    "kind of person missing": (drop(F, "people", 1, "kind"), ["facts.people[1].kind"]),
    "number for an id": (put(F, "people", 2, "id", 3), ["facts.people[2].id", "facts.leave[0].person"]),
    "empty id": (put(F, "teams", 0, "id", ""), ["facts.teams[0].id", *[f"facts.{p}" for p in (
        "posts[0].teams[0]", "people[0].team", "people[2].team")]]),
    "id with a slash": (
        put(F, "resources", 0, "id", "a/b"), ["facts.units[0].uses[0].resource", "facts.resources[0].id"]),
    "null for an id": (put(F, "demand", 0, "id", None), ["facts.demand[0].id"]),
    "people an object": (put(F, "people", {}), ["facts.people"]),
    "people null": (put(F, "people", None), ["facts.people"]),
    "person a text": (put(F, "people", 2, "P3"), ["facts.people[2]", "facts.leave[0].person"]),
    "text for a whole number": (put(F, "days", "7"), ["facts.days"]),
    "truth for a whole number": (put(F, "days", True), ["facts.days"]),
    "fraction for a whole number": (put(F, "days", 7.5), ["facts.days"]),
    "whole fraction for a whole number": (put(F, "days", 7.0), ["facts.days"]),
    "no days": (put(F, "days", 0), ["facts.days"]),
    "too many days": (put(F, "days", 401), ["facts.days"]),
    "huge whole number": (put(F, "days", 10**30), ["facts.days"]),
    "number for a truth": (put(F, "teams", 1, "community", 1), ["facts.teams[1].community"]),
    "date that does not exist": (put(F, "start", "2026-02-30"), ["facts.start"]),
    "seconds for a date": (put(F, "start", "1767571200"), ["facts.start"]),
    "number for a date": (put(F, "start", 1767571200), ["facts.start"]),
    "date with a time": (put(F, "leave", 0, "first", "2026-01-08T00:00"), ["facts.leave[0].first"]),
    "year out of reach": (put(F, "start", "9999-12-31"), ["facts.start"]),
    "year before all calendars": (put(F, "start", "1899-12-31"), ["facts.start"]),
    "negative demand": (put(F, "demand", 0, "minimum", -1), ["facts.demand[0].minimum"]),
    "weekday 8": (put(F, "demand", 0, "weekdays", [1, 8]), ["facts.demand[0].weekdays[1]"]),
    "unknown kind of person": (put(F, "people", 0, "kind", "police"), ["facts.people[0].kind"]),
    "time without a zero": (put(F, "shifts", 0, "segments", 0, "start", "8:00"), ["facts.shifts[0].segments[0].start"]),
    "time past midnight": (put(F, "shifts", 0, "segments", 0, "end", "25:00"), ["facts.shifts[0].segments[0].end"]),
    "shift without segments": (put(F, "shifts", 0, "segments", []), ["facts.shifts[0].segments"]),
    "empty pattern": (put(F, "patterns", 0, "days", []), ["facts.patterns[0].days"]),
    "half a character": (put(F, "people", 0, "name", "\ud800"), ["facts.people[0].name"]),
    "null character": (put(F, "people", 0, "name", "a\0b"), ["facts.people[0].name"]),
    "not a number": (put(F, "days", float("nan")), ["facts.days"]),
    "infinite budget": (put("budget", "seconds", float("inf")), ["budget.seconds"]),
    "budget of nothing": (put("budget", "seconds", 0), ["budget.seconds"]),
    "budget null": (put("budget", None), ["budget"]),
    "unknown field of the budget": (put("budget", "second", 1), ["budget.second"]),
    "id twice": (again(F, "people"), ["facts.people[3].id"]),
    "demand twice": (again(F, "demand"), ["facts.demand[2]", "facts.demand[2].id"]),
    "shift twice": (again(F, "shifts"), ["facts.shifts[3].id"]),
    "unknown skill": (put(F, "people", 0, "skills", ["interogation"]), ["facts.people[0].skills[0]"]),
    "skill twice": (again(F, "people", 0, "skills"), ["facts.people[0].skills[1]"]),
    "unknown team": (put(F, "people", 0, "team", "cases"), ["facts.people[0].team"]),
    "unknown group": (put(F, "people", 0, "group", "G9"), ["facts.people[0].group"]),
    "unknown zone": (put(F, "people", 0, "zone", "Z9"), ["facts.people[0].zone"]),
    "unknown pattern": (put(F, "groups", 0, "pattern", "wheels"), ["facts.groups[0].pattern"]),
    "unknown shift in a pattern": (put(F, "patterns", 0, "days", ["dai"]), ["facts.patterns[0].days[0]"]),
    "unknown post of a shift": (put(F, "shifts", 1, "posts", ["patrols"]), ["facts.shifts[1].posts[0]"]),
    "unknown post of a segment": (
        put(F, "shifts", 1, "segments", 0, "post", "x"), ["facts.shifts[1].segments[0].post"]),
    "unknown resource": (put(F, "units", 0, "uses", 0, "resource", "bus"), ["facts.units[0].uses[0].resource"]),
    "unknown post of a unit": (put(F, "units", 0, "post", "x"), ["facts.units[0].post"]),
    "unknown person on leave": (put(F, "leave", 0, "person", "P9"), ["facts.leave[0].person"]),
    "unknown person in the history": (
        put(F, "history", "duties", 0, "person", "P9"), ["facts.history.duties[0].person"]),
    "demand at no time": (drop(F, "demand", 0, "shift"), ["facts.demand[0]"]),
    "demand at two times": (put(F, "demand", 1, "shift", "night"), ["facts.demand[1]"]),
    "demand without an end": (drop(F, "demand", 1, "end"), ["facts.demand[1]"]),
    "maximum below minimum": (put(F, "demand", 0, "maximum", 0), ["facts.demand[0].maximum"]),
    "preferred below minimum": (put(F, "demand", 1, "minimum", 3), ["facts.demand[1].preferred"]),
    "leave backwards": (put(F, "leave", 0, "last", "2026-01-07"), ["facts.leave[0].last"]),
    "request outside the horizon": (put(F, "requests", 0, "date", "2026-01-12"), ["facts.requests[0].date"]),
    "lock outside the horizon": (put(F, "locks", 0, "date", "2026-01-04"), ["facts.locks[0].date"]),
    "lock on another layer": (put(F, "locks", 0, "layer", "lead"), ["facts.locks[0].layer"]),
    "lock at a post without the shift": (put(F, "locks", 0, "post", "patrol"), ["facts.locks[0]"]),
    "two locks on a cell": (again(F, "locks"), ["facts.locks[1]"]),
    "pattern within itself": (put(F, "patterns", 0, "days", ["day", "double wheel"]), ["facts.patterns[0].days"]),
    "group without an anchor": (drop(F, "groups", 0, "anchor"), ["facts.groups[0].anchor"]),
    "segments overlap": (
        put(F, "shifts", 0, "segments", [{"start": "08:00", "end": "12:00"}, {"start": "11:00", "end": "13:00"}]),
        ["facts.shifts[0].segments[1].start"]),
    "shift of three days": (
        put(F, "shifts", 0, "segments", 0, "end", "09:00+2"), ["facts.shifts[0].segments"]),
    "history in the future": (put(F, "history", "duties", 0, "date", "2026-01-05"), ["facts.history.duties[0].date"]),
    "history known from tomorrow": (
        put(F, "history", "known_from", "2026-01-05"), ["facts.history.known_from"]),
    "history twice": (again(F, "history", "duties"), ["facts.history.duties[1]"]),
    "calendar day twice": (again(F, "calendar"), ["facts.calendar[1].date"]),
    "policy a name": (put("policy", "law"), ["policy"]),
    "unknown policy": (put("policy", ["laws"]), ["policy[0]"]),
    "policy a number": (put("policy", [7]), ["policy[0]"]),
    "missing policy file": (put("policy", ["x.json"]), ["policy[0]"]),
    "missing facts file": (put(F, "x.json"), ["facts"]),
    "missing published file": (put("published", "x.csv"), ["published"]),
    "missing published document": (put("published", "x.yaml"), ["published"]),
    "facts a folder": (put(F, "policies"), ["facts"]),
    "facts of another form": (put(F, "x.xlsx"), ["facts"]),
    "unknown rule": (put("policy", 0, "rule", "min_test"), ["policy[0].rule"]),
    "entry without a rule": (drop("policy", 0, "rule"), ["policy[0].rule"]),
    "unknown parameter": (put("policy", 0, "parameters", "hour", 12), ["policy[0].parameters.hour"]),
    "parameter out of bounds": (put("policy", 0, "parameters", "hours", -1), ["policy[0].parameters.hours"]),
    "unknown layer": (put("policy", 0, "layer", "city"), ["policy[0].layer"]),
    "unknown team in a scope": (put("policy", 0, "scope", {"teams": ["caes"]}), ["policy[0].scope.teams[0]"]),
    "scope that the rule ignores": (
        put("policy", 0, {"id": "r", "rule": "evidence_pair", "scope": {"posts": ["window"]}}), ["policy[0].scope"]),
    "entry twice": (again("policy"), ["policy[1].id"]),
    "level 6": (put("policy", 0, "level", 6), ["policy[0].level"]),
    "published a number": (put("published", 7), ["published"]),
    "published person unknown": (
        put("published", "assignments", 0, "person", "P9"), ["published.assignments[0].person"]),
    "published outside the horizon": (
        put("published", "assignments", 0, "date", "2027-01-01"), ["published.assignments[0].date"]),
    "published at a place not offered": (
        put("published", "assignments", 0, "zone", None), ["published.assignments[0]"]),
    "several at once": (
        all_of(
            put("kind", "rooster"),
            put(F, "days", "7"),
            put(F, "people", 0, "skills", ["x"]),
            put(F, "people", 1, "kind", "y"),
            put(F, "demand", 0, "minimum", -1),
            put(F, "demand", 1, "preferred", 0),
            put("policy", 0, "parameters", "hours", "11"),
            put("published", "assignments", 0, "person", "P9"),
        ),
        ["kind", "facts.days", "facts.people[0].skills[0]", "facts.people[1].kind", "facts.demand[0].minimum",
         "facts.demand[1].preferred", "policy[0].parameters.hours", "published.assignments[0].person"]),
}  # fmt: skip


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_scenario_is_refused_at_every_wrong_place(riverside: Document, refused: Refused, name: str) -> None:
    change, places = MALFORMED[name]
    change(riverside)
    assert [fault.place for fault in refused(riverside)] == places


@pytest.mark.parametrize("name", MALFORMED)
def test_a_fault_speaks_both_languages(riverside: Document, refused: Refused, name: str) -> None:
    MALFORMED[name][0](riverside)
    for fault in refused(riverside):
        assert all([fault.value, fault.allowed.zh, fault.allowed.en, fault.cure.zh, fault.cure.en])
        assert len(fault.value) <= 100


def test_the_scenario_from_which_the_malformed_are_made_is_right(
    riverside: Document, hand_in: Callable[..., LoadedScenario]
) -> None:
    assert hand_in(riverside).scenario.facts.id == "riverside"


def test_without_people_and_shifts_a_scenario_is_right(hand_in: Callable[..., LoadedScenario]) -> None:
    empty = {"schema": 1, "kind": "roster", "facts": {"start": "2026-01-05", "days": 7}, "policy": []}
    assert hand_in(empty).scenario.facts.people == ()


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

TEXTS: dict[str, tuple[str, str | bytes]] = {
    "empty": ("a.json", b""),
    "blank": ("a.json", b" \n\t\n"),
    "empty yaml": ("a.yaml", b"\xef\xbb\xbf\n"),
    "cut off": ("a.json", '{"schema": 1, "kind": "roster", "facts": {"st'),
    "not json": ("a.json", "schema: 1"),
    "two values": ("a.json", "{} {}"),
    "bare word": ("a.json", "roster"),
    "number": ("a.json", "1"),
    "list": ("a.json", "[]"),
    "not a number": ("a.json", '{"schema": NaN}'),
    "infinity": ("a.json", '{"schema": -Infinity}'),
    "overflow": ("a.json", '{"schema": 1e999}'),
    "repeated key": ("a.json", '{"schema": 1, "schema": 1}'),
    "a million digits": ("a.json", '{"schema": ' + "9" * 1_000_000 + "}"),
    "a million decimals": ("a.json", '{"schema": 1.' + "9" * 1_000_000 + "}"),
    "a million digits in yaml": ("a.yaml", "schema: " + "9" * 1_000_000),
    "a million brackets": ("a.json", "[" * 1_000_000),
    "a million objects": ("a.json", '{"a":' * 1_000_000),
    "a hundred brackets": ("a.json", "[" * 100 + "]" * 100),
    "ten megabytes of brackets": ("a.json", "[" * 10_000_000),
    "ten megabytes of brackets in yaml": ("a.yaml", "[" * 10_000_000),
    "ten megabytes of braces in yaml": ("a.yaml", "{" * 10_000_000),
    "ten megabytes of dashes in yaml": ("a.yaml", "- " * 5_000_000),
    "ten megabytes of items in yaml": ("a.yaml", "- a\n" * 2_500_000),
    "ten megabytes of empty lists": ("a.json", "[" + "[]," * 3_333_332 + "0]"),
    "eleven megabytes": ("a.json", " " * 11_000_000),
    "a quarter of a million people of nothing": (
        "a.json", '{"schema":1,"kind":"roster","facts":{"people":[' + "{}," * 250_000 + "{}]}}"),
    "a quarter of a million faulty skills": (
        "a.json", '{"schema":1,"kind":"roster","facts":{"people":[{"skills":[' + "1," * 250_000 + "1]}]}}"),
    "a quarter of a million policies": (
        "a.json", '{"schema":1,"kind":"roster","policy":[' + "{}," * 250_000 + "{}]}"),
    "a thousand entries without a rule that exists": (
        "a.json", '{"schema":1,"kind":"roster","facts":{"start":"2026-01-05","days":7},"policy":['
        + ",".join(f'{{"id":"e{n}","rule":"r{n}"}}' for n in range(1000)) + "]}"),
    "a scope of a quarter of a million people": (
        "a.json", '{"schema":1,"kind":"roster","facts":{"start":"2026-01-05","days":7},"policy":['
        '{"id":"a","rule":"min_rest","scope":{"people":[' + ",".join(f'"p{n}"' for n in range(250_000)) + "]}}]}"),
    "a shift at a quarter of a million posts": (
        "a.json", '{"schema":1,"kind":"roster","facts":{"start":"2026-01-05","days":7,"posts":[{"id":"p"}],"shifts":['
        '{"id":"s","segments":[{"start":"08:00","end":"09:00"}],"posts":[' + '"p",' * 250_000 + '"p"]}]}}'),
    "a quarter of a million names of policies": (
        "a.json", '{"schema":1,"kind":"roster","policy":[' + ",".join(f'"p{n}"' for n in range(250_000)) + "]}"),
    "a quarter of a million unknown fields": ("a.json", "{" + ",".join(f'"f{n}":1' for n in range(250_000)) + "}"),
    "ten thousand unknown people": (
        "a.json", '{"schema":1,"kind":"roster","facts":{"start":"2026-01-05","days":7,"people":['
        + ",".join(f'{{"id":"p{n}","kind":"officer"}}' for n in range(4000))
        + '],"leave":['
        + ",".join(f'{{"person":"q{n}","first":"2026-01-05","last":"2026-01-01"}}' for n in range(10_000)) + "]}}"),
    "ten thousand competing demands": (
        "a.json", '{"schema":1,"kind":"roster","facts":{"start":"2026-01-05","days":400,"demand":['
        + ",".join(f'{{"id":"d{n}","start":"08:00","end":"09:00"}}' for n in range(10_000)) + "]}}"),
    "a thousand nested patterns": (
        "a.json", '{"schema":1,"kind":"roster","facts":{"start":"2026-01-05","days":7,"patterns":['
        + ",".join(f'{{"id":"p{n}","days":["p{n + 1}","p{n + 1}"]}}' for n in range(999))
        + ',{"id":"p999","days":[null]}]}}'),
    "a thousand patterns in a circle": (
        "a.json", '{"schema":1,"kind":"roster","facts":{"start":"2026-01-05","days":7,"patterns":['
        + ",".join(f'{{"id":"p{n}","days":["p{(n + 1) % 1000}"]}}' for n in range(1000)) + "]}}"),
    "a million duties on offer": (
        "a.json", json.dumps({"schema": 1, "kind": "roster", "facts": {
            "start": "2026-01-05", "days": 7, "zones": [{"id": f"z{n}"} for n in range(1000)],
            "posts": [{"id": f"p{n}", "zoned": True} for n in range(1000)],
            "shifts": [{"id": "s", "segments": [{"start": "08:00", "end": "09:00"}],
                        "posts": [f"p{n}" for n in range(1000)]}],
        }})),
    "billion laughs": ("a.yaml", LAUGHS),
    "anchor": ("a.yaml", "schema: &s 1\n"),
    "tag": ("a.yaml", "schema: !!python/object/apply:os.getcwd []\n"),
    "repeated key in yaml": ("a.yaml", "schema: 1\nschema: 1\n"),
    "two documents": ("a.yaml", "schema: 1\n---\nschema: 1\n"),
    "list for a key": ("a.yaml", "? [a]\n: 1\n"),
    "deep yaml": ("a.yaml", "[" * 70 + "]" * 70),
    "tab": ("a.yaml", "a:\n\t- b\n"),
    "control character": ("a.yaml", "a: \x07\n"),
    "utf-16": ("a.json", '{"schema": 1}'.encode("utf-16")),
    "utf-16 without a mark": ("a.json", '{"schema": 1}'.encode("utf-16-le")),
    "utf-32": ("a.json", '{"schema": 1}'.encode("utf-32")),
    "null bytes": ("a.json", b'{"schema": 1}\0\0'),
    "spreadsheet": ("a.json", b"PK\x03\x04\x14\x00\x06\x00"),
    "no text": ("a.json", b"\xff\xff\xfe\x80\x81\xff"),
    "unknown ending": ("a.toml", "schema = 1"),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_refused(refused: Refused, name: str) -> None:
    file, content = TEXTS[name]
    faults = refused(content, file)
    assert 0 < len(faults) <= 1001


def test_what_does_not_fit_in_more_ways_than_can_be_told_is_refused(riverside: Document, refused: Refused) -> None:
    for many in ({f"field {n}": n for n in range(8000)}, {"people": [{f"field {n}": n for n in range(200)}] * 60}):
        told = refused({**riverside, F: {**riverside[F], **many}})
        assert 0 < len(told) < 2000


@pytest.mark.parametrize("path", ["missing.json", "a\0b.json", "x" * 300 + ".json", ".", "loop.json"])
def test_a_path_without_a_document_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    with pytest.raises(InputError):
        load_scenario(tmp_path / path)


def test_a_folder_with_two_scenarios_is_refused(tmp_path: Path) -> None:
    for ending in ("json", "yaml"):
        (tmp_path / f"scenario.{ending}").write_text("{}", "utf-8")
    with pytest.raises(InputError, match="scenario"):
        load_scenario(tmp_path)
