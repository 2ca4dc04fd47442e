"""Columns of other people's files: voters, marks, names, numbers, customers."""

from __future__ import annotations

import csv
import doctest
from pathlib import Path

import pytest

from leadline.importing import full_names
from leadline.importing.looks import LOOKS
from leadline.importing.reading import Reading, read_file, records_of, row_options
from tests.importing.test_run import NOW

PEOPLE = ["Ines Vale", "Bo Ash", "Mira Kohl"]
IDEAS = [("41", "A lamp at the far end of the pier"),
         ("57", "Let the gate open from a phone")]  # fmt: skip


def read(tmp_path: Path, header: list[str], rows: list[list[str]]) -> Reading:
    path = tmp_path / "file.csv"
    with path.open("w", newline="") as out:
        csv.writer(out).writerows([header, *rows])
    return read_file(path)


def votes(number: str, words: str, people: list[str]) -> list[list[str]]:
    return [[number, words, person, "1"] for person in people]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("Suggestion ID", "Suggestion Text"),
        ("id", "Idea"),
        ("Post ID", "Post"),
        ("Request", "Request text"),
        ("Feature id", "Feature"),
        ("Kennwort", "Feature request"),
        ("Board slot", "Feature request title"),
    ],
)
def test_a_row_a_voter_is_told_by_the_shape_of_the_data(
    tmp_path: Path, number: str, words: str
) -> None:
    header = [number, words, "Voter Name", "Vote Weight"]
    rows = [row for idea in IDEAS for row in votes(*idea, PEOPLE)]

    found = read(tmp_path, header, rows).mapping

    assert found[number] == "source_id"
    assert found[words] in {"words", "title"}
    # A voter's weight is no count of the votes that the idea has.
    assert (found["Voter Name"], found["Vote Weight"]) == ("voter_name", "own")


def test_one_line_that_stands_there_twice_makes_no_voters(tmp_path: Path) -> None:
    header = ["id", "text", "author", "n"]
    rows = [
        [str(k), f"The pump on pier {k} drips", f"Ann {chr(65 + k)}", "1"]
        for k in range(6)
    ]

    same = read(tmp_path, header, [*rows, rows[-1]]).mapping
    other = read(tmp_path, header, [*rows, [*rows[-1][:2], "Zoe", "1"]]).mapping

    assert (same["id"], same["author"]) == ("source_id", "author")
    assert (other["id"], other["author"]) == ("source_id", "author")


def test_several_numbers_with_one_person_each_make_no_voters(tmp_path: Path) -> None:
    rows = [row for idea in IDEAS for row in votes(*idea, ["Ines Vale"] * 2)]

    found = read(tmp_path, ["id", "text", "author", "n"], rows).mapping

    assert (found["id"], found["author"]) == ("source_id", "author")


def test_an_ordinary_column_that_repeats_numbers_nothing(tmp_path: Path) -> None:
    rows = [[f"Pier {k % 2}", f"The pump number {k} drips", p, "1"]
            for k, p in enumerate(PEOPLE * 3)]  # fmt: skip

    found = read(tmp_path, ["Quay", "text", "Voter Name", "n"], rows).mapping

    assert (found["Quay"], found["Voter Name"]) == ("own", "author")


@pytest.mark.parametrize(
    "name", ["score", "rating", "stars", "grade", "note", "Bewertung"]
)
@pytest.mark.parametrize("top", [5, 10])
def test_small_whole_numbers_are_ratings(tmp_path: Path, name: str, top: int) -> None:
    rows = [[f"The pump on pier {k} drips", str(k % top + 1)] for k in range(20)]

    reading = read(tmp_path, ["text", name], rows)

    assert (reading.mapping[name], reading.rating_max) == ("rating", top)


def test_a_score_with_odd_cells_is_no_count_of_votes(tmp_path: Path) -> None:
    rows = [[f"The pump on pier {k} drips", mark]
            for k, mark in enumerate(["4", "2", "eleven", "5", "many"])]  # fmt: skip

    assert read(tmp_path, ["text", "score"], rows).mapping["score"] == "rating"


