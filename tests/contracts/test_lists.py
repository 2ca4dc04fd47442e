"""One shape of list: what can grow comes as ``Listed``, with its total and its pages.

A list that is cut short and does not say so lies, and one that is never cut grows until
the page stands still. Whoever calls a query for a page or a command gets ``Listed``; a
bare list of records is for what cannot grow, by one of the kinds below.
"""

from __future__ import annotations

import ast
import collections.abc
import dataclasses
import inspect
import typing
from collections.abc import Iterator

import pytest

from leadline.foundation.paging import Listed
from tests.contracts.test_results import ROOT, packages

SURFACES = ("web", "cli", "api", "mcp")
LISTS = (
    list,
    tuple,
    set,
    frozenset,
    collections.abc.Sequence,
    collections.abc.Iterable,
)
# Who asks says how many, or for which.
ASKED_FOR = {"limit", "most", "each"}

# Why a list may come bare, and which do. Closed: a new name here is a promise that the
# list stays short by its nature, not that it is short today.
BARE = {
    "written by hand within one record and read as a part of it": {
        "decisions.queries.comparison_of",
        "decisions.queries.people_of_decision",
        "evidence.queries.original_parts",
        "growth.queries.list_steps",
        "roadmap.queries.bets_of_promise",
        "roadmap.queries.releases_of",
        "roadmap.queries.wishes_of_plan",
        "stakeholders.queries.list_listening",
        "stakeholders.queries.steps_of",
        "strategy.queries.review_steps",
    },
    "one for each of a set that the code or the framework names": {
        "growth.queries.record_of",
        "launches.queries.afterwards_of",
        "roadmap.queries.possible_floors",
        "strategy.queries.list_yardsticks",
    },
    "one for each ranking": {
        "roadmap.queries.plans_by_ranking",
        "roadmap.queries.scores_of_bet",
    },
    "a choice, offered whole in a field": {
        "decisions.queries.readers_of_ranges",
        "decisions.queries.reference_classes",
        "roadmap.queries.groups_of_bets",
        "roadmap.queries.list_bet_names",
        "stakeholders.queries.list_readings",
    },
    "one person's own, which they keep or see at once": {
        "accounts.queries.list_link_notices",
        "accounts.queries.list_views",
        "accounts.queries.list_workspaces",
    },
    "no more than its action lets in": {
        "conversation.queries.list_channels", "connections.queries.list_endpoints",
        "connections.queries.list_intakes",
    },
    "named by whoever runs the machine, in a file": {
        "accounts.queries.list_providers",
    },
    "all there is: for a command, or for a directory that compares it with its own": {
        "accounts.queries.directory_items",
    "accounts.queries.directory_page",  # by SCIM's own numbers, with its total
        "accounts.queries.list_everybody",
    },
    "open for a day and gone": {"accounts.queries.list_link_wishes"},
    "bounded by the months or years of what was asked": {
        "overview.briefing.times.moves",
        "overview.review.changed.changed_since",
        "overview.review.changed.moves_of",
        "roadmap.queries.proposed_cells",
        "strategy.queries.list_facts",
    },
    "the few that come first, by a rule of the method": {
        "decisions.queries.next_talks",
        "decisions.queries.next_voices",
    },
    "as long as what was given to it": {
        "decisions.queries.ranges_as_read",
        "launches.queries.launches_after_plan",
    },
}  # fmt: skip
MAY = {name for names in BARE.values() for name in names}
# Listed, and whole whatever is asked: of one record.
WHOLE = {"roadmap.queries.bets_of_goal", "roadmap.queries.bets_of_need",
         "roadmap.queries.promises_of_bet"}  # fmt: skip
