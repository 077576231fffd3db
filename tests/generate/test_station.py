import os
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta

import pytest

from models.consistency import faults_of_station
from models.fault import InputError
from models.station import Station
from solver.generate.load import load_of
from solver.generate.shipped import demo_names, preset_names
from solver.generate.station import generate_station

APRIL = date(2026, 4, 1)
OCTOBER = date(2026, 10, 1)


def shanghai(people: int | None = None, seed: int = 1, start: date = APRIL, days: int = 35) -> Station:
    return generate_station("shanghai", people=people, seed=seed, start=start, days=days)


@pytest.mark.parametrize("preset", preset_names())
def test_the_same_seed_gives_the_same_station(preset: str) -> None:
    assert generate_station(preset, seed=7, start=APRIL) == generate_station(preset, seed=7, start=APRIL)


def test_another_seed_gives_another_station() -> None:
    assert shanghai(seed=1) != shanghai(seed=2)


def test_a_station_does_not_depend_on_the_order_of_hashes() -> None:
    said = {
        subprocess.run(
            [
                sys.executable,
                "-c",
                "from datetime import date; from solver.generate.station import generate_station as g;"
                "print(g('shanghai', people=30, start=date(2026, 4, 1)).model_dump_json())",
            ],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


@pytest.mark.parametrize("preset", preset_names())
@pytest.mark.parametrize("people", [10, 17, 60, 150])
def test_a_station_has_as_many_people_as_asked_for_and_no_faults(preset: str, people: int) -> None:
    station = generate_station(preset, people=people, seed=people, start=OCTOBER, days=31)
    assert (len(station.people), faults_of_station(station)) == (people, [])


@pytest.mark.parametrize("days", [1, 2, 7, 28])
def test_short_horizons_have_no_faults(days: int) -> None:
    assert faults_of_station(shanghai(30, days=days)) == []


def test_the_urban_station_is_that_of_the_account() -> None:
    kinds = Counter(person.kind for person in shanghai().people)
    assert (kinds["officer"], kinds["auxiliary"], len(shanghai().zones)) == (45, 80, 12)


def test_the_town_station_has_three_sectors_led_by_deputies() -> None:
    station = generate_station("changxing", start=APRIL)
    led = {person.team for person in station.people if person.rank == "deputy"}
    assert led == {zone.sector for zone in station.zones} == {"south", "centre", "north"}


@pytest.mark.parametrize("people", [30, 60, 125, 250])
def test_every_zone_has_one_officer_and_two_auxiliaries(people: int) -> None:
    station = shanghai(people)
    placed = Counter((person.zone, person.kind) for person in station.people if person.zone)
    due = {(zone.id, kind): count for zone in station.zones for kind, count in (("officer", 1), ("auxiliary", 2))}
    assert placed == due


@pytest.mark.parametrize("people", [60, 125, 250])
def test_the_room_has_at_least_eight_auxiliaries(people: int) -> None:
    staff = [p for p in shanghai(people).people if p.team == "room" and p.kind == "auxiliary"]
    assert len(staff) >= 8


@pytest.mark.parametrize("preset", preset_names())
def test_there_is_a_scene_technician(preset: str) -> None:
    assert any("scene" in person.skills for person in generate_station(preset, start=APRIL).people)


def test_a_zone_of_one_officer_has_at_most_five_thousand_residents() -> None:
    assert max(zone.residents or 0 for zone in shanghai(250).zones) <= 5000


@pytest.mark.parametrize("people", [10, 60, 125])
def test_the_watch_has_two_officers(people: int) -> None:
    asked = [demand for demand in shanghai(people).demand if demand.shift == "watch" and demand.kind == "officer"]
    assert min(demand.minimum for demand in asked) >= 2


@pytest.mark.parametrize("people", [60, 125, 250])
def test_minimum_demand_takes_three_quarters_to_five_sixths_of_the_strength(people: int) -> None:
    assert 0.74 <= load_of(shanghai(people)) <= 0.84


def test_weekend_evenings_ask_for_more_patrol() -> None:
    station = shanghai()
    crews = [
        sum(d.minimum for d in demands if d.shift == "evening" and d.post == "patrol")
        for demands in station.demand_by_day
    ]
    by_weekday = {day.isoweekday(): crews[i] for i, day in enumerate(station.dates[:7])}
    assert by_weekday[6] > by_weekday[3]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_six_to_eight_days_of_a_hundred_are_leave(seed: int) -> None:
    station = shanghai(seed=seed)
    away = sum(len(days) for days in station.leave_days.values())
    assert 0.06 <= away / len(station.people) / station.days <= 0.08


def test_a_team_is_never_away_together() -> None:
    station = shanghai(250)
    size = Counter(person.team for person in station.people)
    away = Counter((station.person_by_id[p].team, day) for p, days in station.leave_days.items() for day in days)
    assert all(count <= max(1, size[team] * 0.15) for (team, _), count in away.items())


def test_nobody_wishes_or_is_held_to_something_on_leave() -> None:
    station = shanghai(250)
    booked = [(r.person, r.date) for r in station.requests] + [(k.person, k.date) for k in station.locks]
    assert [(p, d) for p, d in booked if d in station.leave_days.get(p, frozenset())] == []


def test_counters_run_from_new_year_to_the_start() -> None:
    station = shanghai(60, start=date(2027, 1, 1))
    assert {counter.since for counter in station.history.counters} == {date(2026, 1, 1)}


def test_history_holds_the_last_fourteen_days() -> None:
    station = shanghai(60)
    dates = {duty.date for duty in station.history.duties}
    assert dates == {APRIL - timedelta(days=n) for n in range(1, 15)}


def test_every_demonstration_has_a_title_in_both_languages() -> None:
    assert all(title.zh and title.en for title in demo_names().values())


def test_the_demonstrations_are_the_two_rostered_accounts() -> None:
    assert list(demo_names()) == ["changxing", "shanghai"]


def test_an_unknown_preset_and_impossible_numbers_are_refused() -> None:
    with pytest.raises(InputError, match="changxing"):
        generate_station("shang-hai", start=APRIL)
    with pytest.raises(InputError) as refused:
        generate_station("shanghai", people=9, days=500, start=APRIL)
    assert [fault.place for fault in refused.value.faults] == ["people", "days"]


def test_one_saturday_is_graded_duty() -> None:
    dated = [demand for demand in shanghai().demand if demand.dates]
    assert {day.isoweekday() for demand in dated for day in demand.dates} == {6}


def test_there_is_a_vehicle_for_every_zone() -> None:
    station = shanghai()
    assert next(r.count for r in station.resources if r.id == "vehicle") == len(station.zones)
