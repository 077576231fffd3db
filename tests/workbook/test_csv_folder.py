"""A folder of tables is read like a workbook."""

from pathlib import Path

import pytest

from api.exchange.scenarios import load_scenario
from models.fault import InputError

TABLES = {
    "派出所": "站名,滨河派出所\n开始日期,2026年12月1日\n天数,31\n",
    "人员": "姓名,类别,职务\n张三,民警,副所长\n李四,辅警,\n",
    "班次": "名称;时间\n白班;8:00—16:00\n",
    "需求": "班次,最少\n白班,1\n",
    "请假": "人员,日期\n李四,12月3日\n",
}


def folder(tmp_path: Path, encoding: str = "gbk", **changed: str) -> Path:
    for name, text in {**TABLES, **changed}.items():
        (tmp_path / f"{name}.csv").write_bytes(text.encode(encoding))
    return tmp_path


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig"])
def test_tables_in_any_encoding_are_a_scenario(encoding: str, tmp_path: Path) -> None:
    facts = load_scenario(folder(tmp_path, encoding)).scenario.facts
    assert (facts.name, [person.name for person in facts.people]) == ("滨河派出所", ["张三", "李四"])
    assert (facts.shifts[0].segments[0].end, facts.leave[0].first.day) == ("16:00", 3)


def test_faults_of_tables_are_told_by_cell(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        load_scenario(folder(tmp_path, 请假="人员,日期\n王五,12月3日\n李四,12.3\n"))
    places = [fault.place.rpartition(": ")[2] for fault in error.value.faults]
    assert places == ["请假!A2", "请假!B3"]
    assert error.value.marked is None
