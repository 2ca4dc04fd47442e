"""The client is what the description says, and stands alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from leadline import client
from leadline.client.areas import Areas
from leadline.client.connection import Connection
from tools import client as tool

HOME = Path(client.__file__).parent
ALONE = """
import sys
sys.path.insert(0, sys.argv[1])
before = set(sys.modules)
import copied
new = {name.split(".")[0] for name in set(sys.modules) - before}
print(sorted(new - set(sys.stdlib_module_names)))
print(copied.Leadline("https://leadline.example.com", "t", workspace=1))
"""


def test_it_is_what_the_tool_writes() -> None:
    assert tool.differences() == [], "make docs"


def test_a_file_that_is_left_over_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "client"
    shutil.copytree(HOME, home)
    monkeypatch.setattr(tool, "HOME", home)
    (home / "gone.py").write_text(f'"""{tool.MARK}."""\n')
    (home / "by_hand.py").write_text("")
    (home / "evidence.py").write_text("")

    assert tool.differences() == ["evidence.py", "gone.py"]
    monkeypatch.setattr(sys, "argv", ["client.py", "--check"])
    with pytest.raises(SystemExit, match=r"evidence\.py, gone\.py"):
        tool.main()
    monkeypatch.setattr(sys, "argv", ["client.py"])
    tool.main()
    assert tool.differences() == []
    assert (home / "by_hand.py").exists()


def test_every_operation_has_a_method() -> None:
    said = json.loads(tool.DESCRIPTION.read_text())
    wire = Connection(
        "https://a.example", "t", workspace=1, deadline=1.0, allow_http=False
    )
    areas = Areas(wire)
    operations = [
        (one["tags"][0], one["operationId"])
        for methods in said["paths"].values()
        for one in methods.values()
    ]

    assert len(operations) > 100
    for area, name in operations:
        assert getattr(getattr(areas, area), name).__doc__, name


def test_a_copy_of_it_needs_nothing_but_python(tmp_path: Path) -> None:
    skipped = shutil.ignore_patterns("__pycache__")
    shutil.copytree(HOME, tmp_path / "copied", ignore=skipped)
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", ALONE, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.splitlines() == [
        "['copied']",
        "Leadline('https://leadline.example.com', workspace=1)",
    ]


def test_what_it_offers_is_named() -> None:
    assert client.__all__ == sorted(client.__all__)
    assert all(hasattr(client, name) for name in client.__all__)
