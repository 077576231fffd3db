"""`paiqin roll`: what is read, refused, written and said."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.cli.reading import read_scenario
from api.exchange.document import read_document

Run = Callable[..., Any]
Document = dict[str, Any]

WATCH = {"id": "watch", "name": "值班", "segments": [{"start": "08:00", "end": "08:00", "kind": "watch"}]}
STANDBY = {
    "id": "call", "name": "听班", "layer": "standby",
    "segments": [{"start": "18:00", "end": "08:00", "kind": "athome_standby"}],
}  # fmt: skip
POLICY = {
    "schema": 1, "kind": "policy", "id": "ours", "layer": "bureau",
    "entries": [{"id": "rest", "rule": "min_rest", "level": 0, "parameters": {"hours": 16}}],
}  # fmt: skip
INSTANCE = """SECTION_HORIZON
7
SECTION_SHIFTS
D,480,
SECTION_STAFF
A,D=7,3360,0,5,1,1,1
SECTION_COVER
0,D,1,100,1
"""


def scenario_document() -> Document:
    return {
        "schema": 1,
        "kind": "roster",
        "facts": {
            "start": "2026-11-01",
            "days": 30,
            "shifts": [WATCH, STANDBY],
            "people": [{"id": f"P{n}", "name": name, "kind": "officer"} for n, name in enumerate("陈林周", start=1)],
            "demand": [{"id": "one", "shift": "watch", "minimum": 1}],
        },
        "policy": ["rules/ours.json", {"id": "filled", "rule": "cover", "parameters": {"bound": "minimum"}}],
        "published": {"assignments": [{"person": "P1", "date": "2026-11-02", "shift": "watch"}]},
        "budget": {"seconds": 5},
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A month with its policy, its plan and the list of what was served."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "next").mkdir()
    duties = [{"person": f"P{1 + day % 3}", "date": f"2026-11-{day:02}", "shift": "watch"} for day in range(1, 31)]
    plan = {"schema": 1, "kind": "plan", "assignments": duties}
    files = {"rules/ours.json": POLICY, "november.json": scenario_document(), "plan.json": plan}
    for name, document in files.items():
        (tmp_path / name).write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    rows = [f"{'陈林周'[day % 3]},11月{day}日,值班,," for day in range(1, 31) if day != 3]
    write_actual(tmp_path, [*rows, "陈,11月9日,听班,22:00,1:00,工作,接警"])
    return tmp_path


def write_actual(folder: Path, rows: list[str]) -> None:
    (folder / "actual.csv").write_bytes("\n".join(["姓名,日期,班次,开始,结束,性质,备注", *rows]).encode("gbk"))


@pytest.fixture
def roll(folder: Path, paiqin: Run) -> Run:
    """Rolls November on."""

    def rolled(*options: object, output: str = "next/december.json") -> Any:
        return paiqin("roll", folder / "november.json", folder / "plan.json", "-o", folder / output, *options)

    return rolled


def places(done: Any) -> list[str]:
    return [fault["place"] for fault in done.json["faults"]]


def test_the_next_scenario_is_a_month_with_history_and_nothing_published(roll: Run, folder: Path) -> None:
    assert roll().status == 0
    found = read_document(folder / "next/december.json")
    assert (found["facts"]["start"], found["facts"]["days"]) == ("2026-12-01", 31)
    assert found["facts"]["history"]["known_from"] == "2026-11-17"
    assert len(found["facts"]["history"]["duties"]) == 14
    assert "published" not in found
    assert found["budget"] == {"seconds": 5}


def test_policies_are_the_same_from_another_folder(roll: Run, folder: Path) -> None:
    roll()
    before, after = (read_scenario(str(folder / name)).scenario for name in ("november.json", "next/december.json"))
    assert after.policy == before.policy
    assert read_document(folder / "next/december.json")["policy"][0] == "../rules/ours.json"


def test_facts_in_a_file_of_their_own_are_written_into_the_scenario(roll: Run, folder: Path) -> None:
    document = scenario_document()
    station = {"schema": 1, "kind": "station", **document["facts"]}
    (folder / "station.json").write_text(json.dumps(station), "utf-8")
    (folder / "november.json").write_text(json.dumps({**document, "facts": "station.json"}), "utf-8")
    assert roll(output="december.yaml").status == 0
    assert read_scenario(str(folder / "december.yaml")).scenario.facts.start.isoformat() == "2026-12-01"


def test_the_watch_of_the_last_night_forbids_duty_next_morning(roll: Run, folder: Path, paiqin: Run) -> None:
    roll()
    for person, status in (("P1", 4), ("P2", 0)):
        duty = {"person": person, "date": "2026-12-01", "shift": "watch"}
        plan = {"schema": 1, "kind": "plan", "assignments": [duty]}
        (folder / "first.json").write_text(json.dumps(plan), "utf-8")
        assert paiqin("verify", folder / "next/december.json", folder / "first.json").status == status


def test_what_was_served_is_history_whatever_was_planned(roll: Run, folder: Path) -> None:
    done = roll("--actual", folder / "actual.csv", "--lang", "en")
    assert done.status == 0
    facts = read_scenario(str(folder / "next/december.json")).scenario.facts
    hours = {counter.person: counter.amount for counter in facts.history.counters if counter.measure == "hours"}
    assert hours == {"P1": 10 * 24 * 60 - 24 * 60 + 3 * 60, "P2": 10 * 24 * 60, "P3": 10 * 24 * 60}
    assert "1 duties not served, 1 others, 0 at other hours" in done.err
    assert "no duty on 1 days (2026-11-03)" in done.err
    assert "column G1 (备注) is not read" in done.err


def test_days_of_the_next_plan_are_no_gaps_in_the_actual_list(roll: Run, folder: Path) -> None:
    write_actual(folder, [f"{'陈林周'[day % 3]},11月{day}日,值班,," for day in range(1, 25)])
    found = roll("--actual", folder / "actual.csv", "--start", "2026-11-25", "--json").json
    assert found["notices"][1] == "实际与计划相比：未执行 0 项，另有 0 项，时间不同 0 项；以实际为准"
    assert len(found["notices"]) == 3


def test_faults_of_the_actual_list_name_file_and_cell(roll: Run, folder: Path) -> None:
    write_actual(folder, ["王,11月1日,值班,,", "陈,12月1日,值班,,", "林,11月5日,安保,9:00,12:00"])
    done = roll("--actual", folder / "actual.csv", "--json")
    assert (done.status, places(done)) == (
        2,
        ["actual.csv: A2 (姓名)", "actual.csv: B3 (日期)", "actual.csv: C4 (班次)"],
    )
    assert not (folder / "next/december.json").exists()


def test_start_and_days_are_chosen_within_the_old_horizon(roll: Run, folder: Path) -> None:
    assert roll("--start", "2026-11-25", "--days", 10, "--json").json["start"] == "2026-11-25"
    facts = read_scenario(str(folder / "next/december.json")).scenario.facts
    assert (facts.days, facts.history.known_from.isoformat() if facts.history.known_from else "") == (10, "2026-11-11")
    assert max(duty.date for duty in facts.history.duties).isoformat() == "2026-11-24"


@pytest.mark.parametrize("start", ["2026-11-01", "2026-12-02", "2026-10-01", "Monday", "2026-02-30"])
def test_a_start_that_leaves_unknown_days_is_refused(start: str, roll: Run) -> None:
    done = roll("--start", start, "--json")
    assert (done.status, places(done)) == (2, ["--start"])


def test_everything_wrong_with_the_usage_is_told_together(roll: Run) -> None:
    done = roll("--days", 0, "--actual", "duties.json", "--json", output="december.csv")
    assert (done.status, places(done)) == (2, ["--days", "-o", "--actual"])


@pytest.mark.parametrize("name", ["november.json", "plan.json"])
def test_no_file_that_is_read_is_written_over(name: str, roll: Run, folder: Path) -> None:
    before = (folder / name).read_bytes()
    assert roll(output=name).status == 2
    assert (folder / name).read_bytes() == before


def test_an_outcome_without_a_plan_leaves_nothing_to_carry(folder: Path, paiqin: Run) -> None:
    outcome = {"schema": 1, "kind": "outcome", "status": "UNKNOWN", "seconds": 1, "seed": 0, "workers": 1, "digest": ""}
    (folder / "none.json").write_text(json.dumps(outcome), "utf-8")
    assert paiqin("roll", folder / "november.json", folder / "none.json", "-o", folder / "x.json").status == 3


def test_figures_are_given_as_json(roll: Run, folder: Path) -> None:
    found = roll("--json").json
    assert found["written"] == [str(folder / "next/december.json")]
    assert (found["start"], found["days"], found["known_from"], found["duties"]) == ("2026-12-01", 31, "2026-11-17", 14)
    assert found["notices"] == ["场景自带的规则条目照旧：filled；按月定的数字请核对"]


def test_the_scenario_goes_to_standard_output_alone(folder: Path, paiqin: Run) -> None:
    done = paiqin("roll", folder / "november.json", folder / "plan.json", "-o", "-")
    assert done.json["facts"]["start"] == "2026-12-01"


@pytest.mark.parametrize(("lang", "said"), [("zh", "下一期：2026-12-01 至 2026-12-31，31 天"), ("en", "31 days")])
def test_people_are_told_what_was_carried(lang: str, said: str, roll: Run) -> None:
    assert said in roll("--lang", lang).out


def test_a_benchmark_is_rolled_with_its_own_rules(folder: Path, paiqin: Run) -> None:
    (folder / "instance.txt").write_text(INSTANCE, "utf-8")
    (folder / "roster.txt").write_text("D D - - - D D\n", "utf-8")
    line = ("roll", folder / "instance.txt", folder / "roster.txt", "-o", folder / "week2.json")
    assert paiqin(*line).status == 0
    first, second = (read_scenario(str(folder / name)).scenario for name in ("instance.txt", "week2.json"))
    assert [(entry.id, entry.parameters) for entry in second.policy] == [
        (entry.id, entry.parameters) for entry in first.policy
    ]
    assert (second.facts.start, len(second.facts.history.duties)) == (first.facts.end, 4)


def test_a_workbook_is_rolled_into_a_workbook_that_says_the_same(roll: Run, folder: Path, paiqin: Run) -> None:
    november = folder / "november.xlsx"
    assert paiqin("convert", folder / "november.json", november).status == 0
    for start, following in ((folder / "november.json", "plain.json"), (november, "next.xlsx")):
        line = ("roll", start, folder / "plan.json", "-o", folder / following, "--actual", folder / "actual.csv")
        assert paiqin(*line).status == 0
    plain, book = (read_scenario(str(folder / name)).scenario for name in ("plain.json", "next.xlsx"))
    assert book.facts.history == plain.facts.history
    assert (book.facts, book.policy) == (plain.facts, plain.policy)
