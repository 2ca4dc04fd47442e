"""What a mail is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PartKind(StrEnum):
    """What a part of a mail is; only ``WORDS`` is what its writer had to say."""

    WORDS = "words"
    GREETING = "greeting"
    SIGN_OFF = "sign_off"
    SIGNATURE = "signature"
    DISCLAIMER = "disclaimer"
    QUOTED = "quoted"
    FORWARDED = "forwarded"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text as it came: ``text[start:end]``."""

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mail:
    """A piece taken apart: what its writer says, and what stands around it.

    ``parts`` cover the text from its first sign to its last. ``set_aside`` says why
    the piece can belong to no need: "auto_reply", "thanks", "spam", "nothing"; it is
    "" for everything else.
    """

    words: str
    parts: tuple[Part, ...]
    set_aside: str = ""
