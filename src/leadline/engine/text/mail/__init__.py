"""Mails and tickets taken apart: what the customer says, and what is around it."""

from __future__ import annotations

from leadline.engine.text.mail.boilerplate import boilerplate, without_boilerplate
from leadline.engine.text.mail.parts import Mail, Part, PartKind
from leadline.engine.text.mail.take import take_apart
from leadline.engine.text.mail.view import plain

__all__ = [
    "Mail",
    "Part",
    "PartKind",
    "boilerplate",
    "plain",
    "take_apart",
    "without_boilerplate",
]
