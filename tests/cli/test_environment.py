"""Before anything is installed: an old Python gets one clear line."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
OLD = "import runpy, sys; sys.version_info = (3, 10, 4, 'final', 0); "


@pytest.mark.parametrize(
    "program",
    [
        f"runpy.run_path({str(ROOT / 'tools/environment.py')!r}, run_name='__main__')",
        "runpy.run_module('leadline', run_name='__main__')",
    ],
)
def test_an_old_python_is_refused_with_one_line(program: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OLD + program],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("leadline: Python 3.11 or later is needed")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("path", ["tools/environment.py", "src/leadline/__main__.py"])
def test_an_old_python_can_read_what_refuses_it(path: str) -> None:
    ast.parse((ROOT / path).read_text(), feature_version=(3, 7))


def test_a_lock_names_no_address_and_pins_everything_by_hash() -> None:
    for name in (
        "requirements.lock",
        "requirements-dev.lock",
        "requirements-build.lock",
    ):
        text = (ROOT / name).read_text()
        packages = [line for line in text.splitlines() if "==" in line]

        assert "://" not in text
        assert "--index" not in text
        assert all(line.endswith("\\") for line in packages)
