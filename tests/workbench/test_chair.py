"""Decisions and words read from files, and what is written about them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from leadline.foundation.errors import Invalid
from leadline.workbench import chair as bench
from leadline.workbench.discover import Columns, Pieces

DECISION = {
    "question": "Do we end the paper timetable at the ferry piers?",
    "options": [
        {"id": "end", "title": "End it in spring", "note": "screens only"},
        {"id": "keep", "title": "Keep it", "note": "as it is now"},
    ],
}
WORDS = [
    "Please keep the paper timetable as it is, my passengers rely on it.",
    "How do I change the colour of my profile picture?",
]


@pytest.fixture
def decision(tmp_path: Path) -> Path:
    path = tmp_path / "decision.json"
    path.write_text(json.dumps(DECISION), encoding="utf-8")
    return path


def test_a_decision_is_read_with_its_options(decision: Path) -> None:
    found = bench.read_question(decision)

    assert found.question.startswith("Do we end")
    assert found.ids == ("end", "keep")
    assert found.options[1] == ("Keep it", "as it is now")


def test_a_note_may_be_missing_and_a_mark_of_order_is_read(tmp_path: Path) -> None:
    path = tmp_path / "decision.json"
    bare = [{"id": "a", "title": "A"}, {"id": "b", "title": "B", "note": None}]
    text = json.dumps({"question": "Which?", "options": bare})
    path.write_text(text, encoding="utf-8-sig")

    assert bench.read_question(path).options == (("A", ""), ("B", ""))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("not json", "is not JSON.*A decision looks like"),
        ("[]", "holds no object.*A decision looks like"),
        ('{"options": []}', 'no "question"'),
        ('{"question": "  ", "options": []}', 'no "question"'),
        ('{"question": "Which?"}', "at least two"),
        ('{"question": "Which?", "options": [{"id": "a", "title": "A"}]}', "at least"),
        ('{"question": "Which?", "options": [{"id": "a", "title": "A"}, 7]}',
         "Option 2"),
        ('{"question": "Which?", "options": [{"id": "a"}, {"id": "b"}]}', "Option 1"),
        ('{"question": "Which?", "options": [{"id": "a", "title": "A"},'
         ' {"id": "a", "title": "B"}]}', "the id"),
    ],
)  # fmt: skip
def test_what_is_no_decision_is_refused_with_a_sentence(
    tmp_path: Path, content: str, says: str
) -> None:
    path = tmp_path / "decision.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(Invalid, match=says):
        bench.read_question(path)


def test_words_about_it_come_back_beside_every_option(decision: Path) -> None:
    pieces = Pieces(["1", "2"], WORDS, ["Pier 7", ""])

    found = bench.hear(pieces, bench.read_question(decision))

    assert [(s.option, s.customer) for s in found if s.id == "1"] == [
        ("end", "Pier 7"), ("keep", "Pier 7"),
    ]  # fmt: skip
    assert found[0].id == "1"
    assert {s.side for s in found} <= {"for", "against", "neither"}
    assert found[0].passage == WORDS[0]


def test_the_file_has_the_columns_of_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "new" / "sides.csv"
    side = bench.Side("1", "end", "against", 0.91234, 'He said "no", twice')

    bench.write_sides([side], path)

    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert list(row) == ["id", "option", "side", "strength", "passage"]
    assert row["strength"] == "0.9123"
    assert row["passage"] == 'He said "no", twice'


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(Invalid, match="cannot be written to"):
        bench.write_sides([], tmp_path / "file" / "sides.csv")


def test_words_must_say_something(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("id,text\n1,\n2, \n")

    with pytest.raises(Invalid, match="says anything"):
        bench.read_words(path, Columns(text="text", id="id"))


@pytest.mark.parametrize(("side", "sided"), [("for", 1), ("neither", 0)])
def test_where_no_side_is_sure_the_summary_says_so(side: str, sided: int) -> None:
    found = bench.told(Pieces(["1"], ["x"]), [bench.Side("1", "end", side, 0.5, "x")])

    assert (found["words"], found["relevant"], found["sided"]) == (1, 1, sided)
    assert bool(found["why_no_side"]) == (not sided)
