"""Who may do what, for making stations: the posts' own conditions, read once more in plain words."""

from __future__ import annotations

from models.demand import Demand
from models.people import Person
from models.station import Station
from models.work import Post, Shift


def admits(facts: Station, person: Person, demand: Demand, zone: str | None) -> bool:
    """Whether the demand asks for such a person and its post admits the person, in this zone."""
    post = facts.post_by_id.get(demand.post or "")
    return (
        (demand.kind is None or person.kind == demand.kind)
        and (not demand.ranks or person.rank in demand.ranks)
        and (demand.skill is None or demand.skill in person.skills)
        and (demand.woman is None or person.woman is demand.woman)
        and (post is None or opens(post, person))
        and not (post is not None and post.zoned and zone is None)
    )


def opens(post: Post, person: Person) -> bool:
    """Whether the post is open to the person, wherever it is served."""
    return (
        (not post.kinds or person.kind in post.kinds)
        and (not post.ranks or person.rank in post.ranks)
        and (not post.teams or person.team in post.teams)
        and (not post.skills or any(skill in post.skills for skill in person.skills))
        and not (post.evidence and person.kind == "auxiliary")
        and not (person.clerical and not post.clerical)
        and not (post.zoned and person.zone is None)
    )


def shifts_open_to(facts: Station, person: Person) -> list[Shift]:
    """Shifts of the duty layer of which some post is open to the person."""
    return [
        shift
        for shift in facts.shifts
        if shift.layer == "duty" and any(opens(facts.post_by_id[post], person) for post in shift.posts)
    ]
