"""Which documents there are, in which forms, and the file of one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from leadline.accounts.types import Actor
from leadline.foundation import child
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.reporting.model import Document
from leadline.reporting.records.asked import Asked
from leadline.reporting.records.briefing import briefing_document
from leadline.reporting.records.decision import decision_document
from leadline.reporting.writers import markdown, pdf, sheet, slides


class Kind(StrEnum):
    """A record of which there are documents."""

    DECISION = "decision"
    BRIEFING = "briefing"


class Form(StrEnum):
    """A form of file; its value is the ending of the file's name."""

    PDF = "pdf"
    SLIDES = "pptx"
    SHEET = "xlsx"
    MARKDOWN = "md"

    @property
    def label(self) -> str:
        """What people call it."""
        return LABELS[self]


@dataclass(frozen=True, slots=True)
class Made:
    """A file: its name, what it is, and what is in it."""

    name: str
    content_type: str
    content: bytes


LABELS = {
    Form.PDF: "PDF",
    Form.SLIDES: "Slides",
    Form.SHEET: "Sheet",
    Form.MARKDOWN: "Markdown",
}
TYPES = {
    Form.PDF: "application/pdf",
    Form.SLIDES: "application/vnd.openxmlformats-officedocument.presentationml"
    ".presentation",
    Form.SHEET: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.MARKDOWN: "text/markdown; charset=utf-8",
}
BUILDERS: dict[Kind, Callable[[Asked], Document]] = {
    Kind.DECISION: decision_document,
    Kind.BRIEFING: briefing_document,
}
WRITERS: dict[Form, Callable[[Document], bytes]] = {
    Form.PDF: pdf.write_pdf,
    Form.SLIDES: slides.write_slides,
    Form.SHEET: sheet.write_sheet,
    Form.MARKDOWN: markdown.write_markdown,
}
# A document of two hundred pages took 2 s and 180 MB on 30 November 2026.
BUDGET = child.Budget(seconds=30.0, memory=1536 * 1024 * 1024)
MISSING = (
    "What writes this form is not installed here. Ask the owner to install "
    "leadline[documents]; Markdown and sheets need nothing more."
)
TOO_LARGE = (
    "The document takes too long to make. Take it as Markdown, or make the record "
    "smaller."
)


def forms_here() -> list[Form]:
    """Return the forms that can be written on this machine."""
    missing = set()
    if not pdf.can_write():
        missing.add(Form.PDF)
    if not slides.can_write():
        missing.add(Form.SLIDES)
    return [form for form in Form if form not in missing]


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
    if form not in list(Form):
        known = ", ".join(one.value for one in Form)
        raise NotFound(f"There is no such form of a document. There are: {known}.")
    chosen = Form(form)
    if chosen not in forms_here():
        raise Invalid(MISSING)
    if chosen == Form.MARKDOWN:
        content = markdown.write_markdown(document)
    else:
        try:
            content = child.run(BUDGET, WRITERS[chosen], document)
        except Invalid:
            raise Conflict(TOO_LARGE) from None
    return Made(f"{document.name}.{chosen.value}", TYPES[chosen], content)
