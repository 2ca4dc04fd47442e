"""Which documents there are, in which forms, and the file of one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ParamSpec

from leadline.accounts.types import Actor
from leadline.foundation import child
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.reporting.model import Document
from leadline.reporting.records.asked import Asked
from leadline.reporting.records.briefing import briefing_document
from leadline.reporting.records.card import card_document
from leadline.reporting.records.decision import decision_document
from leadline.reporting.records.growth import growth_document
from leadline.reporting.records.launch import launch_document
from leadline.reporting.records.need import need_document
from leadline.reporting.records.plan import plan_document
from leadline.reporting.records.review import review_document
from leadline.reporting.tickets import jira_csv, linear_csv
from leadline.reporting.writers import markdown, pdf, sheet, slides

P = ParamSpec("P")


class Kind(StrEnum):
    """A record of which there are documents."""

    DECISION = "decision"
    CARD = "card"
    BRIEFING = "briefing"
    REVIEW = "review"
    PLAN = "plan"
    NEED = "need"
    LAUNCH = "launch"
    GROWTH = "growth"


class Form(StrEnum):
    """A form of file; its value is the ending of the file's name."""

    PDF = "pdf"
    SLIDES = "pptx"
    SHEET = "xlsx"
    MARKDOWN = "md"
    JIRA = "jira.csv"
    LINEAR = "linear.csv"

    @property
    def label(self) -> str:
        """What people call it."""
        return LABELS[self]


@dataclass(frozen=True, slots=True)
class Made:
    """A file: its name, what it is, what is in it, and what it is called inside."""

    name: str
    content_type: str
    content: bytes
    title: str


LABELS = {
    Form.PDF: "PDF",
    Form.SLIDES: "Slides",
    Form.SHEET: "Sheet",
    Form.MARKDOWN: "Markdown",
    Form.JIRA: "Tickets for Jira",
    Form.LINEAR: "Tickets for Linear",
}
TYPES = {
    Form.PDF: "application/pdf",
    Form.SLIDES: "application/vnd.openxmlformats-officedocument.presentationml"
    ".presentation",
    Form.SHEET: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.MARKDOWN: "text/markdown; charset=utf-8",
    Form.JIRA: "text/csv; charset=utf-8",
    Form.LINEAR: "text/csv; charset=utf-8",
}
TICKETS: dict[Form, Callable[[Asked], bytes]] = {
    Form.JIRA: jira_csv,
    Form.LINEAR: linear_csv,
}
DRAWING = re.compile(r"chart-(\d{1,2})\.(svg|png)")
DRAWN = {"svg": "image/svg+xml", "png": "image/png"}
BUILDERS: dict[Kind, Callable[[Asked], Document]] = {
    Kind.DECISION: decision_document,
    Kind.CARD: card_document,
    Kind.BRIEFING: briefing_document,
    Kind.REVIEW: review_document,
    Kind.PLAN: plan_document,
    Kind.NEED: need_document,
    Kind.LAUNCH: launch_document,
    Kind.GROWTH: growth_document,
}
WRITERS: dict[Form, Callable[[Document], bytes]] = {
    Form.PDF: pdf.write_pdf,
    Form.SLIDES: slides.write_slides,
    Form.SHEET: sheet.write_sheet,
    Form.MARKDOWN: markdown.write_markdown,
}
# A table of 3,000 rows, 159 pages of PDF, took 2 s of the processor and 340 MB, as
# slides 8 s and 100 MB, on 30 November 2026.
BUDGET = child.Budget(seconds=30.0, memory=1536 * 1024 * 1024)
MISSING = (
    "What writes this form is not installed here. Ask the owner to install "
    "leadline[documents]; Markdown and sheets need nothing more."
)
TOO_LARGE = (
    "The document takes too long to make. Take it as Markdown, or make the record "
    "smaller."
)


