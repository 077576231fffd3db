import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.exchange.scenarios import LoadedScenario, load_facts, load_scenario, scenario_of
from models.fault import Fault, InputError

Document = dict[str, Any]
HandIn = Callable[..., LoadedScenario]
Refused = Callable[..., list[Fault]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_text_is_read_in_every_encoding_in_use(riverside: Document, hand_in: HandIn, encoding: str) -> None:
    riverside["facts"]["name"] = "滨河派出所"
    text = json.dumps(riverside, ensure_ascii=False)
    assert hand_in(text.encode(encoding)).scenario.facts.name == "滨河派出所"


def test_json_is_yaml_too(riverside: Document, hand_in: HandIn) -> None:
    as_json, as_yaml = hand_in(riverside), hand_in(json.dumps(riverside), "scenario.yaml")
    assert as_json.scenario.digest == as_yaml.scenario.digest


def test_a_folder_holds_its_scenario(riverside: Document, hand_in: HandIn, tmp_path: Path, shelf: Path) -> None:
    hand_in(riverside)
    assert load_scenario(tmp_path, (), shelf).file == tmp_path / "scenario.json"


def test_facts_may_stand_in_a_file_beside_the_scenario(riverside: Document, hand_in: HandIn, tmp_path: Path) -> None:
    facts = {"schema": 1, "kind": "station", **riverside["facts"]}
    (tmp_path / "station.json").write_text(json.dumps(facts), "utf-8")
    assert hand_in(riverside | {"facts": "station.json"}).scenario.digest == hand_in(riverside).scenario.digest


def test_faults_of_a_facts_file_name_the_file(riverside: Document, refused: Refused, tmp_path: Path) -> None:
    facts = {"schema": 1, "kind": "station", **riverside["facts"], "days": "7"}
    facts["people"][0]["team"] = "x"
    (tmp_path / "station.json").write_text(json.dumps(facts), "utf-8")
    places = [fault.place for fault in refused(riverside | {"facts": "station.json", "kind": "x"})]
    assert places == ["kind", "station.json: days", "station.json: people[0].team"]


@pytest.mark.parametrize("field", ["facts", "published"])
def test_a_missing_file_is_told_at_its_field_with_path_and_cure(
    riverside: Document, refused: Refused, tmp_path: Path, field: str
) -> None:
    (fault,) = refused(riverside | {field: "old/plan.json"})
    assert (fault.place, fault.value) == (field, '"old/plan.json"')
    for words in (fault.cure.zh, fault.cure.en):
        assert str(tmp_path / "old" / "plan.json") in words


def test_a_file_that_nobody_may_read_is_told_at_its_field(
    riverside: Document, refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path, *args: Any, **words: Any) -> Any:
        if path.name == "station.json":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **words)

    opened = Path.open
    (tmp_path / "station.json").write_text("{}", "utf-8")
    monkeypatch.setattr(Path, "open", denied)
    (fault,) = refused(riverside | {"facts": "station.json"})
    assert (fault.place, fault.value) == ("facts", '"station.json" (EACCES)')
    assert "有权读取" in fault.allowed.zh


def test_an_empty_file_is_told_at_its_field(riverside: Document, refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "station.json").write_text("", "utf-8")
    assert [fault.place for fault in refused(riverside | {"facts": "station.json"})] == ["facts"]


def test_a_fault_inside_a_file_is_told_in_the_file(riverside: Document, refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "station.json").write_text('{"days": NaN}', "utf-8")
    (tmp_path / "plan.yaml").write_text("a: [\n", "utf-8")
    places = {fault.place for fault in refused(riverside | {"facts": "station.json", "published": "plan.yaml"})}
    assert places == {"station.json: days", "plan.yaml:2:1"}


def test_a_station_is_read_by_itself(riverside: Document, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"schema": 1, "kind": "station", **riverside["facts"]}), "utf-8")
    assert load_facts(tmp_path / "a.json").id == "riverside"


def test_places_in_a_station_are_its_own(riverside: Document, tmp_path: Path) -> None:
    riverside["facts"]["people"][1]["zone"] = "Z9"
    (tmp_path / "a.json").write_text(json.dumps({"kind": "station", **riverside["facts"]}), "utf-8")
    with pytest.raises(InputError) as caught:
        load_facts(tmp_path / "a.json")
    assert {fault.place for fault in caught.value.faults} == {"schema", "people[1].zone"}


def test_a_value_from_outside_opens_no_file(riverside: Document, tmp_path: Path, shelf: Path) -> None:
    (tmp_path / "station.json").write_text("{}", "utf-8")
    document = riverside | {"facts": str(tmp_path / "station.json"), "policy": ["./x.json"], "published": "plan.json"}
    with pytest.raises(InputError) as caught:
        scenario_of(document, shelf=shelf)
    assert [fault.place for fault in caught.value.faults] == ["facts", "policy[0]", "published"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"schema": 1,\n "kind" "roster"}', "scenario.json:2:9"),
        ('{"facts": {"people": [{"id": "a", "id": "b"}]}}', "facts.people[0].id"),
        ('{"facts": {"days": NaN}}', "facts.days"),
        ('{"facts": {"two words": [Infinity]}}', 'facts["two words"][0]'),
    ],
)
def test_what_json_may_not_hold_is_named_with_its_place(refused: Refused, text: str, place: str) -> None:
    assert [fault.place for fault in refused(text)] == [place]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("schema: 1\nfacts:\n  start: &a 2026-01-05\n  end: *a\n", ["3:10", "4:8"]),
        ("a: 1\nb:\n  - x: 1\n    x: 2\na: 3\n", ["4:5", "5:1"]),
        ("a: [1, 2\nb: 3\n", ["2:2"]),
        ("a: !!int 3\nb: !mine {}\n", ["1:4", "2:4"]),
    ],
)
def test_what_yaml_may_not_hold_is_named_with_its_line(refused: Refused, text: str, lines: list[str]) -> None:
    assert [fault.place for fault in refused(text, "a.yaml")] == [f"a.yaml:{line}" for line in lines]
