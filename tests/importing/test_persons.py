"""People in cells: a name, an address, or both, whichever stands first."""

from __future__ import annotations

import pytest

from leadline.importing.people import has_address, looks_like_name, read_person

RENATA = ("Renata Vogel", "renata@elbe.example")


@pytest.mark.parametrize(
    ("cell", "person"),
    [
        ("Renata Vogel <renata@elbe.example>", RENATA),
        ("Renata Vogel (renata@elbe.example)", RENATA),
        ("renata@elbe.example (Renata Vogel)", RENATA),
        ("Renata@Elbe.example ('Renata  Vogel')", RENATA),
        ("<renata@elbe.example>", ("", "renata@elbe.example")),
        ("Anonymous <renata@elbe.example>", ("", "renata@elbe.example")),
        ("Renata Vogel", ("Renata Vogel", "")),
        ("Renata @ Elbe", ("Renata @ Elbe", "")),
        ("n/a", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_name_and_an_address_are_told_apart(
    cell: str, person: tuple[str, str]
) -> None:
    assert read_person(cell) == person
    assert has_address(cell) == bool(person[1])


def words(many: int, length: int) -> str:
    return " ".join("R" + "e" * (length - 1) for _ in range(many))


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        (words(5, 4), True),
        (words(6, 4), False),
        (words(3, 19) + "e", True),
        (words(3, 19) + "ee", False),
        (words(1, 40), True),
        (words(1, 41), False),
        ("anna", True),
        ("anna.", False),
        ("Renata vogel", False),
        ("Renata von der Elbe", True),
        ("von der", False),
        ("renata@elbe.example", True),
        ("", False),
    ],
)
def test_a_name_is_a_few_short_words_with_capitals(text: str, is_name: bool) -> None:
    assert looks_like_name(text) is is_name
