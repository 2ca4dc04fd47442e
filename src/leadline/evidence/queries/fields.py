"""Narrows pieces by what their source said besides the words."""

from __future__ import annotations

from django.db.models import F, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from leadline.accounts.queries import rows, until_changed
from leadline.accounts.types import Actor
from leadline.evidence.models import Feedback
from leadline.evidence.types import NPS_GROUPS, FeedbackFilter

COMPARED_OF = 5.0
READ_AT_MOST = 1_000


def with_fields(
    *, actor: Actor, found: QuerySet[Feedback], wanted: FeedbackFilter
) -> QuerySet[Feedback]:
    """Return the pieces whose tags, status, rating, NPS and own columns are wanted."""
    actor.require("read")
    if wanted.tag:
        found = found.filter(tags__has_key=wanted.tag)
    if wanted.source_status:
        found = found.filter(source_status=wanted.source_status)
    if wanted.nps:
        found = found.filter(nps__range=NPS_GROUPS.get(wanted.nps, (11, 11)))
    found = _rated(found, wanted)
    if wanted.own_name:
        found = _with_own(found, wanted.own_name, wanted.own_value)
    return found


def _rated(found: QuerySet[Feedback], wanted: FeedbackFilter) -> QuerySet[Feedback]:
    """Compare ratings as if all were of five."""
    least, most = wanted.rating_at_least, wanted.rating_at_most
    if least is None and most is None:
        return found
    found = found.alias(of_five=F("rating") * COMPARED_OF / F("rating_max"))
    if least is not None:
        found = found.filter(of_five__gte=least)
    return found if most is None else found.filter(of_five__lte=most)


def _with_own(found: QuerySet[Feedback], name: str, value: str) -> QuerySet[Feedback]:
    if not value:
        return found.filter(own_fields__has_key=name)
    own = Cast(KeyTextTransform(name, "own_fields"), TextField())
    return found.alias(own=own).filter(own=value)


def own_field_choices(*, actor: Actor) -> dict[str, list[str]]:
    """Return tags, statuses and names of own columns of the latest pieces, for filters.

    What stands in the 1,000 pieces that came in last is offered; a filter by anything
    else works as well.
    """
    actor.require("read")
    return until_changed(actor=actor, key="own fields", read=lambda: _own_fields(actor))


def _own_fields(actor: Actor) -> dict[str, list[str]]:
    latest = rows(Feedback, actor).order_by("-pk")[:READ_AT_MOST]
    tags: set[str] = set()
    statuses: set[str] = set()
    names: set[str] = set()
    for has, status, own in latest.values_list("tags", "source_status", "own_fields"):
        tags.update(has)
        names.update(own)
        statuses.add(status)
    return {
        "tag": sorted(tags),
        "source_status": sorted(statuses - {""}),
        "own_name": sorted(names),
    }
