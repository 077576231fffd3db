"""The workbook to begin with: a small invented station, explained, that solves as it stands."""

from __future__ import annotations

from calendar import monthrange
from datetime import date as Date
from datetime import timedelta
from pathlib import Path
from typing import Any

from api.exchange.workbook.cell_dates import Horizon
from api.exchange.workbook.grid import Cell
from api.exchange.workbook.items import Stated, id_of_demand
from api.exchange.workbook.naming import id_from
from api.exchange.workbook.sorts import Around
from api.exchange.workbook.statements import naming_of
from api.exchange.workbook.template_guide import guide_lines
from api.exchange.workbook.writer import write_workbook
from models.fact import Text

SKILLS = {"response": Text("处警", "response"), "dispatch": Text("指挥", "dispatch"), "case": Text("办案", "cases")}
TEAMS = {
    "lead": Text("所领导", "leaders"),
    "one": Text("一队", "team one"),
    "two": Text("二队", "team two"),
    "room": Text("综合指挥室", "command room"),
}

PEOPLE: tuple[tuple[str, str, str, str, str, tuple[str, ...]], ...] = (
    ("陈建国", "Chen Jianguo", "officer", "chief", "lead", ("case",)),
    ("林美华", "Lin Meihua", "officer", "instructor", "lead", ()),
    ("周志强", "Zhou Zhiqiang", "officer", "deputy", "one", ("response", "case")),
    ("何晓东", "He Xiaodong", "officer", "deputy", "two", ("response", "case")),
    ("郑一鸣", "Zheng Yiming", "officer", "member", "one", ("response", "case")),
    ("苏文静", "Su Wenjing", "officer", "member", "one", ("response",)),
    ("梁海波", "Liang Haibo", "officer", "member", "one", ("response", "case")),
    ("谢雨桐", "Xie Yutong", "officer", "member", "two", ("response",)),
    ("许大伟", "Xu Dawei", "officer", "member", "two", ("response", "case")),
    ("方小军", "Fang Xiaojun", "officer", "member", "two", ("response",)),
    ("田新宇", "Tian Xinyu", "auxiliary", "member", "one", ("response",)),
    ("石磊", "Shi Lei", "auxiliary", "member", "one", ("response",)),
    ("罗敏", "Luo Min", "auxiliary", "member", "two", ("response",)),
    ("高飞", "Gao Fei", "auxiliary", "member", "two", ("response",)),
    ("唐丽", "Tang Li", "auxiliary", "member", "room", ("dispatch",)),
    ("韩冰", "Han Bing", "auxiliary", "member", "room", ("dispatch",)),
    ("曹颖", "Cao Ying", "auxiliary", "member", "room", ("dispatch",)),
    ("邓超然", "Deng Chaoran", "auxiliary", "member", "room", ("dispatch",)),
    ("彭程", "Peng Cheng", "auxiliary", "member", "room", ("dispatch",)),
)
"""Invented people: name in both languages, kind, rank, team, skills."""

POSTS: tuple[tuple[Text, dict[str, Any]], ...] = (
    (Text("带班", "lead"), {"kinds": ["officer"], "ranks": ["chief", "instructor", "deputy"]}),
    (Text("值班处警", "response"), {"skills": ["response"], "enforces": True}),
    (Text("指挥室", "command room"), {"skills": ["dispatch"]}),
    (Text("办案", "case work"), {"kinds": ["officer"], "skills": ["case"]}),
)

SHIFTS: tuple[tuple[Text, str, str, str, str, str, str | None, str], ...] = (
    (Text("带班", "lead"), "带", "L", "08:00", "08:00", "watch", "lead", "带班"),
    (Text("值班", "watch"), "值", "W", "08:00", "08:00", "watch", None, "值班处警"),
    (Text("指挥早班", "room early"), "早", "E", "08:00", "16:00", "work", None, "指挥室"),
    (Text("指挥中班", "room late"), "中", "A", "16:00", "00:00", "work", None, "指挥室"),
    (Text("指挥夜班", "room night"), "夜", "N", "00:00", "08:00", "work", None, "指挥室"),
    (Text("办案白班", "case day"), "办", "C", "08:30", "17:30", "work", None, "办案"),
    (Text("听班", "on call"), "听", "O", "18:00", "08:00", "athome_standby", "standby", "值班处警"),
)
"""Name, code in both languages, from, to, kind, layer, and the post by its Chinese name."""

DEMAND: tuple[tuple[str, dict[str, Any]], ...] = (
    ("带班", {"minimum": 1, "maximum": 1, "priority": 20}),
    ("值班", {"minimum": 2, "priority": 10}),
    ("值班", {"kind": "officer", "minimum": 1, "priority": 20}),
    ("指挥早班", {"minimum": 1, "priority": 10}),
    ("指挥中班", {"minimum": 1, "priority": 10}),
    ("指挥夜班", {"minimum": 1, "priority": 10}),
    ("办案白班", {"day_classes": ["workday", "makeup"], "minimum": 1, "priority": 5}),
    ("听班", {"minimum": 1, "priority": 3}),
)