# Listed, and cut: the first few and how many there are, beside a way to the whole list.
FIRST = {"accounts.queries.failed_jobs", "decisions.queries.due_predictions",
         "decisions.queries.predictions_to_answer",
         "decisions.queries.predictions_to_settle",
         "decisions.queries.waiting_decisions", "evidence.queries.stopped_imports",
         "launches.queries.my_steps", "launches.queries.outcomes_due",
         "stakeholders.queries.due_promises",
         "stakeholders.queries.silent_people"}  # fmt: skip


def reads() -> Iterator[tuple[str, typing.Any]]:
    """Every query of a domain and every read of ``overview``, by name."""
    for package, names in packages():
        place = package.__name__.removeprefix("leadline.")
        if place.endswith(".actions"):
            continue
        for name in names:
            if inspect.isfunction(door := getattr(package, name)):
                yield f"{place}.{name}", door


def is_bare(kind: object) -> bool:
    """Whether a type is a list of records without a total, or holds one in a pair.

    >>> is_bare(list[Listed]), is_bare(tuple[int, list[Listed]]), is_bare(list[int])
    (True, True, False)
    >>> is_bare(tuple[Listed, int]), is_bare(Listed[int])
    (False, False)
    """
    outer, parts = typing.get_origin(kind), typing.get_args(kind)
    if outer is Listed or outer not in LISTS:
        return False
    if outer is tuple and Ellipsis not in parts:
        return any(map(is_bare, parts))
    return any(_holds_record(part) for part in parts)


def _holds_record(kind: object) -> bool:
    here = typing.get_origin(kind) or kind
    parts = typing.get_args(kind)
    return dataclasses.is_dataclass(here) or any(map(_holds_record, parts))


def names_in(tree: ast.AST) -> set[str]:
    """Every name that a module speaks of."""
    found = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    return found | {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}


SPOKEN_OF = {
    name
    for surface in SURFACES
    for path in (ROOT / surface).rglob("*.py")
    for name in names_in(ast.parse(path.read_text()))
}


def says_how_many(door: typing.Any) -> bool:
    """Whether who asks says how many, or for which records."""
    asked = inspect.signature(door).parameters
    return any(p in ASKED_FOR or p.endswith("_ids") for p in asked)


def grows(name: str, door: typing.Any) -> bool:
    """Whether a read hands a surface a bare list that nothing bounds."""
    last = name.rpartition(".")[2]
    return (
        last in SPOKEN_OF
        and not last.startswith("export_")  # a file is whole
        and is_bare(typing.get_type_hints(door).get("return"))
        and not says_how_many(door)
    )


def test_bare_lists_are_seen_however_they_are_written() -> None:
    @dataclasses.dataclass
    class Row:
        n: int

    assert is_bare(list[Row])
    assert is_bare(tuple[Row, ...])
    assert is_bare(list[tuple[int, Row]])
    assert is_bare(tuple[list[Row], list[Row]])
    assert is_bare(collections.abc.Sequence[Row])
    assert not is_bare(tuple[Row, int])
    assert not is_bare(Listed[Row])
    assert not is_bare(list[tuple[int, str]])


def test_what_can_grow_comes_with_its_total() -> None:
    found = {name for name, door in reads() if grows(name, door)}

    assert found - MAY == set(), "return Listed, by foundation.paging.listed"
    assert MAY - found == set(), "these are Listed now, or gone"


@pytest.mark.parametrize(
    ("name", "door"),
    [
        pytest.param(name, door, id=name)
        for name, door in reads()
        if typing.get_origin(typing.get_type_hints(door).get("return")) is Listed
    ],
)
def test_a_list_can_be_asked_for_by_page_and_size(name: str, door: typing.Any) -> None:
    hints = typing.get_type_hints(door)
    asked = set(inspect.signature(door).parameters)
    for kind in hints.values():
        if dataclasses.is_dataclass(kind):
            asked |= {field.name for field in dataclasses.fields(kind)}
    if name in WHOLE:
        assert "page" not in asked
        return
    if name in FIRST:
        assert "size" in asked
        assert "page" not in asked
        return
    assert "page" in asked
