"""Marks of trackers go where a text is evidently marked up, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation.wiki import without_marks
from tests.effort import ends


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("h2. At a client\nThe map is blank", "At a client\nThe map is blank"),
        ("h3. Seen *How* # tap # wait {code}x{code}", "Seen How\n- tap\n- wait"),
        ("h3. Seen {code}x{code} # tap # wait ||Hull||", "Seen\n\n- tap\n- wait Hull"),
        ("Blank\n{code:java}\nat a.b(C.java:3)\n{code}\nagain", "Blank\n\nagain"),
        ("{noformat}log{noformat} Blank", "Blank"),
        ("{quote}The map is blank{quote}", "The map is blank"),
        ("See [the map|https://m.example/x?a=1] now", "See the map now"),
        ("See [the map](https://m.example/x) now", "See the map now"),
        ("Blank !map.png|thumbnail! here", "Blank  here"),
        ("Blank ![a map](https://m.example/map.png) here", "Blank  here"),
        ("||Place||Seen||\n|Hull|blank|", "Place, Seen\nHull, blank"),
        ("| Place | Seen |\n|---|---|\n| Hull | blank |\n\n**so**",
         "Place, Seen\n\nHull, blank\n\nso"),
        ("## Report\n**The** map is _blank_\n* here\n* there",
         "Report\nThe map is blank\n- here\n- there"),
        ("# Report\n```\nx = 1\n```\nThe `map` is ~~red~~ blank",
         "Report\n\nThe map is red blank"),
        ("{color:red}The map{color} is *blank*", "The map is blank"),
        ("*How*\r\n# tap\r\n# wait\r\n{quote}now{quote}",
         "How\n- tap\n- wait\nnow"),
    ],
)  # fmt: skip
def test_marks_go_from_what_is_marked_up(text: str, words: str) -> None:
    assert without_marks(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "C# and F# are my #1 problem",
        "2*3 is 6 and 2*3*4 is 24",
        "snake_case_names and __init__ and a_b",
        "It is *very* slow",
        "- the map\n- the list",
        "Use {name} in [brackets] | or not!",
        "# one heading alone",
        "Wow! It is great! I like it!",
        "a | b | c",
        "Why !important! matters",
        "Version h2.0 is slow",
        "The pattern [^abc] or [on|/off] fails",
    ],
)
def test_what_people_wrote_stays(text: str) -> None:
    assert without_marks(text) == text


def test_names_with_marks_stay_in_what_is_marked_up() -> None:
    text = "h3. Report\nC# calls a_b and snake_case_name, 2*3*4, my #1 problem"

    assert without_marks(text).endswith(text.partition("\n")[2])


def test_a_text_of_code_alone_stays() -> None:
    assert without_marks("{code}x = 1{code}") == "{code}x = 1{code}"


def test_a_block_that_is_not_closed_loses_only_its_mark() -> None:
    assert without_marks("h1. Blank\n{code:sql}the map") == "Blank\nthe map"


@given(st.text(alphabet="h1. *_#{code}[|]!`-\nab", max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    assert bool(without_marks(text).strip()) is bool(text.strip())


@pytest.mark.parametrize(
    "piece",
    ["{code", "{code}", "{code:a}", "*", "*a", "_a ", "[a|http://b", "[a](/", "!a.png",
     "||", "| a ", "`", "```", "h3. ", "# ", "\n# ", "{{a", "![", "~~a", "[^a", "{"],
)  # fmt: skip
def test_hostile_marks_take_linear_time(piece: str) -> None:
    text = f"h1. a\n{piece * (300_000 // len(piece))}"

    with ends():
        without_marks(text)
