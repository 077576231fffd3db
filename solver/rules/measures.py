"""What a duty counts for in a measure, and a group's fair shares: arithmetic over facts."""

from __future__ import annotations

from models.demand import Demand
from models.duty import Offer, offer_of, offer_of_assignment
from models.history import Measure
from models.people import Person
from models.station import Station
from models.work import Post
from solver.rules.demanded import counts
from solver.rules.scope import Scope

Asked = dict[str, tuple[int, int, int]]


def amount_of(offer: Offer, measure: Measure) -> int:
    """What one duty counts for: minutes for hours, else 0 or 1. Weekends and holidays depend on the day besides."""
    if measure == "hours":
        return offer.credit
    if measure == "nights":
        return int(offer.is_night)
    if measure == "leads":
        return int(offer.layer == "lead")
    if measure == "standbys":
        return int(offer.layer == "standby")
    return int(any(span.is_busy for span in offer.spans))


def weekend_carried(facts: Station) -> frozenset[str]:
    """People whose counter of weekends already holds the weekend that ends on the horizon's first day.

    That day is a Sunday, the Saturday before is known and was worked, and the counter reaches back to it: what was
    counted once is not counted again.
    """
    saturday = facts.day(-1)
    if saturday.isoweekday() != 6 or not facts.known_days:
        return frozenset()
    counted = {c.person for c in facts.history.counters if c.measure == "weekends" and c.since <= saturday}
    last = [duty for duty in facts.history.duties if duty.date == saturday and duty.person in counted]
    return frozenset(duty.person for duty in last if amount_of(offer_of_assignment(facts, duty), "duties"))


def fair_shares(facts: Station, scope: Scope, measure: Measure, carried: dict[str, int]) -> dict[str, int]:
    """Each person's fair share of a measure.

    share(p) = ⌊ Σ carried / people + asked · days(p) / Σ days ⌋, where `asked` is what the demand asks of the
    group and days(p) the days of the horizon on which p is not on leave.
    """
    group = [person for person in facts.people if scope.admits_person(person, facts)]
    of_group = _demand_of_group(facts, scope, measure, frozenset(person.id for person in group))
    asked = sum(_asked_on(facts, scope, measure, day, of_group) for day in range(facts.days))
    days = {p.id: facts.days - len(facts.leave_days.get(p.id, ())) for p in group}
    everybody = sum(days.values()) or 1
    history = sum(carried.values())
    count = len(group)
    return {
        p.id: (history * everybody * 1000 + asked * days[p.id] * count) // (count * everybody * 1000) for p in group
    }


def _demand_of_group(facts: Station, scope: Scope, measure: Measure, group: frozenset[str]) -> Asked:
    """For each demand: what one duty of it counts for, how many of the group can serve it, how many in all.

    A demand that others can serve too counts in the proportion of the group among all who can. One that names no
    post can be served at any post of its shift.
    """
    admitted: dict[tuple[str, ...], list[Person]] = {}
    of_work: dict[tuple[object, ...], tuple[int, int, int]] = {}
    for demand in facts.demand:
        if demand.work in of_work:
            continue
        amount, posts = _amount_asked(facts, scope, measure, demand), _posts(facts, demand)
        if amount and posts not in admitted:
            admitted[posts] = [person for person in facts.people if _is_admitted_to_any(person, posts, facts)]
        able = [person.id for person in admitted[posts] if counts(person, demand)] if amount else []
        of_work[demand.work] = (amount, sum(person in group for person in able), len(able))
    return {demand.id: of_work[demand.work] for demand in facts.demand}


def _asked_on(facts: Station, scope: Scope, measure: Measure, day: int, of_group: Asked) -> int:
    """Thousandths of the measure that the demand of one day asks of the group.

    Demands on the same work count once, at the largest minimum.
    """
    date = facts.day(day)
    if (
        not scope.admits_day(date, facts)
        or (measure == "weekends" and date.isoweekday() < 6)
        or (measure == "holidays" and facts.classes[date] != "statutory")
    ):
        return 0
    by_work: dict[tuple[object, ...], list[int]] = {}
    for demand in facts.demand_by_day[day]:
        amount, ours, able = of_group[demand.id]
        work = (demand.shift, demand.post, demand.zone, demand.unit)
        if ours:
            by_work.setdefault(work, []).append(1000 * amount * demand.minimum * ours // able)
    return sum(max(asked) for asked in by_work.values())


def _amount_asked(facts: Station, scope: Scope, measure: Measure, demand: Demand) -> int:
    shift = facts.shift_by_id.get(demand.shift or "")
    if shift is None:
        return 0
    offer = offer_of(facts, shift, demand.post, demand.zone, demand.unit)
    return amount_of(offer, measure) if scope.admits_duty(offer) else 0


def _posts(facts: Station, demand: Demand) -> tuple[str, ...]:
    """The posts at one of which a demand is served; none where it does not matter."""
    shift = facts.shift_by_id.get(demand.shift or "")
    return (demand.post,) if demand.post else shift.posts if shift else ()


def _is_admitted_to_any(person: Person, posts: tuple[str, ...], facts: Station) -> bool:
    return not posts or any(_is_admitted(person, facts.post_by_id[post]) for post in posts)


def _is_admitted(person: Person, post: Post) -> bool:
    return (
        (not post.kinds or person.kind in post.kinds)
        and (not post.ranks or person.rank in post.ranks)
        and (not post.teams or person.team in post.teams)
        and (not post.skills or any(skill in post.skills for skill in person.skills))
        and not (person.kind == "auxiliary" and (post.evidence or (person.clerical and not post.clerical)))
        and not (post.zoned and person.zone is None)
    )
