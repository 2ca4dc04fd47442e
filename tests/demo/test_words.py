"""The files of words: read as they are written, and refused with a reason."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from leadline.demo.company import Label
from leadline.demo.words import FARTHEST, LONGEST, BadWords, main, read_words

HEAD = "## 1 | 12d | support | rabenau | Ilka Brodt, Nurse | de"
TEXT = "Moin, der Plan ist leer."


def _read(heading: str, words: str = TEXT) -> None:
    read_words(f"{heading}\n{words}\n", "payroll")


def test_a_piece_is_read_with_all_that_is_known_of_it() -> None:
    text = (
        "# Somebody's note about the file\n\n"
        "## 3 | 12d 06:40 | support | rabenau | Ilka Brodt, Nurse | de | "
        "status=open; tags=hours, urgent; chair=datev A for, licence - neither\n"
        "Subject: leer\n\nMoin,\nist leer\n\n"
        "## 7 | 20d | review | - | nachtigall9 | en | stars=2\nmeh\n"
    )

    first, second = read_words(text, "payroll")

    assert (first.number, first.days, first.at) == (3, 12, time(6, 40))
    assert (first.speaker, first.title) == ("Ilka Brodt", "Nurse")
    assert first.words == "Subject: leer\n\nMoin,\nist leer"
    assert first.tags == ("hours", "urgent")
    assert first.labels == (
        Label("datev", "A", "for"),
        Label("licence", "-", "neither"),
    )
    assert (second.customer, second.extras["stars"]) == ("", "2")


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        ("## 1 | 12d | support | rabenau | Ilka Brodt, Nurse", "6 or 7 fields"),
        ("## 1 | 12 days | support | rabenau | Ilka Brodt, Nurse | de", "like “12d”"),
        ("## 1 | 12d 24:00 | support | rabenau | I B, Nurse | de", "no time of day"),
        ("## 1 | 0d | support | rabenau | I B, Nurse | de", "it is 1 to 545"),
        ("## 1 | 546d | support | rabenau | I B, Nurse | de", "it is 1 to 545"),
        ("## 1 | 12d | post | rabenau | I B, Nurse | de", "source “post”"),
        ("## 1 | 12d | support | rabenau | I B, Nurse | it", "language “it”"),
        ("## 1 | 12d | support | nowhere | I B, Nurse | de", "no customer “nowhere”"),
        ("## 1 | 12d | support | rabenau | - | de", "who said it"),
        ("## 1 | 12d | support | rabenau | Ilka Brodt | de", "add a job title"),
        ("## 1 | 12d | support | rabenau | Petra Lang, Nurse | de", "is one of the"),
        ("## 1 | 300d | support | rabenau | I B, Nurse | de", "customer for 248 days"),
        ("## 1 | 12d | review | rabenau | kim | de | stars=1", "has no customer"),
        ("## 1 | 12d | review | - | kim | de", "stars=… is for each review"),
        ("## 1 | 12d | review | - | kim | de | stars=6", "a number up to 5"),
        ("## 1 | 12d | survey | - | - | de", "nps=… is for each survey"),
        ("## 1 | 12d | survey | - | - | de | nps=11", "a number up to 10"),
        ("## 1 | 12d | sales | rabenau | I B, Nurse | de", "by=… is for"),
        ("## 1 | 12d | sales | - | I B | de | by=Jonas Falk", "names its customer"),
        (f"{HEAD} | by=Jonas Falk", "by=… is for"),
        (f"{HEAD} | mood=bad", "“mood=bad” is none of"),
        (f"{HEAD} | kind=rant", "kind=rant is none of"),
        (f"{HEAD} | chair=datev D for", "it reads like “licence A for”"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(heading: str, why: str) -> None:
    with pytest.raises(BadWords, match=why) as refused:
        _read(heading)

    assert heading in str(refused.value)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "no text under the heading"),
        ("wort " * (LONGEST + 1), f"more than {LONGEST} words"),
        ("seit Oktober", "“Oktober” is a date of its own"),
        ("das war 2026", "“2026” is a date of its own"),
        ("Hallo {name}", "is in the text and is no"),
    ],
)
def test_texts_that_would_not_hold_on_any_day_are_refused(words: str, why: str) -> None:
    with pytest.raises(BadWords, match=why):
        _read(HEAD, words)


def test_the_longest_and_the_farthest_are_still_read() -> None:
    far = f"## 1 | {FARTHEST}d | support | tannroda | Ilka Brodt, Nurse | de"

    assert read_words(f"{far}\n{'wort ' * LONGEST}", "payroll")[0].days == FARTHEST


def test_numbers_rise() -> None:
    with pytest.raises(BadWords, match="number 1 is not above"):
        read_words(f"{HEAD}\n{TEXT}\n\n{HEAD}\n{TEXT}\n", "payroll")


def test_a_writer_hears_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "leave.txt", tmp_path / "chat.txt"
    good.write_text(f"{HEAD}\n{TEXT}\n", encoding="utf-8")
    bad.write_text("## 1 | 12d\nx\n", encoding="utf-8")

    assert main([str(good), str(bad)]) == 1
    said = capsys.readouterr().out
    assert "leave: 1 pieces" in said
    assert "chat, “## 1 | 12d”: 6 or 7 fields" in said
