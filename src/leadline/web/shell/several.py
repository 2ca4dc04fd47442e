"""Several rows of a list, changed at once: each as it was seen, or left as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from leadline.foundation.errors import Conflict
from leadline.foundation.words import plural
from leadline.web.shell.requests import is_number

NAMED = 3
SEEN = "seen"
Standing = Mapping[int, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The chosen rows that stand as they were seen, and the names of the others.

    ``seen`` are the versions of the first, by id: an action that is given them refuses
    what changes in this very moment.
    """

    ids: list[int]
    seen: dict[int, int]
    left: tuple[str, ...] = ()

    def told(self, said: str) -> str:
        """Return what was done, with what was left because somebody else changed it.

        >>> Chosen([1], {}, ("Berths",)).told("1 bet is done.")
        '1 bet is done. Left, because somebody changed it meanwhile: “Berths”.'
        """
        if not self.left:
            return said
        names = ", ".join(f"“{name[:60]}”" for name in self.left[:NAMED])
        more = len(self.left) - NAMED
        others = f" and {plural(more, 'other', 'others')}" if more > 0 else ""
        them = "it" if len(self.left) == 1 else "them"
        why = f"because somebody changed {them} meanwhile"
        return f"{said} Left, {why}: {names}{others}."


def seen_in(said: Sequence[str]) -> dict[int, int]:
    """Return the versions that a list showed, by id, from "id-version" of each row.

    >>> seen_in(["7-2", "x", "8-"])
    {7: 2}
    """
    pairs = (one.split("-") for one in said)
    return {
        int(pair[0]): int(pair[1])
        for pair in pairs
        if len(pair) == 2 and all(map(is_number, pair))
    }


def chosen_of(
    form: QueryDict, ids: Sequence[int], standing: Callable[[list[int]], Standing]
) -> Chosen:
    """Return which of the chosen rows stand as the list showed them.

    ``standing`` returns version and name of rows by id, as they stand now. Rows whose
    version the list did not send are taken as they are. Raises ``Conflict`` where
    somebody has changed every one.
    """
    wanted = set(ids)
    seen = {pk: n for pk, n in seen_in(form.getlist(SEEN)).items() if pk in wanted}
    now = standing(sorted(seen)) if seen else {}
    left = {
        pk: now[pk][1] for pk, was in seen.items() if pk in now and now[pk][0] != was
    }
    fresh = [pk for pk in ids if pk not in left]
    if left and not fresh:
        raise Conflict(
            "Somebody changed what you chose after this list was opened. Nothing was "
            "done; look at what stands now, then choose again."
        )
    versions = {pk: was for pk, was in seen.items() if pk not in left}
    return Chosen(fresh, versions, tuple(left.values()))
