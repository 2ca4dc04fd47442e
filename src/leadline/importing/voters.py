"""Files with a row a voter: the same idea again and again, each time by another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from leadline.importing.fields import FEEDBACK, OWN_FIELD
from leadline.importing.headers import header_forms
from leadline.importing.looks import is_no_number
from leadline.importing.mapping import Match

VOTER_OF = {
    "author_email": "voter_email",
    "author": "voter_name",
    "customer_name": "voter_customer",
}
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
    place, groups = _repeated(matches, rows, words)
    if not groups:
        own = [_unless_shared(m, at, rows) for at, m in enumerate(matches)]
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


def _repeated(
    matches: Sequence[Match], rows: Sequence[Sequence[str]], words: Sequence[int]
) -> tuple[int, Groups]:
    """Return the column of numbers that repeat with their words, and those rows."""
    named = [p for p, m in enumerate(matches) if m.field == "source_id"]
    named += [
        p
        for p, m in enumerate(matches)
        if p not in named and set(header_forms(m.column)) & set(IDS)
    ]
    for place in named:
        by_id: dict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(rows):
            if row[place].strip() and not is_no_number(row[place].strip()):
                by_id[row[place].strip()].append(at)
        groups = [group for group in by_id.values() if len(group) > 1]
        alike = [g for g in groups if not any(_differs(rows, w, [g]) for w in words)]
        if words and len(alike) > MOST_ALIKE * len(groups):
            return place, alike
    return -1, []


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
