"""A day's sheet: who is where, hour by hour, from midnight to midnight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from functools import cached_property
from typing import Any

from api.exchange.roster_book.book_words import BOOK_WORDS, book_word
from api.exchange.roster_book.page import POINTS, Book, Page
from api.exchange.roster_book.tables import HEAD, LINE
from api.exchange.roster_book.text_width import height_of, lines_of
from api.exchange.roster_cells import label_of
from api.exchange.roster_colors import COLORS
from api.exchange.roster_table import DayColumn
from api.exchange.roster_words import KINDS, RANKS, WORDS, clock
from api.exchange.shift_marks import ShiftMark, shift_marks
from models.duty import Duty, Offer, Span, offer_of_assignment
from models.fact import MINUTES_PER_DAY
from models.plan import Plan
from models.station import Station

NAME, RANK, CODE, TIME, PLACE, FIRST_HOUR = range(6)
HOURS = 24
LAST_HOUR = FIRST_HOUR + HOURS - 1
HOUR_PIXELS = 19
SIZE = 8
WIDTHS = {NAME: 76, RANK: 52, CODE: 44, TIME: 136, PLACE: 84}


@dataclass(frozen=True)
class Stay:
    """One person at one post on a day: the pieces [start, end) in minutes of that day, of one duty."""

    duty: Duty
    pieces: tuple[tuple[int, int], ...]
    kinds: frozenset[str]
    zones: tuple[str, ...]

    @cached_property
    def hours(self) -> frozenset[int]:
        """The hours of which the person is there at any minute."""
        return frozenset(hour for start, end in self.pieces for hour in range(start // 60, -(-end // 60)))


class DaySheets:
    """Draws the sheets of single days; a duty stands on every day that it reaches into."""

    def __init__(self, book: Book, facts: Station, plan: Plan) -> None:
        self.book, self.facts, self.lang = book, facts, book.lang
        self.marks = shift_marks(facts)
        self.labels = {person.id: person.label for person in facts.people}
        self.order = {person.id: number for number, person in enumerate(facts.people)}
        self._duties: dict[int, list[Duty]] = {}
        offers: dict[object, Offer] = {}
        past = (duty for duty in facts.history.duties if duty.date < facts.start)
        for assignment in (*past, *plan.assignments):
            key = (assignment.place, assignment.date if assignment.shift not in facts.shift_by_id else None)
            offer = offers[key] = offers.get(key) or offer_of_assignment(facts, assignment)
            day = facts.index(assignment.date)
            self._duties.setdefault(day, []).append(Duty(assignment.person, day, offer))

    def stays(self, day: int) -> dict[str | None, list[Stay]]:
        """By post in the order of the facts: who is there on a day, the earliest first."""
        posts: dict[str | None, list[Stay]] = {post.id: [] for post in self.facts.posts}
        for ago in range(3):
            for duty in self._duties.get(day - ago, []):
                for post, spans in _by_post(duty.offer.spans).items():
                    pieces = tuple(_clipped(spans, ago))
                    if pieces:
                        zones = tuple(dict.fromkeys(span.zone for span in spans if span.zone))
                        stay = Stay(duty, pieces, frozenset(span.kind for span in spans), zones)
                        posts.setdefault(post, []).append(stay)
        for there in posts.values():
            there.sort(key=lambda stay: (stay.duty.start, self.order.get(stay.duty.person, len(self.order))))
        return {post: there for post, there in posts.items() if there}

    def draw(self, name: str, head: DayColumn, day: int) -> None:
        """Draws the sheet of a day."""
        page = self.book.page(name)
        self._frame(page, head)
        row = 2
        for post, there in self.stays(day).items():
            self._post(page, row, label_of(self.facts, "post", post) or book_word("anywhere", self.lang), there)
            for number, stay in enumerate(there, start=row + 1):
                self._stay(page, number, stay)
            row += 1 + len(there)
        if row == 2:
            page.text(row, NAME, book_word("nobody", self.lang))
            row += 1
        last = self._leave(page, row, head.date)
        page.sheet.print_area(0, NAME, last, LAST_HOUR)

    def _frame(self, page: Page, head: DayColumn) -> None:
        for column, pixels in WIDTHS.items():
            page.width(column, pixels)
        for column in range(FIRST_HOUR, LAST_HOUR + 1):
            page.width(column, HOUR_PIXELS)
        parts = (self.facts.name or self.facts.id, head.date.isoformat(), head.weekday, head.mark)
        title = " ".join(filter(None, parts))
        page.height(0, 24)
        page.text(0, NAME, title, font_size=14, bold=True)
        for column, key in enumerate(("person", "rank", "shift", "time", "place")):
            page.text(1, column, (WORDS | BOOK_WORDS)[key].in_language(self.lang), **HEAD)
        for hour in range(HOURS):
            page.number(1, FIRST_HOUR + hour, hour, **HEAD | {"align": "center", "font_size": SIZE, "bold": False})
        page.sheet.freeze_panes(2, 1)
        page.sheet.repeat_rows(1)
        page.sheet.hide_gridlines(2)
        page.print_on("A4", landscape=False, footer=title)

    def _post(self, page: Page, row: int, name: str, there: Sequence[Stay]) -> None:
        """A post's heading with the number of people there in each hour."""
        look = {"bg_color": COLORS["team"], "top": 1, "bottom": 1, "border_color": COLORS["firm"]}
        page.text(row, NAME, name, **look, bold=True)
        for column in range(NAME + 1, FIRST_HOUR):
            page.blank(row, column, **look)
        for hour in range(HOURS):
            people = {stay.duty.person for stay in there if "athome_standby" not in stay.kinds and hour in stay.hours}
            column = FIRST_HOUR + hour
            if people:
                page.number(row, column, len(people), **look, align="center", font_size=SIZE, bold=True)
            else:
                page.blank(row, column, **look)

    def _stay(self, page: Page, row: int, stay: Stay) -> None:
        duty, look = stay.duty, LINE | {"font_size": SIZE, "text_wrap": True}
        person = self.facts.person_by_id.get(duty.person)
        rank = (RANKS[person.rank] if person.rank != "member" else KINDS[person.kind]) if person else None
        mark = self.marks.get(duty.offer.shift)
        places = [label_of(self.facts, "zone", zone) for zone in stay.zones]
        places.append(label_of(self.facts, "unit", duty.offer.unit))
        name, place = self.labels.get(duty.person, duty.person), " · ".join(filter(None, places))
        times = ", ".join(f"{clock(a, self.lang)}–{clock(b, self.lang, ends=True)}" for a, b in stay.pieces)
        texts = {NAME: name, RANK: rank.in_language(self.lang) if rank else "", TIME: times, PLACE: place}
        lines = max(lines_of(text, WIDTHS[column], SIZE) for column, text in texts.items())
        page.height(row, height_of(lines, SIZE), **LINE)
        for column, text in texts.items():
            page.text(row, column, text, **look | ({"font_size": POINTS} if column == NAME else {}))
        page.text(row, CODE, mark.code if mark else duty.offer.shift[:2], **look | _shade(mark), align="center")
        shade = _shade(mark) | ({"pattern": 4, "fg_color": COLORS["paper"]} if "athome_standby" in stay.kinds else {})
        for hour in sorted(stay.hours):
            page.blank(row, FIRST_HOUR + hour, **LINE | shade)

    def _leave(self, page: Page, row: int, day: Date) -> int:
        """Who is away; returns the sheet's last row."""
        names = [p.label for p in self.facts.people if day in self.facts.leave_days.get(p.id, frozenset())]
        if not names:
            return row - 1
        listed = (", " if self.lang == "en" else "、").join(names)
        page.paragraph(row, NAME, LAST_HOUR, book_word("on_leave", self.lang).format(names=listed), SIZE)
        return row


def _shade(mark: ShiftMark | None) -> dict[str, Any]:
    return {"bg_color": mark.color, "font_color": mark.ink} if mark else {"bg_color": COLORS["unknown"]}


def _by_post(spans: Iterable[Span]) -> Mapping[str | None, list[Span]]:
    posts: dict[str | None, list[Span]] = {}
    for span in spans:
        posts.setdefault(span.post, []).append(span)
    return posts


def _clipped(spans: Iterable[Span], ago: int) -> Iterable[tuple[int, int]]:
    """The parts of spans that lie on the day so many days after their duty's; those that touch are joined."""
    found: list[tuple[int, int]] = []
    for span in spans:
        start, end = (at - ago * MINUTES_PER_DAY for at in (span.start, span.end))
        start, end = max(0, start), min(MINUTES_PER_DAY, end)
        if start < end:
            if found and found[-1][1] == start:
                start = found.pop()[0]
            found.append((start, end))
    return found