def test_a_score_above_ten_counts_votes(tmp_path: Path) -> None:
    rows = [[f"The pump on pier {k} drips", str(k)] for k in range(5, 12)]

    assert read(tmp_path, ["text", "score"], rows).mapping["score"] == "votes"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("First Name", "Last Name"),
        ("Vorname", "Nachname"),
        ("Vorname", "Name"),
        ("Prénom", "Nom"),
        ("Nombre", "Apellido"),
        ("Respondent First Name", "Respondent Last Name"),
    ],
)
def test_first_and_family_name_make_the_author(
    tmp_path: Path, first: str, last: str
) -> None:
    rows = [["Vale", "The pump on the pier drips", "Ines"],
            ["Ash", "The gate is stuck in frost", "Bo"]]  # fmt: skip
    reading = read(tmp_path, [last, "text", first], rows)
    options = row_options(reading, now=NOW, zone="UTC", source="x", currency="")
    records = records_of(
        reading.path,
        reading.shape,
        kind="feedback",
        mapping=reading.mapping,
        options=options,
    )

    assert [row.record.author for row in records] == ["Ines Vale", "Bo Ash"]


def test_a_first_name_alone_is_no_half(tmp_path: Path) -> None:
    rows = [["Ines", "The pump on the pier drips"], ["Bo", "The gate is stuck"]]

    assert (
        "first_name" not in read(tmp_path, ["Vorname", "text"], rows).mapping.values()
    )


@pytest.mark.parametrize(
    "name", ["Ticket-Nr.", "Nr.", "Ticket No.", "Case #", "Vorgang Nr", "Case No"]
)
@pytest.mark.parametrize("who", ["Who", "Wer", "Qui"])
def test_numbers_and_people_by_their_short_names(
    tmp_path: Path, name: str, who: str
) -> None:
    rows = [[f"{k + 300}", p, f"The pump on pier {k} drips"]
            for k, p in enumerate(PEOPLE)]  # fmt: skip

    found = read(tmp_path, [name, who, "text"], rows).mapping

    assert (found[name], found[who]) == ("source_id", "author")


def test_who_in_sentences_is_no_person(tmp_path: Path) -> None:
    rows = [["everybody who comes late at night", "The pump on the pier drips"],
            ["those that stand at the gate", "The gate is stuck in frost"]]  # fmt: skip

    assert read(tmp_path, ["Who", "text"], rows).mapping["Who"] != "author"


@pytest.mark.parametrize("name", ["Club", "School", "Hotel", "Verein", "Filiale name"])
def test_places_beside_people_are_customers_but_not_for_sure(
    tmp_path: Path, name: str
) -> None:
    rows = [[["Nord", "Süd"][k % 2], p, f"The pump on pier {k} drips"]
            for k, p in enumerate(PEOPLE)]  # fmt: skip

    match = read(tmp_path, [name, "Who", "text"], rows).matches[0]
    alone = read(tmp_path, [name, "text"], [[r[0], r[2]] for r in rows]).matches[0]
    each = [[f"Place {k}", *row[1:]] for k, row in enumerate(rows)]
    different = read(tmp_path, [name, "Who", "text"], each).matches[0]

    assert (match.field, match.sure) == ("customer_name", False)
    assert alone.field != "customer_name"
    assert different.field != "customer_name"


def test_the_examples_of_halves_hold() -> None:
    assert doctest.testmod(full_names).failed == 0


@pytest.mark.parametrize(("largest", "fit"), [(100, 1.0), (101, 0.0), (250, 0.0)])
@pytest.mark.parametrize("form", ["{}", "{}/500"])
def test_nothing_above_a_hundred_is_a_rating(
    largest: int, fit: float, form: str
) -> None:
    cells = [form.format(mark) for mark in (3, 40, largest)]

    assert LOOKS["rating"](cells) == fit


CREW = [f"Mira Kohl{chr(97 + k)}" for k in range(10)]


@pytest.mark.parametrize(("odd", "field"), [(1, "voter_name"), (2, "own")])
def test_nearly_all_cells_of_a_column_of_voters_are_names(
    tmp_path: Path, odd: int, field: str
) -> None:
    people = [*CREW, *(f"Zoe Hill{chr(97 + k)}" for k in range(10 - odd))]
    people += [f"no. {k} of the list of ours" for k in range(odd)]
    header = ["id", "Idea", "Zugesagt", "n"]
    rows = [*votes(*IDEAS[0], people[::2]), *votes(*IDEAS[1], people[1::2])]

    assert read(tmp_path, header, rows).mapping["Zugesagt"] == field


@pytest.mark.parametrize(("named", "field"), [("n", "voter_name"), ("author", "own")])
def test_where_a_column_names_the_people_no_other_is_taken_for_them(
    tmp_path: Path, named: str, field: str
) -> None:
    header = ["id", "Idea", "Zugesagt", named]
    rows = [
        [number, words, person, who]
        for number, words in IDEAS
        for person, who in zip(CREW, CREW[::-1], strict=True)
    ]
    if named == "n":
        rows = [[*row[:3], "1"] for row in rows]

    assert read(tmp_path, header, rows).mapping["Zugesagt"] == field
