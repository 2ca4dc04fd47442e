"""One declaration an operation: its name, which doors it uses, what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, make_dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from leadline.accounts.queries import workspace_day
from leadline.accounts.types import READS, WRITES, Actor
from leadline.api.shapes import shape_in
from leadline.foundation.paging import After, Listed

LIMIT, MOST_LIMIT = 50, 200
NOTHING: frozenset[str] = frozenset()
NOUNS = {"feedback": "piece of feedback"}
Words = tuple[tuple[str, tuple[str, ...]], ...]
"""Filters that take words of a list alone, and which."""


@dataclass(frozen=True)
class Ask:
    """What an operation is asked, as whom, and when.

    ``ids`` are those in the address, ``wanted`` the filters, ``body`` what came in,
    ``seen`` the version that the asker saw.
    """

    actor: Actor
    now: datetime
    ids: dict[str, int]
    wanted: Any = None
    body: Any = None
    seen: int | None = None
    page: After = field(default_factory=After)
    size: int = LIMIT

    @property
    def id(self) -> int:
        """The id of the record in the address."""
        return self.ids["id"]

    @cached_property
    def today(self) -> date:
        """The day in the workspace's own time zone."""
        return workspace_day(actor=self.actor, now=self.now)


Does = Callable[[Ask], Any]


@dataclass(frozen=True)
class Op:
    """An address and a method: what is asked, which doors do it, what is answered.

    ``doors`` name the actions and queries, by domain, that decide; ``answers`` is the
    dataclass that goes out, without the fields in ``without``. A list that
    ``is_dated`` knows when each row was written, and can be asked for what is new. One
    that ``takes_long`` begins no transaction: its action does, for what it keeps.
    ``part`` is where the description and the client put it, its area unless told.
    """

    id: str
    method: str
    path: str
    area: str
    summary: str
    doors: tuple[str, ...]
    does: Does
    answers: type | None = None
    without: frozenset[str] = NOTHING
    is_list: bool = False
    is_dated: bool = False
    query: type | None = None
    no_filters: frozenset[str] = NOTHING
    words: Words = ()
    body: type[BaseModel] | None = None
    has_version: bool = False
    takes_long: bool = False
    status: int = 200
    home: str = ""
    part: str = ""

    @property
    def right(self) -> str:
        """Which right of its area it takes."""
        return READS if self.method == "GET" else WRITES


