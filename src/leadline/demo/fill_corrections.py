"""Corrects a grouping as people do: better words, one from two, what is no need."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from leadline.accounts.queries import list_products, rows
from leadline.accounts.types import Actor
from leadline.demo.company import Company, Piece
from leadline.demo.fill_evidence import FRESH, PRODUCT_OF_AREA
from leadline.evidence import actions
from leadline.evidence.models import Feedback

# What she has not come to yet: the grouping's own guess still stands there.
LEFT_AS_GUESSED = ("print", "quiet", "readable", "training", "two-sites", "own-data")
MET = {"calendar": "The calendar link is out; what comes now is about its details."}
MOST_MERGES = 3
PURE = 0.4
ONE_LANGUAGE = 0.7
LANGUAGES = {"de": "German", "fr": "French", "es": "Spanish"}


@dataclass(slots=True)
class Found:
    """A need that the grouping found, and what is in it by the truth."""

    need_id: int
    pieces: list[tuple[int, Piece]] = field(default_factory=list)

    @property
    def key(self) -> str | None:
        """The true need of most pieces, "" for noise, ``None`` when it is mixed."""
        keys = Counter(piece.need for _, piece in self.pieces)
        key, count = keys.most_common(1)[0]
        return key if count >= PURE * len(self.pieces) else None

    @property
    def language(self) -> str:
        """The language other than English that nearly all pieces are in, or ""."""
        languages = Counter(piece.language for _, piece in self.pieces)
        code, count = languages.most_common(1)[0]
        is_one = code != "en" and count >= ONE_LANGUAGE * len(self.pieces)
        return code if is_one else ""


def correct(actor: Actor, harbour: Company, now: datetime) -> dict[str, list[int]]:
    """Do what a product manager does after a grouping; return needs by true key.

    Nearly all needs get the words of those who know them, some that are one are
    merged, what is no need is dismissed, one is met, and what was put together only
    by its language is sorted.
    """
    found = found_needs(actor, harbour)
    by_key: dict[str, list[int]] = defaultdict(list)
    for need in found:
        if need.key and not need.language:
            by_key[need.key].append(need.need_id)
    _dismiss(actor, [n.need_id for n in found if n.key == "" and not n.language])
    _merge(actor, by_key)
    names = {need.key: need.name for need in harbour.needs}
    for key, need_ids in by_key.items():
        if key not in LEFT_AS_GUESSED:
            actions.rename_need(actor=actor, need_id=need_ids[0], statement=names[key])
    for key, reason in MET.items():
        if key in by_key:
            actions.meet_need(actor=actor, need_id=by_key[key][0], reason=reason)
    _sort_languages(actor, [n for n in found if n.language], by_key, now)
    _give_products(actor, harbour, by_key)
    return dict(by_key)


def found_needs(actor: Actor, harbour: Company) -> list[Found]:
    """Return the needs that were found with their pieces, the largest first."""
    truth = {(p.source, p.source_id): p for p in harbour.pieces}
    inside: dict[int, Found] = {}
    placed = rows(Feedback, actor).exclude(need=None)
    for pk, source, source_id, need_id in placed.values_list(
        "pk", "source", "source_id", "need_id"
    ):
        assert need_id is not None
        need = inside.setdefault(need_id, Found(need_id))
        need.pieces.append((pk, truth[source, source_id]))
    return sorted(inside.values(), key=lambda n: (-len(n.pieces), n.need_id))


def _dismiss(actor: Actor, need_ids: Sequence[int]) -> None:
    for need_id in need_ids:
        actions.dismiss_need(
            actor=actor,
            need_id=need_id,
            reason="Not a need: thanks, lost post, small talk.",
        )


def _merge(actor: Actor, by_key: dict[str, list[int]]) -> None:
    """Merge some of the needs that were found twice; leave others to be proposed."""
    twice = [key for key, need_ids in by_key.items() if len(need_ids) > 1]
    for key in twice[:MOST_MERGES]:
        keep, *absorbed = by_key[key]
        actions.merge_needs(
            actor=actor,
            keep_id=keep,
            absorb_ids=absorbed,
            reason="The same wish in other words.",
        )
        by_key[key] = [keep]


def _sort_languages(
    actor: Actor,
    groups: Sequence[Found],
    by_key: dict[str, list[int]],
    now: datetime,
) -> None:
    """Put pieces that only share a language where they belong, but for the newest."""
    homes: dict[int, list[int]] = defaultdict(list)
    for number, group in enumerate(groups, 1):
        name = f"In {LANGUAGES[group.language]}, to be sorted"
        same = [g for g in groups[: number - 1] if g.language == group.language]
        actions.rename_need(
            actor=actor,
            need_id=group.need_id,
            statement=f"{name} ({len(same) + 1})" if same else name,
        )
        for pk, piece in group.pieces:
            if piece.said_at < now - FRESH and by_key.get(piece.need):
                homes[by_key[piece.need][0]].append(pk)
    for need_id, feedback_ids in homes.items():
        actions.move_feedback(
            actor=actor, feedback_ids=feedback_ids, need_id=need_id, now=now
        )


def _give_products(
    actor: Actor, harbour: Company, by_key: dict[str, list[int]]
) -> None:
    """Say which product each need is about."""
    products = {product.name: product.pk for product in list_products(actor=actor)}
    areas = {need.key: need.area for need in harbour.needs}
    for key, need_ids in by_key.items():
        for need_id in need_ids:
            actions.set_product_of_need(
                actor=actor,
                need_id=need_id,
                product_id=products[PRODUCT_OF_AREA[areas[key]]],
            )
