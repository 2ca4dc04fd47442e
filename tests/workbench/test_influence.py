from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from scipy.stats import spearmanr

from leadline.cli.main import cli

DATA = os.environ.get("LEADLINE_DATA", "")
EDGES = "from,to,weight\nJonas,Petra,3\nOve,Jonas,1\nPetra,Tomasz,2\nPetra,=cmd,1\n"


def run(folder: Path, text: str, *options: str) -> tuple[Result, list[dict[str, str]]]:
    file, out = folder / "edges.csv", folder / "rank.csv"
    file.write_text(text)
    got = CliRunner().invoke(cli, ["influence", str(file), "--out", str(out), *options])
    if not out.exists():
        return got, []
    return got, list(csv.DictReader(out.read_text().splitlines()))


def test_everybody_is_ranked_the_most_influential_first(tmp_path: Path) -> None:
    got, rows = run(tmp_path, EDGES)

    assert got.exit_code == 0
    assert list(rows[0]) == ["name", "score", "rank"]
    assert [row["name"] for row in rows[:2]] == ["Petra", "Jonas"]
    assert rows[0]["rank"] == "1"
    assert "5 people, 4 edges, by auto. First: Petra, Jonas" in got.stdout
    assert "'=cmd" in {row["name"] for row in rows}, "no formula leaves in a table"


@pytest.mark.parametrize("measure", ["betweenness", "pagerank", "degree"])
def test_a_measure_is_chosen(tmp_path: Path, measure: str) -> None:
    got, rows = run(tmp_path, EDGES, "--measure", measure, "--json")

    found = json.loads(got.stdout)
    assert found["measure"] == measure
    assert found["first"][0]["name"] == rows[0]["name"]


def test_columns_may_have_other_names_and_weights_may_be_missing(
    tmp_path: Path,
) -> None:
    text = "who\theeds\nJonas\tPetra\nPetra\tTomasz\n"

    got, rows = run(tmp_path, text, "--from", "who", "--to", "heeds")

    assert got.exit_code == 0
    assert rows[0]["name"] == "Petra"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n1,2\n", "has no column from and no column to"),
        ("from,to,weight\nA,B,1\nA,,1\n", "row 2: an edge goes from somebody"),
        ("from,to,weight\nA,B,much\n", "row 1: the weight much is no number"),
        ("from,to,weight\nA,B,-1\n", "row 1: the weight -1 is not above 0"),
        ("from,to,weight\nA,A,1\n", "no edge between two different people"),
    ],
)
def test_a_mistake_is_named_and_nothing_written(
    tmp_path: Path, text: str, says: str
) -> None:
    got, rows = run(tmp_path, text)

    assert (got.exit_code, rows) == (1, [])
    assert says in got.stderr


def role_correlation(ranks: Path, truth: Path) -> tuple[int, float]:
    """Spearman of the role's true rank with the score of its best-placed member."""
    with ranks.open(encoding="utf-8") as file:
        score = {row["name"]: float(row["score"]) for row in csv.DictReader(file)}
    best: dict[tuple[float, str], float] = {}
    with truth.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = " ".join(row["Stakeholder"].split())
            role = (float(row["Role Rank"]), row["Stakeholder Role"])
            if name in score:
                best[role] = max(best.get(role, -1.0), score[name])
    found = spearmanr([rank for rank, _ in best], [-s for s in best.values()])
    return len(best), float(found.statistic)


@pytest.mark.data
@pytest.mark.skipif(not DATA, reason="LEADLINE_DATA is not set")
@pytest.mark.parametrize(
    ("measure", "reached"), [("betweenness", 0.83), ("auto", 0.835)]
)
def test_a_public_network_is_ranked_as_its_project_found_out(
    tmp_path: Path, measure: str, reached: float
) -> None:
    folder, out = Path(DATA) / "stakeholders_ralic" / "eseur", tmp_path / "rank.csv"
    columns = ["--from", "Source", "--to", "Stakeholder", "--weight", "Priority"]
    columns += ["--measure", measure]
    CliRunner().invoke(
        cli,
        ["influence", str(folder / "OpenR.txt"), "--out", str(out), *columns],
        catch_exceptions=False,
    )

    roles, correlation = role_correlation(out, folder / "ground-stake.csv")

    assert roles == 42
    assert correlation >= reached
