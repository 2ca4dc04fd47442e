"""Files with a row a voter: the same idea again and again, each time by another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from leadline.importing.fields import FEEDBACK, OWN_FIELD
from leadline.importing.headers import header_forms
from leadline.importing.looks import is_no_number, share
from leadline.importing.mapping import Match
from leadline.importing.people import looks_like_name

VOTER_OF = {
    "author_email": "voter_email",
    "author": "voter_name",
    "customer_name": "voter_customer",
}
VOTERS = {voter: voter for voter in VOTER_OF.values()}
# Columns that no field claims for good: one of them may number the pieces.
UNCLAIMED = frozenset({OWN_FIELD, "area", "product", "tags", "kind", "customer_id"})
SURELY, SLIP = 0.9, 2
IDS = next(field for field in FEEDBACK if field.key == "source_id").names
FEWEST_DIFFERENT = 0.8
MOST_ALIKE = 0.5
OTHER_NUMBER = "kept as a field of its own: another column numbers the pieces"
Groups = list[list[int]]


def with_voters(matches: list[Match], rows: Sequence[Sequence[str]]) -> list[Match]:
    """Return the matches with voters told from authors.

    Rows of one number that say the same are one piece with its voters: what
    differs among them is the voter's. In any other file a column of that name
    holds the author.
    """
    words = [p for p, m in enumerate(matches) if m.field in {"words", "title"}]
    matches = _with_people(matches, rows, words)
    place, groups = _repeated(matches, rows, words)
    if not _are_voters(matches, rows, groups):
        own = [
            m if at == place else _unless_shared(m, at, rows)
            for at, m in enumerate(matches)
        ]
        return _authors_again(own)
    found = list(matches)
    why = "the same number comes with the same words: a row for each voter"
    for at, match in enumerate(found):
        if match.field == "source_id" and at != place:
            found[at] = replace(
                match, field=OWN_FIELD, why="another column numbers them"
            )
    found[place] = replace(found[place], field="source_id", confidence="high", why=why)
    for at, match in enumerate(found):
        voter = VOTER_OF.get(match.field, "")
        if voter and _differs(rows, at, groups):
            is_free = voter not in {m.field for m in found}
            why = "differs among the rows of one number: who voted"
            field = voter if is_free else OWN_FIELD
            found[at] = replace(match, field=field, why=why)
    return found


def _with_people(
    matches: list[Match], rows: Sequence[Sequence[str]], words: Sequence[int]
) -> list[Match]:
    """Name the voters in a file whose columns of people have unheard-of names."""
    if any(m.field in VOTER_OF or m.field in VOTERS for m in matches):
        return matches
    for at, match in enumerate(matches):
        cells = [row[at].strip() for row in rows if row[at].strip()]
        if match.field != OWN_FIELD or not cells or at in words:
            continue
        if share(looks_like_name, cells) > SURELY and share(_has_space, cells) > SURELY:
            why = "names of people, though its own name does not say so"
            named = replace(match, field="voter_name", confidence="low", why=why)
            found = [*matches[:at], named, *matches[at + 1 :]]
            _, groups = _repeated(found, rows, words)
            return found if _are_voters(found, rows, groups) else matches
    return matches


def _has_space(cell: str) -> bool:
    return " " in cell


def _repeated(
    matches: Sequence[Match], rows: Sequence[Sequence[str]], words: Sequence[int]
) -> tuple[int, Groups]:
    """Return the column of numbers that repeat with their words, and those rows.

    A column that is called otherwise numbers the pieces where each of its values
    stands for words of its own, and the other way round.
    """
    named = [p for p, m in enumerate(matches) if m.field == "source_id"]
    named += [
        p
        for p, m in enumerate(matches)
        if p not in named and set(header_forms(m.column)) & set(IDS)
    ]
    others = [
        p for p, m in enumerate(matches) if p not in named and m.field in UNCLAIMED
    ]
    for place in [*named, *others]:
        groups = _groups(rows, place)
        alike = [g for g in groups if not any(_differs(rows, w, [g]) for w in words)]
        if not words or len(alike) <= MOST_ALIKE * len(groups):
            continue
        if place in named or (
            alike == groups
            and _is_one_to_one(rows, place, words)
            and _are_voters(matches, rows, groups)
        ):
            return place, alike
    return -1, []


def _groups(rows: Sequence[Sequence[str]], place: int) -> Groups:
    """Return the rows that share a number, for each number of several rows."""
    by_id: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row[place].strip() and not is_no_number(row[place].strip()):
            by_id[row[place].strip()].append(at)
    return [group for group in by_id.values() if len(group) > 1]


def _is_one_to_one(
    rows: Sequence[Sequence[str]], place: int, words: Sequence[int]
) -> bool:
    """Return whether each value of a column stands for its own words alone."""
    pairs = {(row[place].strip(), *(row[w].strip() for w in words)) for row in rows}
    ids = {row[place].strip() for row in rows}
    return len(pairs) == len(ids) == len({pair[1:] for pair in pairs})


def _are_voters(
    matches: Sequence[Match], rows: Sequence[Sequence[str]], groups: Groups
) -> bool:
    """Return whether several numbers repeat with different people.

    A line that stands there twice by a slip makes no file of voters.
    """
    n_rows = len(rows)
    people = [p for p, m in enumerate(matches) if m.field in VOTER_OF | VOTERS]
    differing = [g for g in groups if any(_differs(rows, p, [g]) for p in people)]
    if len(differing) == 1:
        return len(differing[0]) > SLIP or len(differing[0]) == n_rows
    return 2 * len(differing) > len(groups) > 0


def _differs(rows: Sequence[Sequence[str]], place: int, groups: Groups) -> bool:
    return any(len({rows[at][place].strip() for at in group}) > 1 for group in groups)


def _unless_shared(match: Match, place: int, rows: Sequence[Sequence[str]]) -> Match:
    """Return a number that many rows share as what it is: no number of theirs."""
    if match.field != "source_id":
        return match
    cells = [row[place].strip() for row in rows if row[place].strip()]
    ids = [cell for cell in cells if not is_no_number(cell)]
    repeated = len(ids) - len(set(ids))
    is_slip = repeated == 1 and len(ids) > 2
    if is_slip or len(set(ids)) > FEWEST_DIFFERENT * len(ids):
        return match
    why = (
        "named like a number of the row, but several rows share one and say something "
        "else; kept as a field of its own"
    )
    return replace(match, field=OWN_FIELD, confidence="", why=why)


def _authors_again(matches: list[Match]) -> list[Match]:
    """Give voters' columns to the author where no row repeats and none is named."""
    fields = {match.field for match in matches}
    back = {voter: author for author, voter in VOTER_OF.items() if author not in fields}
    if "votes" in fields and "author_email" in fields:
        back = {}
    return [
        replace(match, field=back[match.field]) if match.field in back else match
        for match in matches
    ]
