"""Commands print through one door, which lets no sign pass that a terminal obeys."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.contracts.test_house_rules import SOURCES, home, name
from tests.each import of_each

# A line that moves is made of signs that a terminal obeys, and of no word of a file's.
MOVING = {"saying.py", "progress.py", "solving.py"}
CLI = [p for p in SOURCES if home(p)[0] == "cli" and p.name not in MOVING]


@of_each(CLI, name)
def test_a_command_prints_by_saying(path: Path) -> None:
    tree = ast.parse(path.read_text())
    called = {
        ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)
    }
    assert not called & {"click.echo", "click.secho", "print", "sys.stdout.write"}


@of_each([p for p in SOURCES if home(p)[0] in {"cli", "workbench"}], name)
def test_json_is_written_by_what_knows_no_false_number(path: Path) -> None:
    source = path.read_text()
    assert path.name == "plain_json.py" or "json.dump" not in source
