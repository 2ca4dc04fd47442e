"""The client is what the description says, and stands alone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leadline import client
from leadline.client.areas import Areas
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


class Recorder:
    """Stands for the wire: it answers with what it was asked."""

    def __init__(self) -> None:
        self.last: tuple[Any, ...] = ()

    def rows(self, *place: Any, asked: Any) -> Any:
        self.last = ("get", place, set(asked))

    def read(self, *place: Any, fields: str = "") -> Any:
        self.last = ("get", place, {"fields"} if fields else set())

    def file(self, *place: Any) -> Any:
        self.last = ("get", place, set())

    def send(self, method: str, *place: Any, said: Any = None, **how: Any) -> Any:
        used = {name for name, value in how.items() if value}
        self.last = (method.lower(), place, used | set(said or ()))


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    said = json.loads(tool.DESCRIPTION.read_text())
    for path, methods in said["paths"].items():
        for method, one in methods.items():
            yield path, method, one


def test_every_operation_has_a_method_that_asks_for_its_address() -> None:
    wire = Recorder()
    areas = Areas(wire)  # type: ignore[arg-type]
    wrong = []
    for path, method, one in operations():
        given = {(p["in"], p["name"]) for p in one["parameters"]}
        ids = [n for place, n in given if place == "path" and n != "workspace_id"]
        words = {"key"} if ("header", "Idempotency-Key") in given else set()
        words |= {"seen"} if ("header", "If-Match") in given else set()
        words |= {"fields"} if ("query", "fields") in given else set()
        words |= {"a_field"} if "requestBody" in one else set()
        ask = getattr(getattr(areas, one["tags"][0]), one["operationId"])
        ask(*range(1, len(ids) + 1), **dict.fromkeys(words, "1"))
        place = path.partition("/{workspace_id}/")[2]
        for number in range(1, len(ids) + 1):
            place = re.sub(r"\{\w+\}", str(number), place, count=1)
        if wire.last != (
            method,
            tuple(int(p) if p.isdecimal() else p for p in place.split("/")),
            words,
        ):
            wrong.append((one["operationId"], wire.last))

    assert len(list(operations())) > 100
    assert wrong == []


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
