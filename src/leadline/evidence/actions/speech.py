"""Decides who said a piece and who wrote it down; a colleague is never a customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leadline.accounts.queries import list_members, rows, workspace_of
from leadline.accounts.types import Actor
from leadline.evidence.bridge import parts_of
from leadline.evidence.models import Contact, Customer
from leadline.evidence.types import (
    FeedbackIn,
    FeedbackKind,
    FeedbackSide,
    FeedbackSpeech,
)
from leadline.foundation.text import mail_domain, one_line, plain_domain

REPORTED_KINDS = frozenset(
    {
        FeedbackKind.INTERVIEW,
        FeedbackKind.SALES_NOTE,
        FeedbackKind.LOST_DEAL,
        FeedbackKind.MARKET_NOTE,
    }
)
WRITTEN_BY_SELLERS = frozenset({FeedbackKind.SALES_NOTE, FeedbackKind.LOST_DEAL})


@dataclass(frozen=True, slots=True)
class Told:
    """Who said a piece and who wrote it down; ``moved`` where the author wrote it."""

    author: str
    author_email: str
    noted_by: str
    speech: str
    moved: bool = False
    side: str = ""

    def values(self) -> dict[str, Any]:
        """Return the columns to write; what the row does not say is not there."""
        said: dict[str, Any] = {"speech": self.speech}
        if self.side:
            said["side"] = self.side
        for name in ("author", "author_email", "noted_by"):
            if (value := getattr(self, name)) or (self.moved and name != "noted_by"):
                said[name] = value
        return said


class Colleagues:
    """The people of the workspace, by whom a piece may have been written down."""

    def __init__(self, actor: Actor) -> None:
        members = list_members(actor=actor)
        self.company = _key(workspace_of(actor=actor).name)
        self.addresses = {member.email.casefold() for member in members}
        self.names = {_key(member.name) for member in members} - {""}
        domains = {mail_domain(address) for address in self.addresses} - {""}
        served = rows(Customer, actor).filter(domain__in=domains)
        self.domains = domains - set(served.values_list("domain", flat=True))

    def are_meant(self, *, name: str, domain: str) -> bool:
        """Whether a company's name or domain is the workspace's own."""
        return (bool(name.strip()) and _key(name) == self.company) or (
            plain_domain(domain) in self.domains
        )

    def told(
        self,
        piece: FeedbackIn,
        contact: Contact | None = None,
        *,
        is_customers: bool = False,
    ) -> Told:
        """Return who said the piece and who wrote it down.

        Sales and interview notes, lost deals and market notes are reported speech.
        An author of theirs who works here wrote the piece down, and the contact whose
        address it bears, where there is one, said it; who sold is taken to work here
        unless the address is a customer's. A piece of any other kind is written down
        by its author when it bears a colleague's own address, or a colleague's full
        name and no address, and passes a customer's words on: a customer is named
        beside it (``is_customers`` says so too), or a mail was forwarded. Words of
        ours stay with whoever of us said them, and so do a colleague's own mails.
        """
        author, email = piece.author.strip(), piece.author_email.strip().casefold()
        noted_by = piece.noted_by.strip()
        if piece.side == FeedbackSide.OURS:
            speech = piece.speech or FeedbackSpeech.DIRECT
            return Told(author, email, noted_by, speech)
        if not is_customers and self._is_our_own(piece, email, noted_by):
            direct, ours = FeedbackSpeech.DIRECT, FeedbackSide.OURS
            return Told(author, email, noted_by, direct, side=ours)
        speaker = contact.name if contact else ""
        wrote = self._wrote(piece, author, email, speaker)
        is_noted = wrote or bool(noted_by) or piece.kind in REPORTED_KINDS
        speech = piece.speech or (
            FeedbackSpeech.REPORTED if is_noted else FeedbackSpeech.DIRECT
        )
        if not wrote:
            said_by = author or (speaker if is_noted else "")
            return Told(said_by, email, noted_by, speech)
        own = email in self.addresses or mail_domain(email) in self.domains
        return Told(
            speaker, "" if own else email, noted_by or author or email, speech, True
        )

    def _is_our_own(self, piece: FeedbackIn, email: str, noted_by: str) -> bool:
        """Whether a colleague wrote it for themselves: a reply, a mail of ours.

        A note of another kind, a customer named beside it, or a mail that passes
        somebody's words on says that the words are a customer's.
        """
        is_ours = email in self.addresses or mail_domain(email) in self.domains
        if not is_ours or noted_by or piece.speech or piece.kind in REPORTED_KINDS:
            return False
        names_us = self.are_meant(
            name=piece.customer_name, domain=piece.customer_domain
        )
        named = piece.customer_id or piece.customer_name or piece.customer_domain
        if named and not names_us:
            return False
        return all(kind != "forwarded" for kind, _ in parts_of(piece.original))

    def _wrote(self, piece: FeedbackIn, author: str, email: str, speaker: str) -> bool:
        """Whether the author is a colleague, who wrote down what another said.

        Never where the source says that the words are the author's own: a name that
        anybody may write there makes nobody a colleague.
        """
        if piece.speech == FeedbackSpeech.DIRECT:
            return False
        if email in self.addresses:
            return True
        if not author or (speaker and _key(author) == _key(speaker)):
            return False
        named = _key(author) in self.names
        if piece.kind not in REPORTED_KINDS:
            return named and not email and " " in one_line(author)
        sold = piece.kind in WRITTEN_BY_SELLERS and not piece.speech and not email
        return named or mail_domain(email) in self.domains or sold


def _key(name: str) -> str:
    """Return a person's name as it is compared."""
    return one_line(name).casefold()
