"""Builds the wheel, installs it into a fresh environment, and rosters once from an empty directory.

Run by `make test`, not collected by pytest. Exit status 0 when everything holds; otherwise the step that
failed, with all it printed.
"""

import json
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("models", "solver", "api", "instances")
DEMO = "changxing"


def run(*command: object, cwd: Path) -> str:
    """Runs a command, returns what it printed; ends the smoke test when it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False, timeout=900)
    if done.returncode != 0:
        sys.exit(f"wheel smoke: exit {done.returncode} of {' '.join(words)}\n{done.stdout}{done.stderr}")
    return done.stdout


def expect(truth: bool, what: str) -> None:
    """Ends the smoke test when something does not hold."""
    if not truth:
        sys.exit(f"wheel smoke: {what}")


def files_not_python(root: Path) -> set[str]:
    """Tracked files of the packages other than modules: data, templates, vendored scripts."""
    listed = run("git", "ls-files", *PACKAGES, cwd=root).split()
    return {name for name in listed if not name.endswith(".py")}


def built_wheel(into: Path) -> Path:
    """Builds the wheel with the back end of the checkout's own environment."""
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", into, ROOT, cwd=ROOT)
    return next(into.glob("paiqin-*.whl"))


def fresh_environment(at: Path, wheel: Path) -> Path:
    """A new environment that holds the wheel and its pinned dependencies; returns its directory of programs."""
    venv.create(at, with_pip=True)
    programs = at / ("Scripts" if sys.platform == "win32" else "bin")
    constraints = ROOT / "constraints.txt"
    run(programs / "python", "-m", "pip", "install", "--quiet", "-c", constraints, wheel, cwd=at)
    return programs


def main() -> None:
    """Every step in turn."""
    with tempfile.TemporaryDirectory(prefix="paiqin-") as place:
        home = Path(place)
        wheel = built_wheel(home)
        if (ROOT / ".git").exists():
            missing = files_not_python(ROOT) - set(zipfile.ZipFile(wheel).namelist())
            expect(not missing, f"not in the wheel: {sorted(missing)}")
        paiqin = fresh_environment(home / "env", wheel) / "paiqin"
        empty = home / "empty"
        empty.mkdir()
        expect("0." in run(paiqin, "--version", cwd=empty), "paiqin --version names no version")
        run(paiqin, "doctor", cwd=empty)
        expect(DEMO in run(paiqin, "demo", "--list", cwd=empty), f"paiqin demo --list does not list {DEMO}")
        expect(not list(empty.iterdir()), "a command wrote a file without being asked")
        run(paiqin, "demo", DEMO, "--time", 10, "--out", "out", cwd=empty)
        outcomes = [json.loads(path.read_text("utf-8")) for path in (empty / "out").rglob("*.json")]
        plans = [o["plan"] for o in outcomes if o.get("kind") == "outcome"]
        expect(bool(plans and plans[0]["assignments"]), "paiqin demo wrote no outcome with a plan")
    print("wheel smoke: built, installed, rostered")


if __name__ == "__main__":
    main()
