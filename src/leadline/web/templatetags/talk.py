"""Comments as pages show them."""

from __future__ import annotations

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

from leadline.conversation.queries import watching_of
from leadline.conversation.types import CommentRow, NoteRow, Sign, Watching
from leadline.foundation.rich_text import rich_html
from leadline.foundation.text import first_words

register = template.Library()

ICONS = {Sign.AGREE: "thumbs-up", Sign.THANKS: "heart", Sign.SEEN: "eye"}
MARKS = re.compile(r"[*_`~>#]+|^\s*[-+]\s+", re.M)


@register.filter
def said_in_full(comment: CommentRow) -> SafeString:
    """Return a comment as HTML that is safe to show."""
    return mark_safe(rich_html(comment.text, {m.words for m in comment.mentions}))


@register.filter
def plain_words(text: str, most: int) -> str:
    """Return the first words of a comment without its marks.

    >>> plain_words("**so** it is\\n- yes", 20)
    'so it is yes'
    """
    return first_words(MARKS.sub("", text), most)


@register.filter
def sign_icon(sign: Sign) -> str:
    """Return the name of the icon of a sign."""
    return ICONS[sign]


@register.filter
def place_of_note(note: NoteRow) -> str:
    """Return the name of the address that a line leads to: comments, or the record."""
    return "conversation:talk" if note.comment_id else "conversation:record"


@register.simple_tag(takes_context=True)
def watching(context: template.Context, kind: str, record: int) -> Watching:
    """Return who watches a record, for whoever the page is shown to."""
    return watching_of(actor=context["actor"], about=kind, record_id=record)
