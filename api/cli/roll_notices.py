"""What somebody should know who goes on from one month to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.calendar import NO_TABLE, years_without_table
from models.fact import Text
from models.plan import Assignment
from models.station import Station

MOST_DAYS = 5


def notices_of_actual(planned: Sequence[Assignment], actual: Sequence[Assignment]) -> Iterator[Text]:
    """How the duties that were served differ from the plan, and days of which the list says nothing."""
    due, done = ({_work(duty): duty for duty in duties} for duties in (planned, actual))
    missed = len(due.keys() - done.keys())
    extra = len(done.keys() - due.keys())
    changed = sum(_hours(due[key]) != _hours(done[key]) for key in due.keys() & done.keys())
    yield Text(
        f"实际与计划相比：未执行 {missed} 项，另有 {extra} 项，时间不同 {changed} 项；以实际为准",
        f"against the plan: {missed} duties not served, {extra} others, {changed} at other hours; the list counts",
    )
    silent = sorted({duty.date for duty in planned} - {duty.date for duty in actual})
    if silent:
        days = [day.isoformat() for day in silent[:MOST_DAYS]] + ["…"] * (len(silent) > MOST_DAYS)
        yield Text(
            f"实际清单有 {len(silent)} 天没有任何勤务（{'、'.join(days)}），按全员休息计，是工作日的并抵补休",
            f"the actual list has no duty on {len(silent)} days ({', '.join(days)}): "
            "they count as days off for all, and repay rest owed",
        )


def notices_of_month(following: Station, own_entries: Sequence[str]) -> Iterator[Text]:
    """A year whose holidays are not announced yet, and entries whose numbers may belong to the old month."""
    for year in years_without_table(following.start, following.days):
        yield Text(NO_TABLE.zh.format(year=year), NO_TABLE.en.format(year=year))
    if own_entries:
        zh, en = "、".join(own_entries), ", ".join(own_entries)
        yield Text(
            f"场景自带的规则条目照旧：{zh}；按月定的数字请核对",
            f"the scenario's own entries are as they were: {en}; look at numbers that belong to a month",
        )


def _work(duty: Assignment) -> tuple[object, ...]:
    return (duty.person, duty.date, *duty.place)


def _hours(duty: Assignment) -> tuple[object, ...]:
    return (duty.start, duty.end, duty.kind)
