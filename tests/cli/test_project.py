"""``leadline project`` as a program: files, exit codes, what it prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leadline.cli.main import cli
from tests.engine.economic_cases import PERIODS, doubtful_model

SPREAD = {"p10", "p50", "p90", "mean", "se"}


def run(folder: Path, model: object, *more: str) -> Result:
    path = folder / "model.json"
    path.write_text(model if isinstance(model, str) else json.dumps(model))
    words = ["project", str(path), "--out", str(folder / "p.json"), *more]
    return CliRunner().invoke(cli, words)


def test_the_projection_is_as_the_contract_says(tmp_path: Path) -> None:
    done = run(tmp_path, doubtful_model(), "--futures", "500", "--seed", "4")

    assert done.exit_code == 0, done.output
    found = json.loads((tmp_path / "p.json").read_text())
    assert (found["futures"], found["seed"]) == (500, 4)
    for table in (found["measures"], found["without_bets"]):
        assert list(table) == ["customers", "revenue", "profit", "margin", "cash"]
        for row in table.values():
            assert list(row) == PERIODS
            assert all(set(spread) == SPREAD for spread in row.values())
    goals = {goal["id"]: goal for goal in found["goals"]}
    assert set(goals["grow"]) >= {"id", "probability", "se", "without_bets"}
    assert goals["grow"]["without_bets"] < goals["grow"]["probability"] < 1
    assert all(set(drive) == {"driver", "share"} for drive in found["drives"])
    shares = [drive["share"] for drive in found["drives"]]
    assert shares == sorted(shares, reverse=True)
    assert [bet["id"] for bet in found["bets"]] == ["sso", "app"]
    assert set(found["bets"][0]["growth"]) == set(found["bets"][0]["profit"]) == SPREAD


def test_a_person_reads_the_odds_and_what_drives_them(tmp_path: Path) -> None:
    done = run(tmp_path, doubtful_model(), "--futures", "500")

    said = done.stdout.splitlines()
    assert said[0].startswith("Revenue in Q3: 3")
    assert said[2].startswith("Goal grow: ")
    assert said[-1].startswith("What drives the doubt about revenue in Q3: ")
    assert "drawing futures" in done.stderr


def test_programs_get_one_json_object(tmp_path: Path) -> None:
    done = run(tmp_path, doubtful_model(), "--futures", "500", "--json")

    assert json.loads(done.stdout) == json.loads((tmp_path / "p.json").read_text())


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("{", "is not JSON: "),
        ("[]", "holds no object in braces, as a model is one."),
        ('{"periods": [], "periods": []}', 'the key "periods" is there twice; keep'),
        ('{"periods": NaN}', "NaN is not a number that can be used"),
        ("[" * 100_000, "is nested too deeply to be a model."),
        ("1" * 5000, "a number in it is too long"),
        (
            doubtful_model() | {"growth": 1},
            'the model: unknown key "growth"; known are',
        ),
    ],
)
def test_a_model_that_cannot_be_used_ends_with_one_line(
    tmp_path: Path, model: object, told: str
) -> None:
    done = run(tmp_path, model)

    assert done.exit_code == 1
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "p.json").exists()


def test_a_model_in_another_encoding_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    plain = json.dumps(doubtful_model() | {"currency": "€"}, ensure_ascii=False)
    words = ["project", str(path), "--futures", "9", "--out", str(tmp_path / "p.json")]

    path.write_bytes(plain.encode("utf-16"))
    assert CliRunner().invoke(cli, words).exit_code == 0
    path.write_bytes(plain.encode("cp1252"))
    refused = CliRunner().invoke(cli, words)
    assert (refused.exit_code, "is not written in UTF-8" in refused.stderr) == (1, True)


def test_a_file_that_is_not_there_and_one_that_cannot_be_written(
    tmp_path: Path,
) -> None:
    out = str(tmp_path / "none" / "p.json")
    path = tmp_path / "m.json"

    absent = CliRunner().invoke(cli, ["project", str(path), "--out", out])
    path.write_text(json.dumps(doubtful_model()))
    no_place = CliRunner().invoke(
        cli, ["project", str(path), "--futures", "9", "--out", out]
    )

    assert absent.exit_code == no_place.exit_code == 1
    assert "There is no file" in absent.stderr
    assert "cannot be written" in no_place.stderr


@pytest.mark.parametrize("futures", ["0", "1000001", "many"])
def test_a_wrong_number_of_futures_is_wrong_usage(tmp_path: Path, futures: str) -> None:
    assert run(tmp_path, doubtful_model(), "--futures", futures).exit_code == 2
