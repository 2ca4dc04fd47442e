"""``leadline chair`` as a program: files, exit codes, what it prints."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leadline.cli.chair import chair
from tests.workbench.test_chair import DECISION, WORDS


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "decision.json").write_text(json.dumps(DECISION))
    with (tmp_path / "words.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["nr", "said", "who"])
        writer.writerows((f"w{i}", text, "Pier") for i, text in enumerate(WORDS))
    return tmp_path


def run(folder: Path, *more: str, id_: str = "nr") -> Result:
    words = [str(folder / "decision.json"), str(folder / "words.csv")]
    return CliRunner().invoke(
        chair,
        [*words, "--text", "said", "--id", id_, "--out", str(folder / "sides.csv"),
         *more],
    )  # fmt: skip


def test_sides_are_written_and_counted(files: Path) -> None:
    done = run(files, "--customer", "who")

    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader((files / "sides.csv").read_text().splitlines()))
    assert {r["option"] for r in rows if r["id"] == "w0"} == {"end", "keep"}
    assert "of 2 words are about it" in done.stdout


def test_programs_get_one_json_object(files: Path) -> None:
    done = run(files, "--customer", "who", "--json")

    told = json.loads(done.stdout)
    assert told["words"] == 2
    assert told["sides"][0]["customer"] == "Pier"
    assert set(told) >= {"relevant", "sided", "why_no_side", "file"}


def test_a_missing_column_or_a_broken_decision_ends_with_one(files: Path) -> None:
    done = run(files, id_="number")

    assert done.exit_code == 1
    assert "There is no column 'number'" in done.output
    (files / "decision.json").write_text("{}")
    assert run(files).exit_code == 1
    assert 'has no "question"' in run(files).output


def test_wrong_usage_ends_with_two(files: Path) -> None:
    done = CliRunner().invoke(chair, [str(files / "decision.json")])

    assert done.exit_code == 2
