"""``leadline discover`` as a program: files, exit codes, what it prints where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from leadline.cli.discover import discover
from leadline.cli.progress import ProgressLine
from tests.workbench.test_discover import SAID


@pytest.fixture
def feedback(tmp_path: Path) -> Path:
    path = tmp_path / "feedback.csv"
    lines = [f'{i},"{text}",2026-03-{i + 1:02d}' for i, text in enumerate(SAID)]
    path.write_text("\n".join(["id,text,at", *lines]) + "\n")
    return path


def test_discover_writes_both_files_and_tells_the_needs(feedback: Path) -> None:
    out = feedback.parent / "out"

    done = CliRunner().invoke(
        discover,
        [str(feedback), "--text", "text", "--id", "id", "--date", "at",
         "--needs", "3", "--out", str(out)],
    )  # fmt: skip

    assert done.exit_code == 0, done.output
    needs = json.loads((out / "needs.json").read_text())
    assert [need["size"] for need in needs] == [6, 6, 6]
    assert sorted(need["first_seen"] for need in needs) == [
        "2026-03-01", "2026-03-07", "2026-03-13"
    ]  # fmt: skip
    assert len((out / "assignments.csv").read_text().splitlines()) == 19
    assert "3 needs in 18 pieces of feedback, 0 without one." in done.stdout
    assert "Read by the exact encoder." in done.stdout
    assert "Reading the words: done" in done.stderr


def test_discover_prints_one_json_object_for_programs(feedback: Path) -> None:
    out = feedback.parent / "out"

    done = CliRunner().invoke(
        discover, [str(feedback), "--text", "text", "--out", str(out), "--json"]
    )

    told = json.loads(done.stdout)
    assert (told["pieces"], told["different"], told["none"]) == (18, 18, 0)
    assert told["needs"] == json.loads((out / "needs.json").read_text())
    assert set(told["seconds"]) == {"clean", "encode", "group", "name"}


def test_discover_without_out_writes_into_needs(
    feedback: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(feedback.parent)

    done = CliRunner().invoke(discover, [str(feedback), "--text", "text"])

    assert done.exit_code == 0
    assert Path("needs/needs.json").is_file()


def test_what_could_not_be_done_is_one_line_and_exit_code_1(feedback: Path) -> None:
    done = CliRunner().invoke(discover, [str(feedback), "--text", "words"])

    assert done.exit_code == 1
    assert done.stderr == (
        "Error: There is no column 'words'. The file has: id, text, at.\n"
    )


@pytest.mark.parametrize(
    "wrong", [["--needs", "0"], ["--encoder", "slow"], ["--colour", "red"], []]
)
def test_wrong_usage_is_exit_code_2(feedback: Path, wrong: list[str]) -> None:
    text = ["--text", "text"] if wrong else []
    done = CliRunner().invoke(discover, [str(feedback), *text, *wrong])

    assert done.exit_code == 2


def test_a_file_that_is_not_there_is_exit_code_2(tmp_path: Path) -> None:
    done = CliRunner().invoke(discover, [str(tmp_path / "no.csv"), "--text", "text"])

    assert done.exit_code == 2
    assert "does not exist" in done.stderr


def test_on_a_terminal_progress_is_one_moving_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    line = ProgressLine()
    for done in (1, 10):
        line("Reading", done, 10)

    shown = capsys.readouterr().err
    assert "100%" in shown
    assert shown.count("\n") == 1
