from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from leadline.cli.main import cli
from leadline.evidence.models import Feedback
from tests.conftest import Person

REVIEWS = "App id,Review id,Content\nB1,R1,It crashes on start\nB1,R2,\nB1,R3,Nice\n"


@pytest.fixture
def reviews(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    path = tmp_path / "reviews.csv"
    path.write_text(REVIEWS)
    return path


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["import", *map(str, words)])
    return result.exit_code, result.stdout or result.stderr


def test_import_brings_a_file_in_once(olu: Person, reviews: Path) -> None:
    workspace = olu.actor.workspace_id

    first = run(reviews, "--workspace", workspace, "--json")
    again = run(reviews, "--workspace", workspace, "--json")

    assert (first[0], json.loads(first[1])["created"]) == (0, 2)
    assert (again[0], json.loads(again[1])["unchanged"]) == (0, 2)
    assert Feedback.objects.count() == 2


def test_a_dry_run_writes_nothing_and_names_the_rows(
    olu: Person, reviews: Path
) -> None:
    code, text = run(reviews, "--workspace", olu.actor.workspace_id, "--dry-run")

    assert (code, Feedback.objects.count()) == (0, 0)
    assert "row 2: Nothing was said" in text
    assert "2 of 3 rows can come in" in text


@pytest.mark.parametrize(
    ("option", "code", "reason"),
    [
        ("--map=Nope=words", 1, "no column"),
        ("--map=Content=nope", 1, "no field"),
        ("--map=Content=", 1, "Choose the column"),
        ("--map=Content", 2, "COLUMN=FIELD"),
        ("--workspace=99", 1, "no workspace"),
    ],
)
def test_what_cannot_be_done_says_why(
    olu: Person, reviews: Path, option: str, code: int, reason: str
) -> None:
    done, text = run(reviews, "--workspace", olu.actor.workspace_id, option)

    assert (done, reason in text) == (code, True), text