def write_template(path: Path, start: Date, lang: str) -> None:
    """Saves the template for the month that begins with `start`. Raises OSError."""
    write_workbook(template_document(start, lang), path, lang, guide_lines(lang))


def template_document(start: Date, lang: str) -> dict[str, Any]:
    """The scenario that the template states."""
    facts: dict[str, Any] = {
        "schema": 1,
        "kind": "station",
        "name": Text("示例派出所", "Example Station").in_language(lang),
        "type": "town",
        "start": start.isoformat(),
        "days": monthrange(start.year, start.month)[1],
        "people": [_person(fields, lang) for fields in PEOPLE],
        "posts": [_post(name, fields, lang) for name, fields in POSTS],
        "shifts": [_shift(fields, lang) for fields in SHIFTS],
        "demand": [{"shift": _named(SHIFTS, shift, lang), **fields} for shift, fields in DEMAND],
    }
    facts |= _bookings(facts, start, lang)
    around = Around(Horizon(start, facts["days"]), lang=lang)
    naming_of({name: facts[name] for name in ("people", "posts", "shifts")}, around)
    nowhere = Cell("", 0, 0, None)
    facts["demand"] = [{"id": id_of_demand(Stated(work, {}, nowhere), around), **work} for work in facts["demand"]]
    nights = {"id": "nights-in-a-row", "parameters": {"most": 2}}
    return {"schema": 1, "kind": "roster", "facts": facts, "policy": ["law", "default", nights]}


def _person(fields: tuple[str, str, str, str, str, tuple[str, ...]], lang: str) -> dict[str, Any]:
    zh, en, kind, rank, team, skills = fields
    name = Text(zh, en).in_language(lang)
    person = {"id": id_from(name), "name": name, "kind": kind, "team": TEAMS[team].in_language(lang)}
    if rank != "member":
        person["rank"] = rank
    return {**person, "skills": [SKILLS[skill].in_language(lang) for skill in skills]}


def _post(name: Text, fields: dict[str, Any], lang: str) -> dict[str, Any]:
    own = name.in_language(lang)
    skills = [SKILLS[skill].in_language(lang) for skill in fields.get("skills", ())]
    return {"id": own, "name": own, **fields, "skills": skills}


def _shift(fields: tuple[Text, str, str, str, str, str, str | None, str], lang: str) -> dict[str, Any]:
    name, code, code_en, start, end, kind, layer, post = fields
    own = name.in_language(lang)
    segment = {"start": start, "end": end, "kind": kind}
    posts = [_named(POSTS, post, lang)]
    return {
        "id": own, "name": own, "code": Text(code, code_en).in_language(lang), "layer": layer or "duty",
        "segments": [segment], "posts": posts,
    }  # fmt: skip


def _named(listed: tuple[tuple[Any, ...], ...], zh: str, lang: str) -> str:
    """The name in that language of what is called `zh` in Chinese."""
    found: Text = next(item[0] for item in listed if item[0].zh == zh)
    return found.in_language(lang)


def _saturday_before(day: Date) -> Date:
    return day - timedelta(days=day.isoweekday() % 7 + 1)


def _bookings(facts: dict[str, Any], start: Date, lang: str) -> dict[str, Any]:
    """A few absences, wishes and locks, and the duties of the day before, as examples."""
    people = [person["id"] for person in facts["people"]]
    day = [(start + timedelta(days=n)).isoformat() for n in range(28)]
    before, year = (start - timedelta(days=1)).isoformat(), f"{(start - timedelta(days=1)).year}-01-01"
    watch, lead = _named(SHIFTS, "值班", lang), _named(SHIFTS, "带班", lang)
    response, lead_post = _named(POSTS, "值班处警", lang), _named(POSTS, "带班", lang)
    example = Text("示例", "example").in_language(lang)
    return {
        "leave": [
            {"person": people[5], "first": day[9], "last": day[13], "kind": "annual"},
            {"person": people[15], "first": day[2], "last": day[2], "kind": "compensatory"},
        ],
        "requests": [
            {"person": people[7], "date": day[18], "wants": "off"},
            {"person": people[10], "date": day[5], "wants": "on", "shift": watch},
        ],
        "locks": [
            {"person": people[2], "date": day[0], "layer": "lead", "shift": lead, "post": lead_post, "note": example}
        ],
        "history": {
            "known_from": before,
            "duties": [
                {"person": people[0], "date": before, "shift": lead, "post": lead_post},
                {"person": people[4], "date": before, "shift": watch, "post": response},
                {"person": people[11], "date": before, "shift": watch, "post": response},
            ],
            "counters": [
                {"person": people[n], "measure": measure, "amount": amount, "since": year}
                for n, amounts in ((4, (10, 5)), (6, (11, 5)))
                for measure, amount in zip(("duties", "nights"), amounts, strict=True)
            ],
            "rest_owed": [{"person": people[5], "earned": _saturday_before(start).isoformat(), "days": 2}],
        },
    }  # fmt: skip
