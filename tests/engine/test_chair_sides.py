"""Which words are about a decision, and on which side: what must hold, always."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline.engine.chair import stance
from leadline.engine.chair.cues import has_cue
from leadline.engine.chair.sentences import said
from leadline.engine.chair.sides import AGAINST, FOR, NEITHER, allowed
from leadline.engine.chair.stance import propose_sides
from leadline.engine.chair.standing import CHANGE, OTHER, TODAY, standings
from leadline.engine.errors import EngineError

QUESTION = "Do we raise the price of the berth planner from 40 to 48 a month?"
OPTIONS = [
    ("Raise it for every harbour", "48 from the spring, announced in the winter"),
    ("Keep 40", "as it is, looked at again next year"),
    ("Only new harbours pay 48", "who is with us keeps the old price"),
]
THINGS = st.sampled_from(["price", "planner", "fee", "monthly price", "berth planner"])
COMPLAINTS = st.sampled_from(
    [
        "The {} is a pain.",
        "I am fed up with the {}, it gets worse every month.",
        "Your {} is too expensive for a harbour of our size!",
        "The {} is wrong again, third time this year.",
        "Der {} nervt uns ständig.",
    ]
)
WISHES = st.sampled_from(
    [
        "I would love a better {}.",
        "Please add a tide table to the {}.",
        "We need a {} that works at night.",
        "Il nous faudrait un autre {}.",
    ]
)
PRAISE = st.sampled_from(
    [
        "The {} works well for us, keep it.",
        "We rely on the {} the way it is.",
        "The {} is the reason we are with you, please leave it as it is.",
    ]
)


def sides_of(text: str) -> dict[int, str]:
    """Return the side proposed beside each option; none where words are not heard."""
    return {p.option: p.side for p in propose_sides([text], QUESTION, OPTIONS)}


@settings(max_examples=8)
@given(COMPLAINTS, THINGS)
def test_a_complaint_about_a_thing_is_never_for_more_of_it(
    frame: str, thing: str
) -> None:
    assert sides_of(frame.format(thing)).get(0) != FOR


@settings(max_examples=8)
@given(WISHES, THINGS)
def test_a_wish_for_a_thing_is_for_neither_buying_nor_building(
    frame: str, thing: str
) -> None:
    options = [
        ("Build the planner ourselves", "three quarters of work"),
        ("Buy a planner", "ready in six weeks, a fee"),
        ("Wait a year", "harbours go on with paper"),
    ]
    found = propose_sides([frame.format(thing)], "Build or buy the planner?", options)

    assert FOR not in {p.side for p in found}


@settings(max_examples=6)
@given(PRAISE, THINGS)
def test_praise_of_today_is_never_against_keeping(frame: str, thing: str) -> None:
    found = sides_of(frame.format(thing))

    assert found.get(1) != AGAINST
    assert found.get(0) != FOR


@settings(max_examples=6)
@given(st.lists(st.sampled_from(["Please raise it!", "Leave it.", "No."]), min_size=1))
def test_what_our_support_wrote_counts_for_nothing(quoted: list[str]) -> None:
    own = "When would the new price of the planner hold?"
    mail = own + "\n\nOn Mon, 3 May 2027 the desk wrote:\n> " + "\n> ".join(quoted)

    assert propose_sides([mail], QUESTION, OPTIONS) == propose_sides(
        [own], QUESTION, OPTIONS
    )


def test_quotes_without_marks_count_for_nothing_either() -> None:
    text = (
        "Our harbour board meets in May.\nOn 3 March your desk wrote:\n"
        '"Everybody welcomes the new price."\nThat may be.'
    )

    assert said(text).sentences == ("Our harbour board meets in May.", "That may be.")


@pytest.mark.parametrize(
    ("text", "side", "is_today", "may"),
    [
        ("It is fine with me, raise it.", FOR, False, True),
        ("It is fine with me if the phone is answered.", FOR, False, False),
        ("Brilliant, fine with me. Can't wait.", FOR, False, False),
        ("The planner is slow.", FOR, False, False),
        ("Leave it as it is.", FOR, True, True),
        ("The harbour is large.", FOR, True, False),
        ("Leave it as it is.", AGAINST, True, False),
        ("It is slow and it crashes.", AGAINST, True, True),
        ("We refuse that.", AGAINST, False, True),
        ("The harbour is large.", AGAINST, False, False),
    ],
)
def test_words_need_what_a_side_needs(
    text: str, side: str, is_today: bool, may: bool
) -> None:
    assert allowed(said(text), side, is_today) == may


def test_sure_words_take_a_side_and_show_the_sentence_whole() -> None:
    text = (
        "Hello all, I saw the note on the price of the planner. Please don't raise it, "
        "leave it at 40 as it is, our harbour relies on that price."
    )

    found = {p.option: p for p in propose_sides([text], QUESTION, OPTIONS)}

    assert (found[0].side, found[1].side) == (AGAINST, FOR)
    assert found[1].passage.startswith("Please don't raise it")
    assert found[1].passage.endswith("relies on that price.")
    assert stance.SURE <= found[1].chance <= 1


def test_without_a_sure_side_words_are_heard_on_neither(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stance, "SURE", 1.1)
    text = "Please don't raise the price of the planner, leave it as it is."

    found = propose_sides([text], QUESTION, OPTIONS)

    assert [p.side for p in found] == [NEITHER] * 3
    assert {p.chance for p in found} == {0.0}


def test_words_about_it_come_before_words_about_something_else() -> None:
    about = "Would the higher price of the planner hold from spring on? We must budget."
    off = "How do I reset my password? The link in the mail is broken since Monday."

    found = propose_sides([off, about], QUESTION, OPTIONS)

    assert found[0].word == 1
    assert all(p.strength < found[0].strength for p in found if p.word == 0)


@settings(max_examples=10)
@given(st.lists(st.text(max_size=60), max_size=3))
def test_any_text_is_read_without_falling_over(words: list[str]) -> None:
    found = propose_sides(words, QUESTION, OPTIONS)

    assert all(
        0 <= p.strength <= 1 and p.side in (FOR, AGAINST, NEITHER) for p in found
    )
    assert all(p.strength >= stance.HEARD for p in found)
    assert all(p.passage in words[p.word] for p in found if "\r" not in p.passage)


def test_a_decision_without_options_is_refused() -> None:
    with pytest.raises(EngineError, match="at least one option"):
        propose_sides(["Leave it"], QUESTION, [])


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([("Drop it", ""), ("Keep it", "as it is"), ("Export", "")], [1, 0, 2]),
        ([("Stay with paper", ""), ("Go digital", "")], [0, 1]),
        ([("Abschaffen", ""), ("Beibehalten", "wie bisher")], [1, 0]),
        ([("Build", ""), ("Buy", ""), ("Wait a year", "")], [1, 2, 0]),
        ([("Build", ""), ("Buy", "")], [1, 2]),
        ([("Keep a reader", ""), ("Keep it going", "as now")], [1, 0]),
        ([], []),
    ],
)
def test_the_option_that_changes_nothing_is_told(
    options: list[tuple[str, str]], expected: list[int]
) -> None:
    assert standings(options) == expected
    assert {TODAY, CHANGE, OTHER} == {0, 1, 2}


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Bitte lasst das so.", "keep"),
        ("Gardez la liste.", "keep"),
        ("No lo quiten, por favor.", "keep"),
        ("Nobody here uses it.", "gone"),
        ("We will look elsewhere.", "leave"),
        ("That is out of the question.", "refuse"),
        ("I would gladly pay that.", "yes"),
        ("We have not decided yet, some like it and some don't.", "open"),
    ],
)
def test_cues_are_seen_in_several_languages(text: str, cue: str) -> None:
    assert has_cue(text, cue)
