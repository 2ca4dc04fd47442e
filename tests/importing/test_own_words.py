"""What an import takes as the words of a row: subject and text, or several answers."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from leadline.foundation.tables import Row
from leadline.importing.own_words import take_apart
from leadline.importing.pieces import piece_of
from leadline.importing.records import Cells, RowOptions

SAID = "Le scanner perd le signal"
NOW = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)


def words_of(*answers: str) -> str:
    options = RowOptions(zone=ZoneInfo("UTC"), now=NOW)
    cells = Cells(options, by_field={"words": list(answers)})
    return piece_of(Row(1, answers), cells).words


@pytest.mark.parametrize("title", ["RE: Ticket 51", "Demande n° 51", "[#51]"])
def test_a_title_that_is_a_number_is_left_off(title: str) -> None:
    assert take_apart(title, SAID).words == SAID
    assert take_apart(title, "ok").set_aside == "nothing"


def test_a_title_with_a_matter_stays() -> None:
    assert take_apart("51 scanners", SAID).words == f"51 scanners\n{SAID}"
    assert take_apart("Scanner 51", "ok").set_aside == ""


@pytest.mark.parametrize("nothing", ["-", "n/a", "None", "néant", "(keine)"])
def test_an_answer_that_says_nothing_is_not_joined(nothing: str) -> None:
    assert words_of(SAID, nothing) == SAID
    assert words_of(nothing, SAID) == SAID


def test_answers_that_say_something_stay_one_piece() -> None:
    assert words_of(SAID, "-", "Un mode nuit") == f"{SAID}\n\nUn mode nuit"
    assert words_of(SAID, "No") == f"{SAID}\n\nNo"


def test_a_row_of_nothing_but_such_answers_is_still_a_row() -> None:
    assert words_of("-", "n/a") == "-\n\nn/a"


def test_the_subject_tells_a_mail_that_was_handed_on() -> None:
    fields = "From: Lea <lea@hall.example>\nSent: 4 May\nTo: Otto\nSubject: Scanner"
    body = f"Our caretaker asks.\n\n{fields}\n\n{SAID}"

    handed_on = take_apart("WG: Scanner", body)
    assert handed_on.words == f"Scanner\nOur caretaker asks.\n\n{SAID}"
    assert handed_on.original == f"Scanner\n{body}"
    assert take_apart("AW: Scanner", body).words == "Scanner\nOur caretaker asks."
    assert take_apart("WG: Scanner", SAID).original == ""


def test_marks_of_a_tracker_stay_with_the_piece_as_it_came() -> None:
    body = f"h3. Report\n{SAID}\n{{code}}\nat a.b(C.java:3)\n{{code}}"
    said = take_apart("Scanner", body)

    assert said.words == f"Scanner\nReport\n{SAID}"
    assert said.original == f"Scanner\n{body}"
    assert take_apart("Scanner", SAID).original == ""
