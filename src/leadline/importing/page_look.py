"""What the page of a check shows, gathered from every row of the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from leadline.accounts.types import Actor
from leadline.evidence.bridge import parts_of
from leadline.evidence.queries import known_of
from leadline.evidence.types import CustomerIn, FeedbackIn, Known, SetAside
from leadline.foundation.tables import TableShape
from leadline.foundation.text import mail_domain
from leadline.importing.looking import Look
from leadline.importing.reading import ReadRow
from leadline.importing.report import counted

SHOWN_REFUSED, SHOWN_PIECES, SHOWN_NOTES = 50, 6, 12
LONGEST = 4_000
PART_LABELS = {
    "greeting": "Greeting",
    "sign_off": "Sign-off",
    "signature": "Signature",
    "disclaimer": "Disclaimer",
    "quoted": "Quoted reply",
    "forwarded": "Forwarded",
    "noise": "Not written",
}
_NAMED = re.compile("“([^”]{0,200})”")


class PageLook:
    """Takes the rows of a draft lot by lot; ``told`` says what came of them."""

    def __init__(
        self, *, actor: Actor, kind: str, shape: TableShape, mapping: Mapping[str, str]
    ) -> None:
        self.actor, self.kind = actor, kind
        self.shape, self.mapping = shape, mapping
        self.look = Look()
        self.filled = [0] * len(shape.columns)
        self.known: Counter[Known] = Counter()
        self.customers: dict[Known, set[object]] = {known: set() for known in Known}
        self.aside: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.refused: list[ReadRow] = []
        self.pieces: list[FeedbackIn] = []
        self.shown: set[str] = set()
        self.accounts: list[CustomerIn] = []
        self.free_mail: set[str] = set()

    def take(self, lot: Sequence[ReadRow]) -> None:
        """Settle the next rows."""
        new: list[FeedbackIn | CustomerIn] = []
        for row in lot:
            for place, cell in enumerate(row.cells[: len(self.filled)]):
                self.filled[place] += bool(cell.strip())
            good = self.look.looked.good
            reason = self.look.take(row)
            if reason and len(self.refused) < SHOWN_REFUSED:
                self.refused.append(_with_reason(row, reason))
            if self.look.looked.good > good and row.record is not None:
                new.append(row.record)
        self._meet(new)

    def _meet(self, new: list[FeedbackIn | CustomerIn]) -> None:
        """Count what is on record already, and keep the first to be shown."""
        for record, (known, customer, name) in zip(
            new, known_of(actor=self.actor, lot=new), strict=True
        ):
            self.known[known] += 1
            self.customers[known].add(customer)
            if isinstance(record, CustomerIn):
                self.accounts += [record] * (len(self.accounts) < SHOWN_PIECES)
                continue
            if record.set_aside:
                self.aside[record.set_aside] += 1
                self.examples.setdefault(record.set_aside, record.words[:200])
            if record.author_email and not mail_domain(record.author_email):
                self.free_mail.add(record.author_email)
            self._show(record, name)

    def _show(self, record: FeedbackIn, customer: str) -> None:
        """Keep the first pieces, those with something taken off before the others."""
        start = record.words[:80]
        if record.set_aside or start in self.shown:
            return
        self.shown.add(start)
        if customer:
            record = replace(record, customer_name=customer)
        if len(self.pieces) < SHOWN_PIECES:
            self.pieces.append(record)
        elif record.original:
            plain_ones = [n for n, p in enumerate(self.pieces) if not p.original]
            if plain_ones:
                self.pieces.pop(plain_ones[-1])
                self.pieces.append(record)

    def told(self) -> dict[str, Any]:
        """Return what came of the rows, as plain values for the page."""
        looked = self.look.looked
        return {
            "rows": looked.rows,
            "good": looked.good,
            "new": looked.good - self.known[Known.PIECE] - self.known[Known.ACCOUNT],
            "what": "piece,pieces" if self.kind == "feedback" else "customer,customers",
            "filled": self.filled,
            "facts": [[label, _told(value)] for label, value in self._facts()],
            "notes": self._notes(),
            "refused_count": looked.counts["refused"],
            "refused": [self._refusal(row) for row in self.refused],
            "left_out_count": sum(self.aside.values()),
            "left_out": [
                {
                    "label": SetAside(reason).label,
                    "count": count,
                    "example": self.examples[reason],
                }
                for reason, count in self.aside.most_common()
            ],
            "words": [_shown(piece) for piece in self.pieces],
            "accounts": [_account(account) for account in self.accounts],
        }

    def _facts(self) -> list[tuple[str, int | tuple[int, int]]]:
        """Return what will happen, a line each."""
        counts = self.look.looked.counts
        known, customers = self.known, self.customers
        here = known[Known.PIECE] + known[Known.ACCOUNT]
        if self.kind == "customers":
            facts: list[tuple[str, int | tuple[int, int]]] = [
                ("New customers", known[Known.NOBODY]),
                ("On record already", here),
                ("Without a revenue", counts["without_revenue"]),
            ]
        else:
            new = sum(known.values()) - here
            facts = [
                ("New pieces", new),
                ("Brought in before", here),
                ("From customers on record", _of(known, customers, Known.CUSTOMER)),
                ("From new customers", _of(known, customers, Known.NEW_CUSTOMER)),
                ("Without a customer", known[Known.NOBODY]),
                ("Set aside", sum(self.aside.values())),
                ("Our own words", counts["ours"]),
                ("Without a date", counts["without_date"]),
                ("With a further voter", counts["joined"]),
            ]
        facts += [("Repeated", counts["repeated"]), ("Refused", counts["refused"])]
        first, *rest = facts
        return [first, *((label, n) for label, n in rest if n and n != (0, 0))]

    def _notes(self) -> list[str]:
        """Return what was noticed, each in a sentence."""
        looked = self.look.looked
        notes = list(self.shape.notes)
        if people := len(self.free_mail):
            one = "One person writes from a free mail provider; they get"
            many = f"{people:,} people write from a free mail provider; they get"
            notes.append(f"{one if people == 1 else many} no customer from it.")
        notes += counted(looked.counts)
        rows = [f"Row {number:,}: {text}" for number, text in looked.notes]
        shown = rows[:SHOWN_NOTES]
        if more := looked.counts["mended"] - len(shown):
            shown.append(f"{more:,} more rows have notes of this kind.")
        return notes + shown

    def _refusal(self, row: ReadRow) -> dict[str, Any]:
        """Return a refused row whole; the guilty cell is marked where one is named."""
        names = set(_NAMED.findall(row.message))
        words = {
            place
            for place, column in enumerate(self.shape.columns)
            if self.mapping.get(column) == "words"
        }
        cells = []
        for place, cell in enumerate(row.cells):
            said = cell.strip()
            is_wrong = bool(said) and said[:40] in names
            is_wrong |= not said and place in words and "said" in row.message
            cells.append([cell[:300], is_wrong])
        return {"row": row.number, "reason": row.message, "cells": cells}


def _of(
    known: Counter[Known], customers: Mapping[Known, set[object]], kind: Known
) -> tuple[int, int]:
    return known[kind], len(customers[kind])


def _told(value: int | tuple[int, int]) -> str:
    """Return a count, or a count of pieces with how many customers that is."""
    if isinstance(value, tuple):
        return f"{value[0]:,}, from {value[1]:,}"
    return f"{value:,}"


def _with_reason(row: ReadRow, reason: str) -> ReadRow:
    return ReadRow(row.number, None, reason, row.note, row.cells)


def _shown(piece: FeedbackIn) -> dict[str, Any]:
    """Return a piece as the page shows it: who, and its parts in order."""
    parts = [("words", piece.words)]
    if piece.original:
        parts = parts_of(piece.original[:LONGEST])
    return {
        "author": piece.author or piece.author_email,
        "customer": piece.customer_name or piece.customer_domain or piece.customer_id,
        "source_id": piece.source_id,
        "said_at": f"{piece.said_at:%-d %b %Y}" if piece.said_at else "",
        "noted_by": piece.noted_by,
        "side": piece.side,
        "parts": [
            [kind, PART_LABELS.get(kind, ""), text[:LONGEST]]
            for kind, text in parts
            if text.strip()
        ],
        "original": piece.original[:LONGEST],
    }


def _account(account: CustomerIn) -> dict[str, str]:
    amount = account.revenue_amount
    return {
        "name": account.name,
        "domain": account.domain,
        "segment": account.segment,
        "revenue": ""
        if amount is None
        else f"{amount:,.0f} {account.revenue_currency} a year",
    }
