"""A dry run of the command: the contract of its JSON, without a workspace."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from leadline.cli.main import cli

KEYS = {
    "kind", "shape", "dates", "columns", "rows", "good", "refused", "notes", "records",
}  # fmt: skip


def look(path: Path, text: str, *options: str) -> dict[str, Any]:
    path.write_text(text)
    words = ["import", str(path), "--dry-run", "--json", *options]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.stderr
    return dict(json.loads(result.stdout))


def test_a_dry_run_needs_no_workspace_and_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    file.write_text("text\nThe tide table is wrong\n")
    home = tmp_path / "empty"
    home.mkdir()
    words = ["-m", "leadline", "import", str(file), "--dry-run", "--json"]

    done = subprocess.run([sys.executable, *words], cwd=home, capture_output=True)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["good"] == 1
    assert list(home.iterdir()) == []


def test_the_json_of_a_dry_run_says_how_the_file_is_read(tmp_path: Path) -> None:
    text = "id,text,created\n1,The crane is loud,2026-03-04 10:11\n2,,2026-03-05\n"

    found = look(tmp_path / "a.csv", text)

    assert found.keys() >= KEYS
    assert found["shape"] == {
        "encoding": found["shape"]["encoding"],
        "delimiter": ",",
        "header_row": 1,
        "format": "csv",
        "sheet": "",
    }
    assert [column["field"] for column in found["columns"]] == [
        "source_id", "words", "said_at",
    ]  # fmt: skip
    assert all(c["sure"] and c["why"] for c in found["columns"])
    assert (found["kind"], found["rows"], found["good"]) == ("feedback", 2, 1)
    assert [refusal["row"] for refusal in found["refused"]] == [2]
    (record,) = found["records"]
    assert record["said_at"] == "2026-03-04T10:11:00+00:00"
    assert (record["side"], record["words"]) == ("customer", "The crane is loud")


@pytest.mark.parametrize(
    ("option", "order", "day"),
    [("--day-first", "day first", "2026-04-03"), ("--month-first", "month first",
                                                  "2026-03-04")],
)  # fmt: skip
def test_the_order_of_dates_can_be_said(
    tmp_path: Path, option: str, order: str, day: str
) -> None:
    text = "text,created\nThe crane is loud,03/04/2026\n"

    unsure = look(tmp_path / "a.csv", text)
    said = look(tmp_path / "a.csv", text, option)

    assert unsure["dates"]["sure"] is False
    assert any("day and month" in note["text"] for note in unsure["notes"])
    assert said["dates"] == {"order": order, "sure": True, "why": "you said so"}
    assert said["records"][0]["said_at"].startswith(day)


def test_dates_against_the_order_of_their_column_are_refused_by_row(
    tmp_path: Path,
) -> None:
    rows = ["25/03/2026,The crane is loud", "03/26/2026,The gate is stuck",
            "27/03/2026,The pier is wet"]  # fmt: skip

    found = look(tmp_path / "a.csv", "\n".join(["created,text", *rows]))

    assert (found["good"], found["dates"]["sure"]) == (2, False)
    assert [refusal["row"] for refusal in found["refused"]] == [2]


def test_without_json_every_column_is_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Body,Deck,Empty\nThe crane is loud,A,\nThe pier is wet,B,\n")

    said = CliRunner().invoke(cli, ["import", str(file), "--dry-run"]).stdout

    assert "What was said" in said
    assert "a field of its own" in said
    assert "left out (empty in every row)" in said
    assert "2 of 2 rows can come in. Nothing was written." in said
