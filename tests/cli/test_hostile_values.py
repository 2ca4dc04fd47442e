"""Values chosen to break a command: far numbers, halves of characters, control signs.

Each ends in a result of numbers or in one line, never between.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from leadline.cli.main import cli
from leadline.foundation.shown import COMMANDS
from tests.engine.economic_cases import doubtful_model
from tests.engine.test_economics_learning import UNSURE
from tests.workbench.test_chair import DECISION, WORDS
from tests.workbench.test_optimise import PLAN

WORDS_CSV = "id,text\n" + "".join(f'w{n},"{text}"\n' for n, text in enumerate(WORDS))
JSONS: dict[str, tuple[Any, list[str]]] = {
    "optimise": (PLAN, ["--time-limit", "5", "--price-time", "1"]),
    "frontier": (PLAN, ["--objectives", "growth,worth", "--time-limit", "5"]),
    "learn": (UNSURE, ["--futures", "64"]),
    "project": (doubtful_model(), ["--futures", "64"]),
    "chair": (DECISION, []),
}
NAME = "Acme\x1b[2J\x9b31m\u202e"
HALF = "Acme \ud83d"


def run(name: str, content: object, folder: Path, *more: str) -> Result:
    path, out = folder / "in.json", folder / "out.file"
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    words = [name, str(path)]
    if name == "chair":
        (folder / "words.csv").write_text(WORDS_CSV)
        words += [str(folder / "words.csv"), "--text", "text", "--id", "id"]
    return CliRunner().invoke(cli, [*words, "--out", str(out), *JSONS[name][1], *more])


def check(done: Result, folder: Path) -> None:
    """A command ended as promised: no traceback, no false number, no command signs."""
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert done.exit_code in (0, 1), done.output
    assert not COMMANDS.search(done.output.replace("\r", ""))
    out = folder / "out.file"
    written = out.read_text(encoding="utf-8") if out.exists() else ""
    for text in (done.stdout, written):
        assert not {"NaN", "Infinity", "inf", "nan"} & set(
            text.replace(",", " ").replace(":", " ").split()
        )
    if done.exit_code:
        assert not written
        assert len(done.stderr.strip().splitlines()) <= 4


def places(
    value: Any, kind: type | tuple[type, ...], at: tuple = ()
) -> Iterator[tuple]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from places(part, kind, (*at, key))
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            yield from places(part, kind, (*at, number))
    elif isinstance(value, kind) and not isinstance(value, bool):
        yield at


def changed(value: Any, at: tuple, new: object) -> Any:
    if not at:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[at[0]] = changed(value[at[0]], at[1:], new)
    return copy


@pytest.mark.parametrize("name", JSONS)
@pytest.mark.parametrize("number", ["1.7e308", "9.9e17", "-9.9e17", "5e-324"])
def test_a_far_number_gives_numbers_or_a_line(
    name: str, number: str, tmp_path: Path
) -> None:
    content = JSONS[name][0]
    for at in list(places(content, (int, float)))[:5]:
        (tmp_path / "out.file").unlink(missing_ok=True)
        mark = '"@far@"'
        text = json.dumps(changed(content, at, "@far@")).replace(mark, number)
        check(run(name, text, tmp_path, "--json"), tmp_path)


@pytest.mark.parametrize("name", JSONS)
def test_half_a_character_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    content = JSONS[name][0]
    for at in list(places(content, str))[:1]:
        done = run(name, changed(content, at, HALF), tmp_path)
        check(done, tmp_path)
        assert done.exit_code == 1
        assert "half of a character" in done.stderr
    keyed = run(name, {**content, HALF: 1}, tmp_path)
    assert "half of a character" in keyed.stderr


@pytest.mark.parametrize("name", JSONS)
@pytest.mark.parametrize("way", [[], ["--json"]], ids=["words", "json"])
def test_a_terminal_obeys_no_name(name: str, way: list[str], tmp_path: Path) -> None:
    content = JSONS[name][0]
    for at in list(places(content, str))[:3]:
        (tmp_path / "out.file").unlink(missing_ok=True)
        check(run(name, changed(content, at, NAME), tmp_path, *way), tmp_path)


def test_json_for_programs_keeps_each_name_as_it_is(tmp_path: Path) -> None:
    plan = json.loads(json.dumps(PLAN).replace('"acme"', json.dumps(NAME)))
    done = run("optimise", plan, tmp_path, "--json")
    assert json.loads(done.stdout)["served"] == [NAME]
    assert json.loads((tmp_path / "out.file").read_text())["served"] == [NAME]


TABLES = {
    "influence": ("from,to,weight\n{0},b,{1}\nb,c,{1}\nc,{0},2\n", []),
    "score": ("probability,outcome,group\n.4,1,{0}\n.6,0,b\n0.{2},1,{0}\n", None),
    "forecast": (
        "date,value\n"
        + "".join(f"2026-0{m}-01,{{1}}\n" for m in range(1, 10))
        + "2026-10-01,3\n2026-11-01,{1}\n2026-12-01,4\n",
        ["--horizon", "2"],
    ),
}


@pytest.mark.parametrize("way", [[], ["--json"]], ids=["words", "json"])
@pytest.mark.parametrize(
    "number", ["1.7e308", "-1.7e308", "1e999", "nan", "inf", "5e-324", "9" * 400]
)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_far_numbers_gives_numbers_or_a_line(
    name: str, number: str, way: list[str], tmp_path: Path
) -> None:
    text, more = TABLES[name]
    path = tmp_path / "in.csv"
    path.write_text(text.format(NAME, number, "5"), encoding="utf-8")
    out = [] if more is None else ["--out", str(tmp_path / "out.file"), *more]
    done = CliRunner().invoke(cli, [name, str(path), *out, *way])
    check(done, tmp_path)
    if way and not done.exit_code:
        json.loads(done.stdout, parse_constant=lambda _: math.inf / 0)