def forms_here(kind: str = "") -> list[Form]:
    """Return the forms that can be written on this machine, of a kind of record."""
    missing = set() if kind == Kind.PLAN else set(TICKETS)
    if not pdf.can_write():
        missing.add(Form.PDF)
    if not slides.can_write():
        missing.add(Form.SLIDES)
    return [form for form in Form if form not in missing]


def form_of(file_name: str) -> str:
    """Return the form that a file of this name would have.

    >>> [form_of(f"a.{end}") for end in ("PDF", "jira.csv", "chart-1.svg", "doc")]
    ['pdf', 'jira.csv', 'chart-1.svg', 'doc']
    """
    name = file_name.lower()
    if drawn := re.search(f"{DRAWING.pattern}$", name):
        return drawn[0]
    known = (form.value for form in Form if name.endswith(f".{form.value}"))
    return next(known, name.rpartition(".")[2])


def make(
    *,
    actor: Actor,
    kind: str,
    record_id: int,
    form: str,
    now: datetime,
    base: str = "",
) -> Made:
    """Return a record as a file; raises as ``document_of`` and ``file_of`` do."""
    actor.require("read")
    if kind == Kind.PLAN and form in list(TICKETS):
        chosen = Form(form)
        content = TICKETS[chosen](Asked(actor, record_id, now, base))
        name = f"plan-{record_id}.{form}"
        return Made(name, TYPES[chosen], content, chosen.label)
    if kind == Kind.PLAN and not (form in list(Form) or DRAWING.fullmatch(form)):
        raise NotFound(_no_form(Form))
    found = document_of(actor=actor, kind=kind, record_id=record_id, now=now, base=base)
    return file_of(found, form)


def document_of(
    *, actor: Actor, kind: str, record_id: int, now: datetime, base: str = ""
) -> Document:
    """Return a record as a document, with what its page shows this actor.

    ``now`` is in their time zone, ``base`` the address of the workspace. Raises
    ``NotFound``.
    """
    actor.require("read")
    if kind not in list(Kind):
        raise NotFound("There is no such document.")
    return BUILDERS[Kind(kind)](Asked(actor, record_id, now, base))


def file_of(document: Document, form: str) -> Made:
    """Return a document as a file.

    Everything but Markdown is written in a child with limits: what people wrote is long
    at times. Raises ``NotFound`` for a form that there is none of, ``Invalid`` where
    what writes it is not installed, ``Conflict`` where it takes too much.
    """
    if found := DRAWING.fullmatch(form):
        return _drawing(document, int(found[1]), found[2])
    if form not in WRITERS:
        raise NotFound(_no_form(WRITERS))
    chosen = Form(form)
    if chosen not in forms_here():
        raise Invalid(MISSING)
    if chosen == Form.MARKDOWN:
        content = markdown.write_markdown(document)
    else:
        content = _in_child(WRITERS[chosen], document)
    return Made(
        f"{document.name}.{chosen.value}", TYPES[chosen], content, document.title
    )


def _no_form(known: Iterable[Form]) -> str:
    """Return that there is no such form, and which there are."""
    return (
        f"There is no such form of a document. There are: {', '.join(known)}, and each "
        "chart alone, as chart-1.svg or chart-1.png."
    )


def _drawing(document: Document, number: int, form: str) -> Made:
    """Return one of the charts of a document, counted from 1, as a drawing."""
    if not 0 < number <= len(document.charts):
        raise NotFound(
            f"There is no such chart. This has {len(document.charts)}, counted from 1."
        )
    found = document.charts[number - 1]
    if not pdf.can_write():
        raise Invalid(MISSING)
    content = _in_child(pdf.write_drawing, document, number - 1, form)
    return Made(
        f"{document.name}-chart-{number}.{form}", DRAWN[form], content, found.finding
    )


def _in_child(write: Callable[P, bytes], *args: P.args, **named: P.kwargs) -> bytes:
    try:
        return child.run(BUDGET, write, *args, **named)
    except Invalid:
        raise Conflict(TOO_LARGE) from None
