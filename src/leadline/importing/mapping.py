"""Which column becomes what: a guess with how sure it is, for a person to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import fuzz

from leadline.importing.blanks import is_nothing
from leadline.importing.fields import FIELDS, LEAVE_OUT, OWN_FIELD, Field
from leadline.importing.full_names import halves_of
from leadline.importing.headers import (
    COMPANY,
    LATER,
    NAMED,
    RECOMMENDS,
    SATISFIED,
    header_forms,
    is_question,
    plain_header,
    ruled_out,
)
from leadline.importing.looks import LOOKS, NEVER, SEEN, is_stamped, mean_length
from leadline.importing.refused import REFUSED_COLUMNS
from leadline.importing.scores import read_count

KNOWN, LIKELY, GUESSED = 0.9, 0.6, 0.01
FEW_VALUES = 60
# A column called "feature" that reads like this is a wish, no part of the product.
FULL_SENTENCE = 0.8
# What cells alone may claim, whatever their column is called.
ALONE = frozenset({"words", "author_email", "contact_email", "said_at", "link"})
# Kinds of customer after which a column of their names may be called.
PLACES = frozenset(
    "club school clinic practice store shop site hotel restaurant branch location "
    "venue studio gym hospital pharmacy farm plant office agency tenant verein schule "
    "filiale praxis klinik standort betrieb kita niederlassung club école clinique "
    "magasin agence établissement hôtel cabinet escuela clínica tienda sucursal "
    "escola loja filial scuola negozio filiale sede school winkel vestiging "
    "vereniging praktijk".split()
)
PEOPLE = frozenset({"author", "author_email", "voter_name", "first_name"})
# "Name" is a person in a form and a title in a list of tasks: the cells decide.
NAME_OR_TITLE = frozenset({"name", "nom", "nombre", "nome", "naam"})


@dataclass(frozen=True, slots=True)
class Match:
    """A column of the file, what it becomes, how sure the guess is, and why."""

    column: str
    field: str
    confidence: str
    filled: int
    sample: str
    why: str = ""

    @property
    def sure(self) -> bool:
        """Whether the guess needs nobody to look at it."""
        return self.confidence == "high"


class Column:
    """One column of the sample: its name, its cells, and what they look like."""

    def __init__(self, place: int, name: str, cells: Sequence[str]) -> None:
        self.place, self.name = place, name
        self.cells = [cell.strip() for cell in cells]
        self.filled = tuple(cell for cell in self.cells if cell)
        self.said = tuple(c for c in self.filled if not is_nothing(c)) or self.filled
        self.forms = header_forms(name)
        self.ruled_out = ruled_out(name)
        self._fits: dict[str, float] = {}

    def fit(self, look: str) -> float:
        """Return how well the cells pass a test."""
        if look not in self._fits:
            self._fits[look] = LOOKS[look](self.said) if self.said else NEVER
        return self._fits[look]

    @cached_property
    def length(self) -> float:
        """How long its cells are on average, empty ones counted."""
        return mean_length(self.cells) if self.cells else 0.0

    @cached_property
    def is_question(self) -> bool:
        """Whether its name is a question of a survey."""
        return is_question(self.name)


@dataclass(frozen=True, slots=True)
class Guess:
    """One way to read a column, with its score and the reason."""

    score: float
    column: Column
    field: Field
    why: str


def guess_mapping(
    *, kind: str, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> list[Match]:
    """Return a match for each column, in order; every field is used once at most.

    ``confidence`` is high (the header is a known name and the cells fit), medium
    (a similar name, or a known name whose cells say little), low (the cells
    alone), or empty for a column that is left out or kept as it is. Answers to
    the questions of a survey and columns of tags may be several.
    """
    parts = [
        Column(place, name, [row[place] for row in rows])
        for place, name in enumerate(columns)
    ]
    open_ = [p for p in parts if p.filled and p.name not in REFUSED_COLUMNS]
    guesses = [guess for part in open_ for guess in _guesses(kind, part)]
    guesses = _with_halves(kind, open_, guesses)
    guesses.sort(key=lambda g: (-g.score, g.column.place))
    taken: dict[int, Guess] = {}
    used: dict[str, Guess] = {}
    for guess in guesses:
        key, place = guess.field.key, guess.column.place
        if place not in taken and _is_free(guess, used):
            taken[place] = guess
            used.setdefault(key, guess)
    if kind == "feedback" and not used.keys() & {"words", "title"}:
        _take_the_longest(parts, taken)
    if kind == "feedback":
        _take_places(parts, taken)
    return [_match(part, taken.get(part.place), kind) for part in parts]


def _with_halves(
    kind: str, columns: Sequence[Column], guesses: list[Guess]
) -> list[Guess]:
    """Return the guesses with first and family names, where both have a column."""
    halves = {"first_name", "last_name"}
    guesses = [guess for guess in guesses if guess.field.key not in halves]
    if kind != "feedback":
        return guesses
    people = [
        c for c in columns if c.fit("name") > LIKELY and "author" not in c.ruled_out
    ]
    found = halves_of({column.place: column.forms for column in people})
    fields = {field.key: field for field in FIELDS[kind]}
    why = "first and family name stand apart: together they are the author"
    return guesses + [
        Guess(1.0, column, fields[found[column.place]], why)
        for column in people
        if column.place in found
    ]


def _is_free(guess: Guess, used: dict[str, Guess]) -> bool:
    first = used.get(guess.field.key)
    if first is None:
        return True
    if guess.field.key == "words":
        return first.column.is_question and guess.column.is_question
    if guess.field.key == "tags":
        return plain_header(first.column.name) == plain_header(guess.column.name)
    return False


def _guesses(kind: str, column: Column) -> list[Guess]:
    """Return the fields that a column may become, none where it contradicts."""
    found = []
    for field in FIELDS[kind]:
        if field.key in column.ruled_out:
            continue
        score, why = _score(field, column)
        if score > NEVER:
            found.append(Guess(score, column, field, why))
    return found


def _score(field: Field, column: Column) -> tuple[float, str]:
    """Return how well a column fits a field, 0 to 1, and why it would be it."""
    name = next((form for form in column.forms if form in field.names), "")
    if column.is_question and not name:
        return _asked(field, column)
    look = field.looks
    if look == "moment" and column.fit("serial") > column.fit("moment"):
        look = "serial"
    seen = SEEN[look]
    if name:
        fit = column.fit(look)
        if field.key == "title" and name in NAME_OR_TITLE:
            fit = 1.0 - column.fit("person")
        if name == "feature" and field.key in {"title", "area"}:
            asks = column.fit("prose") > FULL_SENTENCE
            fit = fit if asks is (field.key == "title") else NEVER
        if field.key == "title" and not any(map(_has_letters, column.said)):
            fit = NEVER
        if name == "score" and field.key in {"rating", "votes"}:
            counts_votes = _is_over_ten(column)
            fit = fit if counts_votes is (field.key == "votes") else NEVER
        if fit < 0.35:
            return NEVER, ""
        place = field.names.index(name) / len(field.names)
        if fit > 0.6:
            return 0.9 + 0.06 * fit - 0.05 * place, f"its name says it: {seen}"
        return 0.75, f"its name says it, but only {fit:.0%} of its cells fit: {seen}"
    near = max(fuzz.ratio(column.forms[0], known) for known in field.names) / 100 if (
        column.forms
    ) else 0.0  # fmt: skip
    words = set(column.forms[0].split()) if column.forms else set()
    holds = any(set(known.split()) <= words for known in field.names if " " in known)
    if near >= 0.86 or holds:
        is_nobody = field.looks == "person" and not any(map(_has_letters, column.said))
        fit = NEVER if is_nobody else column.fit(field.looks)
        if fit >= 0.35:
            return 0.6 + 0.2 * near * fit, f"its name is close to one we know: {seen}"
    if field.key in ALONE and not (field.looks == "moment" and is_later(column)):
        fit = column.fit(field.looks)
        if fit > 0.8:
            return 0.2 + 0.2 * fit, f"only its cells speak for it: {seen}"
    return NEVER, ""


def _is_over_ten(column: Column) -> bool:
    """Return whether a column called "score" counts votes rather than rates."""
    return any((read_count(value) or 0) > 10 for value in column.said)


def _has_letters(cell: str) -> bool:
    return any(sign.isalpha() for sign in cell)


def is_later(column: Column) -> bool:
    """Return whether a column of dates tells of what came after."""
    return bool(column.forms and LATER.search(column.forms[0]))


def _asked(field: Field, column: Column) -> tuple[float, str]:
    """Return what the question of a survey may be answered with."""
    header = plain_header(column.name)
    if field.key == "nps" and RECOMMENDS.search(header) and column.fit("nps") > 0.8:
        return 0.95, "the question asks whether they recommend: numbers from 0 to 10"
    if (
        field.key == "rating"
        and SATISFIED.search(header)
        and column.fit("rating") > 0.8
    ):
        return 0.93, "the question asks how satisfied they are: ratings"
    if field.key == "author" and NAMED.search(header) and column.fit("person") > 0.6:
        return 0.92, "the question asks for a name: names of people"
    is_company = COMPANY.search(header) and column.length < 40
    if field.key == "customer_name" and is_company and column.fit("name") > 0.6:
        return 0.9, "the question asks for the company: names"
    if field.key == "author_email" and column.fit("email") > 0.8:
        return 0.92, "answers that are e-mail addresses"
    if field.key == "words" and column.fit("prose") > 0.6:
        return 0.9 + 0.03 * column.fit("prose"), "answers to a question, in sentences"
    return NEVER, ""


def _take_the_longest(parts: Sequence[Column], taken: dict[int, Guess]) -> None:
    """Let the longest text that nothing else claims be the words."""
    words = next(field for field in FIELDS["feedback"] if field.key == "words")
    free = [p for p in parts if p.place not in taken and p.fit("prose") >= 0.35]
    if free:
        longest = max(free, key=lambda part: part.length)
        why = "the longest text in the file; no name says it"
        taken[longest.place] = Guess(0.3, longest, words, why)


def _take_places(parts: Sequence[Column], taken: dict[int, Guess]) -> None:
    """Let a column of clubs, schools, … beside people and words be the customers.

    Nobody knows what a place is to the one who brings the file: never for sure.
    """
    used = {guess.field.key for guess in taken.values()}
    said = used & {"words", "title"} and used & PEOPLE
    if not said or used & {"customer_name", "voter_customer"}:
        return
    customer = next(f for f in FIELDS["feedback"] if f.key == "customer_name")
    for part in parts:
        is_place = any(form.removesuffix(" name") in PLACES for form in part.forms)
        if part.place in taken or not is_place or part.fit("name") < 0.8:
            continue
        if 1 < len(set(part.said)) < len(part.said) and not part.fit("count"):
            why = "names that repeat beside people: likely the customer, not for sure"
            taken[part.place] = Guess(0.3, part, customer, why)
            return


def _match(column: Column, guess: Guess | None, kind: str) -> Match:
    sample = column.filled[0][:120] if column.filled else ""
    match = Match(column.name, LEAVE_OUT, "", len(column.filled), sample)
    if guess is None:
        return _unmatched(column, match, kind)
    confidence = "high" if guess.score >= KNOWN else (
        "medium" if guess.score >= LIKELY else "low"
    )  # fmt: skip
    return replace(match, field=guess.field.key, confidence=confidence, why=guess.why)


def _unmatched(column: Column, match: Match, kind: str) -> Match:
    """Say what becomes of a column that no field claims."""
    if not column.filled:
        return replace(match, confidence="high", why="left out: empty in every row")
    if column.name in REFUSED_COLUMNS:
        why = "left out: it tells of an earlier import"
        return replace(match, confidence="high", why=why)
    kept = replace(match, field=OWN_FIELD)
    if is_stamped(column.filled):
        why = "kept beside: comments with date and writer are not the customer's words"
        return replace(kept, confidence="high", why=why)
    known = _known_as(column, kind)
    if known:
        why = (
            f"named like “{known.label}”, but its cells are not {SEEN[known.looks]}; "
            "kept as a field of its own"
        )
        return replace(kept, confidence="", why=why)
    return replace(kept, confidence="high", why=_kept_as(column))


def _kept_as(column: Column) -> str:
    """Return what a column is good for that no field claims."""
    values = len(set(column.filled))
    if values == 1:
        return f"kept beside: it says “{column.filled[0][:30]}” in every row"
    if values * 4 <= len(column.filled) and values <= FEW_VALUES:
        return f"kept to filter by: {values} values"
    return "kept beside, as a field of its own"


def _known_as(column: Column, kind: str) -> Field | None:
    """Return the field that a column's name says and its cells contradict."""
    for field in FIELDS[kind]:
        if field.key not in column.ruled_out and set(column.forms) & {*field.names}:
            if column.fit(field.looks) < 0.35 and field.looks != "prose":
                return field
            return None
    return None
