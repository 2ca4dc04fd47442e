"""Words search over feedback: FTS5 on SQLite, tsvector on PostgreSQL.

The one place with SQL of its own; the index itself is made by a migration.
"""

from __future__ import annotations

import re

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Left

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Feedback
from leadline.evidence.queries.paging import feedback_rows
from leadline.evidence.types import FeedbackRow
from leadline.foundation.matching import fold, near_words

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
MOST_WORDS = 12
MATCHES = {
    "sqlite": (
        "SELECT rowid FROM evidence_feedback_words "
        "WHERE evidence_feedback_words MATCH %s"
    ),
    "postgresql": (
        "SELECT id FROM evidence_feedback WHERE words_index @@ to_tsquery('simple', %s)"
    ),
}
BEST = {
    "sqlite": (
        "SELECT id FROM (SELECT f.id AS id, w.rank AS rank "
        "FROM evidence_feedback_words w JOIN evidence_feedback f ON f.id = w.rowid "
        "WHERE evidence_feedback_words MATCH %s AND f.workspace_id = %s {only}"
        "ORDER BY w.rowid DESC LIMIT %s) AS newest ORDER BY rank LIMIT %s"
    ),
    "postgresql": (
        "SELECT id FROM (SELECT id, ts_rank(words_index, q) AS rank "
        "FROM evidence_feedback, to_tsquery('simple', %s) AS q "
        "WHERE words_index @@ q AND workspace_id = %s {only}"
        "ORDER BY id DESC LIMIT %s) AS newest ORDER BY rank DESC LIMIT %s"
    ),
}
ONLY_CUSTOMERS = "AND side = 'customer' AND set_aside = '' "
NEWEST = 300
READ, LETTERS = 2000, 300
"""The newest pieces, and the letters of each, whose words a slip may have meant."""


def _query(text: str) -> str:
    """Return what people typed as a query without any syntax of theirs.

    Every word must be there; the last one may be the beginning of a word.
    """
    words = _WORD.findall(text.casefold())[:MOST_WORDS]
    if not words:
        return ""
    if connection.vendor == "postgresql":
        return " & ".join([*words[:-1], f"{words[-1]}:*"])
    return " ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])


def with_words(
    *, actor: Actor, found: QuerySet[Feedback], text: str
) -> QuerySet[Feedback]:
    """Narrow pieces to those that hold all the words of ``text``."""
    actor.require("read")
    query = _query(text)
    if not query:
        return found.none()
    return found.filter(pk__in=RawSQL(MATCHES[connection.vendor], (query,)))


def search_words(
    *, actor: Actor, text: str, limit: int = 8, only_customers: bool = False
) -> list[FeedbackRow]:
    """Return the best among the newest pieces that hold all the words of ``text``.

    What is typed is taken as words, never as a query; the last word may be half a
    word. Archived pieces come too: who searches for words means them all. With
    ``only_customers`` words of ours and what is set aside stay away.
    """
    actor.require("read")
    query = _query(text)
    if not query:
        return []
    with connection.cursor() as cursor:
        values = (query, actor.workspace_id, NEWEST, limit)
        only = ONLY_CUSTOMERS if only_customers else ""
        cursor.execute(BEST[connection.vendor].format(only=only), values)
        ids = [pk for (pk,) in cursor.fetchall()]
    if not ids:
        return []
    place = {pk: n for n, pk in enumerate(ids)}
    found = feedback_rows(actor=actor, found=rows(Feedback, actor).filter(pk__in=ids))
    return sorted(found, key=lambda row: place[row.id])


def words_meant(*, actor: Actor, text: str) -> str:
    """Return ``text`` with its slips put right by the words of the newest pieces.

    The last word may be half a word. Nothing is returned where no word is a slip.
    """
    actor.require("read")
    typed = _WORD.findall(text.casefold())[:MOST_WORDS]
    said = rows(Feedback, actor).order_by("-pk").annotate(begin=Left("words", LETTERS))
    newest = " ".join(said.values_list("begin", flat=True)[:READ])
    known = {fold(word): word for word in set(_WORD.findall(newest.casefold()))}
    meant = [_meant(word, known) for word in typed[:-1]]
    meant += [_meant(word, known, is_begun=True) for word in typed[-1:]]
    return " ".join(meant) if meant != typed else ""


def _meant(word: str, known: dict[str, str], *, is_begun: bool = False) -> str:
    """Return the word that was meant: itself, or the nearest that is known."""
    plain = fold(word)
    if plain in known or (is_begun and any(one.startswith(plain) for one in known)):
        return word
    near = next(iter(near_words(plain, known)), plain)
    whole = next((one for one in sorted(known) if one.startswith(near)), word)
    return known.get(near) or known.get(whole, word)
