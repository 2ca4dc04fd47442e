"""First and family names in columns of their own: together they are the author."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FIRST = frozenset(
    "first name|firstname|forename|given name|first|vorname|prénom|nombre de pila|"
    "voornaam|primeiro nome|förnamn|fornavn|etunimi|imię|jméno|křestní jméno".split("|")
)
LAST = frozenset(
    "last name|lastname|surname|family name|last|nachname|familienname|zuname|"
    "nom de famille|apellido|apellidos|sobrenome|apelido|cognome|achternaam|efternamn|"
    "etternavn|efternavn|sukunimi|nazwisko|příjmení".split("|")
)
# These are a half of a name only where the other half stands beside them.
EITHER_FIRST = frozenset({"nombre", "nome", "name"})
EITHER_LAST = frozenset({"name", "nom", "naam", "nome"})


def halves_of(columns: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """Return which columns are first and family names, where both are there.

    ``columns`` holds the forms of each header by its place.

    >>> halves_of({0: ["email"], 1: ["prénom"], 2: ["nom"]})
    {1: 'first_name', 2: 'last_name'}
    >>> halves_of({0: ["first name"], 1: ["text"]})
    {}
    """
    first, last = _place(columns, FIRST), _place(columns, LAST)
    if first is None and last is not None:
        first = _place(columns, EITHER_FIRST)
    elif last is None and first is not None:
        last = _place(columns, EITHER_LAST)
    if first is None or last is None:
        return {}
    return {first: "first_name", last: "last_name"}


def _place(columns: Mapping[int, Sequence[str]], names: frozenset[str]) -> int | None:
    """Return the place of the first column of a name, alone or behind a word."""
    for place, forms in columns.items():
        if any(form in names or _tail(form) in names for form in forms):
            return place
    return None


def _tail(form: str) -> str:
    """Return a header without its first word: whose name it is."""
    return form.partition(" ")[2] if len(form.split()) == 3 else ""