@dataclass(frozen=True)
class Record:
    """A kind of record, and by which doors programs meet it.

    ``one`` and ``many`` are its words in ids of operations and addresses, ``at`` is
    the address of the list where that differs. ``get`` gives the record by its id,
    after a change too.
    """

    one: str
    many: str
    area: str
    answers: type
    get: Callable[[Ask, int], Any]
    get_doors: tuple[str, ...]
    without: frozenset[str] = NOTHING
    has_version: bool = True

    @property
    def at(self) -> str:
        """The address of the list, counted from the workspace's."""
        return self.many.replace("_", "-")

    @property
    def words(self) -> str:
        """What it is called in a sentence."""
        return NOUNS.get(self.one, self.one.replace("_", " "))

    def lists(
        self,
        does: Callable[[Ask], Listed[Any]],
        *doors: str,
        query: type | None = None,
        answers: type | None = None,
        no_filters: frozenset[str] = NOTHING,
        words: Words = (),
        path: str = "",
    ) -> Op:
        """Declare the list, by its page's own filters but ``no_filters``.

        Filters that ``words`` names take those words alone.
        """
        return Op(
            f"list_{self.many}",
            "GET",
            path or self.at,
            self.area,
            f"List {self.many.replace('_', ' ')}",
            doors,
            does,
            answers=answers or self.answers,
            without=self.without if answers is None else NOTHING,
            is_list=True,
            is_dated=self.has_version,
            query=query,
            no_filters=no_filters,
            words=words,
        )

    def gets(self) -> Op:
        """Declare the one record."""
        return Op(
            f"get_{self.one}",
            "GET",
            f"{self.at}/{{int:id}}",
            self.area,
            f"Read a {self.words}",
            self.get_doors,
            lambda ask: self.get(ask, ask.id),
            answers=self.answers,
            without=self.without,
            has_version=self.has_version,
        )

    def makes(
        self, does: Does, *doors: str, body: type[BaseModel], path: str = ""
    ) -> Op:
        """Declare how one is made; ``does`` returns what was kept."""
        return Op(
            f"create_{self.one}",
            "POST",
            path or self.at,
            self.area,
            f"Make a {self.words}",
            doors,
            self._then(does),
            answers=self.answers,
            without=self.without,
            body=body,
            has_version=self.has_version,
            status=201,
            home=self.at,
        )

    def changes(self, does: Does, *doors: str, body: type[BaseModel]) -> Op:
        """Declare how one is changed: what is named is, the rest stays."""
        return Op(
            f"change_{self.one}",
            "PATCH",
            f"{self.at}/{{int:id}}",
            self.area,
            f"Change a {self.words}",
            doors,
            self._then_same(does),
            answers=self.answers,
            without=self.without,
            body=body,
            has_version=self.has_version,
        )

    def removes(self, does: Does, *doors: str) -> Op:
        """Declare how one is taken out."""
        return Op(
            f"remove_{self.one}",
            "DELETE",
            f"{self.at}/{{int:id}}",
            self.area,
            f"Remove a {self.words}",
            doors,
            does,
            has_version=False,
            status=204,
        )

    def acts(
        self,
        verb: str,
        does: Does,
        *doors: str,
        body: type[BaseModel] | None = None,
        summary: str = "",
    ) -> Op:
        """Declare a further thing that is done to one: a POST below its address."""
        return Op(
            f"{verb}_{self.one}",
            "POST",
            f"{self.at}/{{int:id}}/{verb.replace('_', '-')}",
            self.area,
            summary or f"{verb.replace('_', ' ').capitalize()}: a {self.words}",
            doors,
            self._then_same(does),
            answers=self.answers,
            without=self.without,
            body=body,
            has_version=self.has_version,
        )

    def _then(self, does: Does) -> Does:
        return lambda ask: self.get(ask, does(ask).id)

    def _then_same(self, does: Does) -> Does:
        def run(ask: Ask) -> Any:
            does(ask)
            return self.get(ask, ask.id)

        return run


def body_of(kind: type, *, without: frozenset[str] = NOTHING) -> type[BaseModel]:
    """Return the body that says all of an input."""
    return shape_in(kind, without=without)


def part_of(
    kind: type,
    *,
    without: frozenset[str] = NOTHING,
    only: frozenset[str] = NOTHING,
    name: str = "",
) -> type[BaseModel]:
    """Return the body that says fields of an input anew: ``only`` those, if any."""
    left = without | (names_in(kind) - only if only else NOTHING)
    return shape_in(kind, without=left, is_part=True, name=name)


def body(name: str, doc: str, /, **said: Any) -> type[BaseModel]:
    """Return a body of named fields: a type, or a pair of a type and its default."""
    needed = [(key, one) for key, one in said.items() if not isinstance(one, tuple)]
    rest = [
        (key, one[0], field(default=one[1]))
        for key, one in said.items()
        if isinstance(one, tuple)
    ]
    made: list[Any] = [*needed, *rest]
    kind = make_dataclass(name, made, frozen=True)
    kind.__doc__ = doc
    return shape_in(kind, name=name)


def among(**words: Iterable[str]) -> Words:
    """Return which words filters take, as ``Op.words`` wants it.

    >>> among(state=["open", "done"])
    (('state', ('open', 'done')),)
    """
    return tuple((name, tuple(map(str, ones))) for name, ones in words.items())


def names_in(kind: type | None) -> set[str]:
    """Return the names of the filters of a list."""
    return {one.name for one in fields(kind)} if kind else set()
