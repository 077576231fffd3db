import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("models", "solver", "api", "instances")
MISTAKEN_NAMES = {"models.py", "solver.py", "api.py", "utils.py", "helpers.py", "manager.py", "handler.py"}
REGISTRIES = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|deb\.debian\.org|proxy\.golang\.org|mirrors?\.\w+\."
)


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def tracked_files() -> list[Path]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_package_inits_hold_a_docstring_only() -> None:
    inits = [path for path in modules() if path.name == "__init__.py"]
    trees = {path: ast.parse(path.read_text("utf-8")) for path in inits}
    talkative = [path for path, tree in trees.items() if len(tree.body) != 1 or not ast.get_docstring(tree)]
    assert talkative == []


def test_every_folder_of_code_is_a_package() -> None:
    assert [path for path in modules() if not (path.parent / "__init__.py").exists()] == []


def test_no_module_has_a_name_that_says_nothing_or_hides_a_package() -> None:
    assert [path for path in modules() if path.name in MISTAKEN_NAMES] == []


def test_tests_are_no_package() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_the_packages_share_one_parent() -> None:
    homes = {Path(str(importlib.import_module(package).__file__)).parents[1] for package in PACKAGES}
    assert homes == {ROOT}


def test_tracked_files_name_no_package_registry() -> None:
    named = []
    for path in tracked_files():
        text = path.read_bytes().decode("utf-8", errors="replace")
        named += [f"{path.relative_to(ROOT)}: {found[0]}" for found in REGISTRIES.finditer(text)]
    assert named == []


@pytest.mark.parametrize(
    "imports",
    [
        "from ortools.sat.python import cp_model; import highspy",
        "import highspy; from ortools.sat.python import cp_model",
    ],
    ids=["ortools-first", "highspy-first"],
)
def test_both_solvers_load_in_one_process(imports: str) -> None:
    solve_with_both = (
        f"{imports}\n"
        "model = cp_model.CpModel(); x = model.new_int_var(0, 5, 'x'); model.maximize(x)\n"
        "solver = cp_model.CpSolver(); solver.solve(model)\n"
        "h = highspy.Highs(); h.silent(); y = h.addVariable(0, 5); h.maximize(y)\n"
        "print(solver.value(x), h.val(y))"
    )
    done = subprocess.run([sys.executable, "-c", solve_with_both], capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.returncode) == (["5", "5.0"], 0), done.stderr
