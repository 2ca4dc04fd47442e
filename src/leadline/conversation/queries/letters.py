"""How mails and messages to channels read; neither loads anything or signs in."""

from __future__ import annotations

import json
from email.utils import formataddr
from html import escape
from typing import Any

from django.core import signing

from leadline.accounts.types import Actor
from leadline.conversation.queries.names import LETTER, THREAD, mail_name
from leadline.conversation.types import (
    OF_COMMENTS,
    About,
    ChannelKind,
    Letter,
    NoteRow,
    Post,
    Subject,
    nameless,
)
from leadline.foundation.mailing import answers_to
from leadline.foundation.words import plural

SALT = "leadline.conversation.no-more-mail"
WITH_FIGURES = {About.BRIEFING}
ANSWER = "Answer this mail, and your answer stands there as a comment."
WHY = "You get this because of how you said you want to be told."


def way_out(*, actor: Actor, user_id: int) -> str:
    """Return the key of a link that stops these mails, and can do nothing else."""
    actor.require("read")
    return signing.dumps([actor.workspace_id, user_id], salt=SALT)


def talk_url(*, actor: Actor, base: str, note: NoteRow | Post) -> str:
    """Return where a comment or a record stands; who opens it signs in as always."""
    actor.require("read")
    record = f"{base}/w/{actor.workspace_id}/talk/{note.about.value}/{note.record_id}/"
    if note.comment_id is None:
        return f"{record}page/"
    return f"{record}?thread={note.thread_id}#comment-{note.comment_id}"


def letter_parts(*, actor: Actor, letter: Letter, base: str) -> dict[str, Any]:
    """Return subject, text, HTML, receiver and headers of a mail."""
    actor.require("read")
    links = [talk_url(actor=actor, base=base, note=one) for one in letter.notes]
    out = f"{base}/no-more-mail/{way_out(actor=actor, user_id=letter.user_id)}/"
    inbox = f"{base}/w/{actor.workspace_id}/inbox/"
    told = list(zip(letter.notes, links, strict=True))
    text = "\n\n".join(
        "\n".join(filter(None, (_line(one), one.words, link))) for one, link in told
    )
    html = "".join(
        f'<p><a href="{escape(link)}">{escape(_line(one))}</a><br>'
        f"{escape(one.words)}</p>"
        for one, link in told
    )
    why = f"{ANSWER} {WHY}" if _is_answered(letter) else WHY
    foot = f"{why} Change it: {inbox} Stop these mails: {out}"
    html += (
        f'<p><small>{why} <a href="{escape(inbox)}">Change it</a>, or '
        f'<a href="{escape(out)}">stop these mails</a>.</small></p>'
    )
    return {
        "subject": _subject(letter),
        "text": f"{text}\n\n--\n{foot}\n",
        "html": html,
        "to": formataddr((" ".join(letter.name.split()), letter.email)),
        "headers": {
            **_thread_headers(actor, letter, base),
            **({"Reply-To": answers_to()} if _is_answered(letter) else {}),
            "List-Unsubscribe": f"<{out}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    }


def _is_answered(letter: Letter) -> bool:
    """Return whether an answer by mail has a place to stand at, and arrives."""
    is_talked = not letter.is_digest and letter.notes[0].about != About.BRIEFING
    return is_talked and bool(answers_to())


def _line(note: NoteRow) -> str:
    """Return who did what in one line: a name may hold breaks, a header must not."""
    return " ".join(f"{note.said} “{note.title}”".split())


def _subject(letter: Letter) -> str:
    """Return a subject, which servers write down and locked screens show.

    A title that is the beginning of what a customer said stands in the mail alone.
    """
    if letter.is_digest:
        if all(note.reason in OF_COMMENTS for note in letter.notes):
            many = plural(len(letter.notes), "comment", "comments")
            return f"{many} in Leadline"
        return f"{plural(len(letter.notes), 'line', 'lines')} of your inbox in Leadline"
    note = letter.notes[0]
    if not note.is_of_words:
        return _line(note)[:180]
    return " ".join(f"{note.said} {nameless(note.about)}".split())


def _thread_headers(actor: Actor, letter: Letter, base: str) -> dict[str, str]:
    """Return what makes mails of one thread stand together, and a mail known again."""
    host = base.split("://", 1)[-1].partition("/")[0].partition(":")[0]

    def name_of(what: str, pk: int) -> str:
        return f"{mail_name(actor=actor, what=what, pk=pk)}@{host or 'localhost'}"

    headers = {"Message-ID": f"<{name_of(LETTER, letter.id)}>"}
    if not letter.is_digest:
        root = f"<{name_of(*_root(letter.notes[0]))}>"
        headers |= {"In-Reply-To": root, "References": root}
    return headers


def _root(note: NoteRow) -> tuple[str, int]:
    """Return what mails stand together under: a thread, or a record alone."""
    if note.thread_id is None:
        return note.about.value, note.record_id
    return THREAD, note.thread_id


def post_content(*, actor: Actor, post: Post, subject: Subject, base: str) -> bytes:
    """Return the body of a message to a channel, by what its server reads.

    A channel without words gets no title that is made of words either, nor that of a
    briefing, which says figures.
    """
    actor.require("read")
    link = talk_url(actor=actor, base=base, note=post) if base else ""
    name = nameless(subject.about, subject.title) if post.with_words else subject.name
    if subject.about in WITH_FIGURES and not post.with_words:
        name = nameless(subject.about)
    said = " ".join(filter(None, (post.by, post.before, name, post.after)))
    line = said if post.by else said[:1].upper() + said[1:]
    if post.kind == ChannelKind.SLACK:
        return json.dumps(_for_slack(line, post.words, link)).encode()
    return json.dumps(_for_teams(line, post.words, link)).encode()


def _for_slack(line: str, words: str, link: str) -> dict[str, Any]:
    """Return plain text, in which nobody is called and no mark is read."""
    parts = [line, words, link]
    blocks = [
        {"type": "section", "text": {"type": "plain_text", "text": one, "emoji": False}}
        for one in parts
        if one
    ]
    plain = "\n".join(_slack(one) for one in parts if one)
    return {"text": plain, "blocks": blocks, "unfurl_links": False}


def _slack(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _for_teams(line: str, words: str, link: str) -> dict[str, Any]:
    body = [
        {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": one}]}
        for one in (line, words)
        if one
    ]
    card: dict[str, Any] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
    }
    if link:
        card["actions"] = [{"type": "Action.OpenUrl", "title": "Open", "url": link}]
    kind = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": kind, "content": card}]}


def reader_of(*, actor: Actor | None, key: str) -> tuple[int, int] | None:
    """Return the workspace and the person of a mail's way out; nothing of a false one.

    Nobody is signed in here: ``actor`` is nobody.
    """
    try:
        workspace_id, user_id = signing.loads(key, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(workspace_id), int(user_id)
