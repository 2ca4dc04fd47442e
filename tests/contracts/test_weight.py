"""What a person installs stays light: a budget, and nothing that no run needs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tools.lighten import is_unused, take_out

ROOT = Path(__file__).parent.parent.parent
# Without what Python compiles, which took 32 MB more on 28 November 2026. Passwords of
# databases are encrypted by a package of 15 MB.
MOST_MEGABYTES = 400
MOST_SECONDS_OF_HELP = 0.4
BUILT_WITH = {
    "brotli", "cyclonedx-bom", "fontpkg-inter", "fonttools", "hatchling",
    "vl-convert-python",
}  # fmt: skip
MEASURED_WITH = {"joblib", "scikit-learn"}


def requirements(of: Distribution, extras: set[str]) -> list[Requirement]:
    wanted = [Requirement(line) for line in of.requires or []]
    return [
        one
        for one in wanted
        if one.marker is None
        or any(one.marker.evaluate({"extra": extra}) for extra in extras or {""})
    ]


def installed_for_a_run() -> dict[str, Distribution]:
    """Return every package that a run of Leadline brings, by its name."""
    found: dict[str, Distribution] = {}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [Requirement(line) for line in project["dependencies"]]
    while asked:
        one = asked.pop()
        name = re.sub(r"[-_.]+", "-", one.name).lower()
        if name not in found or one.extras:
            found[name] = distribution(name)
            asked += requirements(found[name], one.extras)
    return found


def megabytes(package: Distribution) -> float:
    """Return what stays of a package after ``tools/lighten.py``."""
    kept = [
        file
        for file in package.files or []
        if file.suffix != ".pyc" and not is_unused(file.as_posix())
    ]
    paths = [Path(str(file.locate())) for file in kept]
    return sum(path.stat().st_size for path in paths if path.exists()) / 1_048_576


def test_what_a_run_needs_keeps_to_its_budget() -> None:
    weights = {name: megabytes(p) for name, p in installed_for_a_run().items()}
    heaviest = sorted(weights.items(), key=lambda pair: -pair[1])[:8]

    assert {"django", "scipy", "psycopg-binary"} <= set(weights)
    assert sum(weights.values()) < MOST_MEGABYTES, heaviest


def test_what_builds_and_measures_leadline_does_not_travel_with_it() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    pinned = set(re.findall(r"^([a-z][\w.-]*)==", lock, re.M))

    assert set(installed_for_a_run()) & (BUILT_WITH | MEASURED_WITH) == set()
    assert pinned & (BUILT_WITH | MEASURED_WITH) == set()
    assert set(installed_for_a_run()) <= pinned


def test_the_list_of_commands_answers_at_once() -> None:
    program = "from leadline.cli.main import cli; cli(['--help'])"
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)

    assert process.returncode == 0
    assert used.ru_utime + used.ru_stime < MOST_SECONDS_OF_HELP


@pytest.mark.parametrize(
    ("name", "goes"),
    [
        ("numpy/linalg/tests/test_linalg.py", True),
        ("numpy/linalg/linalg.py", False),
        ("numpy/testing/tests_of_mine.py", False),
        ("leadline/tests/test_one.py", False),
        ("sknetwork/clustering/louvain_core.cpp", True),
        ("sknetwork/clustering/louvain_core.so", False),
        ("django/conf/locale/de/LC_MESSAGES/django.mo", True),
        ("django/conf/locale/en/LC_MESSAGES/django.mo", False),
        ("django/conf/locale/en/LC_MESSAGES/django.po", True),
        ("django/conf/locale/__init__.py", False),
        ("other/locale/de/words.mo", False),
        ("numpy/random/_pickle.pyi", False),
        ("scipy/special/_ufuncs.pyx", True),
        ("scipy/special/_ufuncs.pyi", False),
        ("scipy/special/_ufuncs.py", False),
        ("onnxruntime/capi/libonnxruntime.so.1.32.0", True),
        ("onnxruntime/transformers/models/bert.py", True),
        ("onnxruntime/datasets/one.py", False),
        ("hf_xet/hf_xet.abi3.so", True),
        ("huggingface_hub/hf_api.py", False),
        ("onnxruntime/capi/libonnxruntime_providers_shared.so", False),
        ("onnxruntime/capi/onnxruntime_pybind11_state.so", False),
    ],
)
def test_only_what_python_never_reads_is_taken_out(
    tmp_path: Path, name: str, goes: bool
) -> None:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).touch()

    take_out(tmp_path)

    assert (tmp_path / name).exists() is not goes


def test_what_was_compiled_of_them_goes_too_with_the_folder(tmp_path: Path) -> None:
    for name in ("scipy/a/tests/one.py", "scipy/a/tests/__pycache__/one.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "scipy/a/kept.py").touch()

    take_out(tmp_path)

    assert [p.name for p in (tmp_path / "scipy" / "a").iterdir()] == ["kept.py"]
