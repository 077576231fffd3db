"""A ward in the form of INRC-II: small, invented, of two weeks."""

from collections.abc import Callable
from pathlib import Path

import pytest

SCENARIO = """SCENARIO = ward

WEEKS = 2

SKILLS = 2
Lead
Nurse

SHIFT_TYPES = 2
Day (2,5)
Night (2,3)

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
Day 0
Night 1 Day

CONTRACTS = 2
Full (6,10) (2,5) (2,4) 1 1
Half (2,6) (1,3) (2,14) 1 0

NURSES = 3
Ann Full 2 Lead Nurse
Bea Full 1 Nurse
Cem Half 1 Nurse
"""
HISTORY = """HISTORY
0 ward

NURSE_HISTORY
Ann 3 1 Night 1 3 0
Bea 0 0 None 0 0 2
Cem 0 0 None 0 0 0
"""
WEEK = """WEEK_DATA
ward

REQUIREMENTS
Day Lead (0,1) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)
Day Nurse (1,2) (1,1) (1,1) (1,1) (1,1) (0,1) (0,1)
Night Nurse (1,1) (1,1) (1,1) (1,1) (1,1) (1,1) (1,1)

SHIFT_OFF_REQUESTS = 2
Ann Any Tue
Bea Night Wed
"""

Ward = Callable[..., dict[str, Path]]


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    """Writes the ward's files; a part of a text can be replaced: ward(("(2,5)", "(5,2)"))."""

    def write(*changes: tuple[str, str]) -> dict[str, Path]:
        files = {"Sc-ward.txt": SCENARIO, "H0-ward-0.txt": HISTORY, "WD-ward-4.txt": WEEK, "WD-ward-7.txt": WEEK}
        for old, new in changes:
            files = {name: text.replace(old, new) for name, text in files.items()}
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return {name: tmp_path / name for name in files}

    return write
