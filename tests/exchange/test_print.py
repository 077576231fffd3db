"""The page as it comes out of a printer: every word is there in full."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from api.exchange.html import roster_html
from models.calendar import CalendarDay
from models.demand import Demand
from models.outcome import Change, LedgerRow, Outcome
from models.people import Person, Team, Zone
from models.plan import Plan, assignment
from models.station import Station
from models.work import Post, Segment, Shift, Unit

CHROMIUM = shutil.which("chromium")
A3_WIDTH = 1527
"""Pixels between the margins of a landscape sheet."""

MEASURE = """<script>
const cut = [...document.querySelectorAll(".roster th, .roster td, .roster b, .roster small, .plain .who, .plain td")]
  .filter(part => part.clientWidth && part.scrollWidth > part.clientWidth + 1 && !part.closest(".team"))
  .map(part => part.textContent.trim());
document.body.innerHTML = "<pre></pre>";
document.querySelector("pre").textContent = JSON.stringify(cut);
</script>"""

WATCH = Shift(
    id="w", name="巡逻处警值班", code="NIGHT8", segments=(Segment(start="16:00", end="24:00"),), posts=("p", "q")
)
LONG = "Bartholomew Featherstonehaugh-Cholmondeley"


def crowded(start: str = "2026-09-20") -> tuple[Station, Outcome]:
    """Five weeks in which every name and number is as wide as it gets."""
    facts = Station(
        start=start,  # type: ignore[arg-type]
        days=35,
        teams=(Team(id="t", name="综合指挥室"),),
        zones=(Zone(id="z", name="梧桐路第二警务区"),),
        posts=(Post(id="p", name="办案区看护辅助"), Post(id="q", name="办案区巡逻处警")),
        units=(Unit(id="u", name="车巡第十二组", post="p"),),
        shifts=(WATCH,),
        people=(
            Person(id="P1", name=LONG, kind="officer", rank="squad_leader", team="t"),
            Person(id="P2", name=LONG, kind="auxiliary", team="t", zone="z"),
        ),
        demand=(
            Demand(id="d", post="p", shift="w", unit="u", kind="officer", minimum=100, ranks=("chief", "deputy")),
            Demand(id="e", post="p", start="14:00", end="17:00", zone="z", kind="auxiliary", minimum=1),
        ),
        calendar=(CalendarDay(date="2026-10-10", day_class="statutory", name="派出所成立纪念日"),),  # type: ignore[arg-type]
    )
    duties = tuple(assignment(WATCH, "P1", day, "p", None, "u") for day in facts.dates)
    row = LedgerRow(
        person="P1", name=LONG, team="t", duties=35, hours=299.5, nights=35, weekends=5, holidays=12, leads=12,
        standbys=12, days_off=0, total={"hours": 12999},
    )  # fmt: skip
    change = Change(person="P1", date=facts.start, layer="duty", before=None, after="w")
    outcome = Outcome(
        status="FEASIBLE", seconds=1, seed=0, workers=1, digest="d", ledger=(row,), changes=(change,),
        plan=Plan(assignments=duties),
    )  # fmt: skip
    return facts, outcome


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_cut_off_on_paper(lang: str, tmp_path: Path) -> None:
    page = roster_html(*crowded(), lang).replace("default-src 'none'", "default-src * 'unsafe-inline'")
    page = page.replace("@media print {", "@media all {").replace("</body>", f"{MEASURE}</body>")
    (tmp_path / "page.html").write_text(page, "utf-8")
    assert CHROMIUM is not None
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={A3_WIDTH},2000", "--dump-dom"]
    shown = subprocess.check_output([*command, str(tmp_path / "page.html")], stderr=subprocess.DEVNULL, timeout=60)
    assert re.findall("<pre>(.*)</pre>", shown.decode()) == ["[]"]


def test_heads_are_repeated_on_every_sheet() -> None:
    style = roster_html(*crowded()).partition("@media print")[2]
    assert ".roster thead { display: table-header-group" in style
    assert ".plain thead { display: table-header-group }" in style
