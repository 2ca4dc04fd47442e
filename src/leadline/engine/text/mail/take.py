"""A mail or ticket taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leadline.engine.text.mail.aside import (
    NOTHING,
    THANKS,
    is_empty_title,
    is_filler,
    why_aside,
)
from leadline.engine.text.mail.endings import mark_ending, mark_notices
from leadline.engine.text.mail.greetings import courtesy_end, greeting_end
from leadline.engine.text.mail.notices import without_traces
from leadline.engine.text.mail.older import mark_older, moved, read_older
from leadline.engine.text.mail.parts import Mail, Part, PartKind
from leadline.engine.text.mail.segments import Segment, segments_of
from leadline.engine.text.mail.subjects import Subject, mark_subject
from leadline.engine.text.mail.ticket_numbers import is_ticket_number
from leadline.engine.text.mail.triggers import speaks_for_mail
from leadline.engine.text.mail.view import View, plain

LONGEST, MOST_LINES = 20_000, 600
WORDLESS, STEP = 400, 100
_WORDLESS = re.compile(rf"\W{{{WORDLESS}}}")
_STEPS = re.compile(rf"\W{{{WORDLESS // STEP}}}")
_BLANKS = re.compile(r"\n(?:[ \t\xa0]*\n)+")
_SAYS = re.compile("[^\\W_]|[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55]")
_THANKS = re.compile(
    r"\b(?:thank|thx|tnx|ty\b|cheers|dank|merci|gracias|obrigad|valeu|bedankt"
    r"|grazie|tack)",
    re.I,
)


def take_apart(text: str) -> Mail:
    """Return what the writer of a piece says, and the parts around it.

    Greeting, sign-off, signature, notices, quoted and forwarded mail, and what
    machines put in are told from the words, in the languages of Western Europe. A
    forwarded mail counts as words beside its cover, or alone where the cover only
    points to it.
    When in doubt a line stays with the words.

    Parameters
    ----------
    text : str
        One piece as it came, HTML or plain: a mail, a ticket, a review, an answer.
        A subject may stand on its first line.

    Returns
    -------
    Mail
        The words, never empty unless the text is; the parts, which cover the text.

    Examples
    --------
    >>> mail = take_apart("Hi team,\\nthe export fails.\\n\\nKind regards\\nAnna")
    >>> mail.words, [part.kind.value for part in mail.parts]
    ('the export fails.', ['greeting', 'words', 'sign_off', 'signature'])
    >>> take_apart("Works again, thx 👍").set_aside
    'thanks'
    """
    is_plain = not speaks_for_mail(text) or is_ticket_number(text)
    if is_plain or _is_no_letter(text):
        whole = (Part(PartKind.WORDS, 0, len(text)),) if text else ()
        return Mail(text.strip(), whole, NOTHING if is_filler(text) else "")
    near = text[: _reach(text)]
    view = View(near)
    segments = segments_of(view)
    read = _read(segments, view.is_markup)
    mail = _told(near, view, segments, read)
    return mail if len(near) == len(text) else _with_rest(mail, text, len(near))


def _is_no_letter(text: str) -> bool:
    """Whether a text holds a stretch that nobody writes: hundreds of signs, no word.

    The forms of letters are looked for with patterns that allow blanks and marks
    between their words; such a stretch would cost them seconds.
    """
    # Such a stretch covers several in a row of the signs that stand a step apart.
    is_likely = len(text) > WORDLESS and _STEPS.search(text[::STEP]) is not None
    return is_likely and _WORDLESS.search(text) is not None


def _reach(text: str) -> int:
    """Return how much of a text is looked at line by line: a mail is not longer.

    So the time is bounded whatever somebody sends.
    """
    is_many = text.count("\n") > MOST_LINES
    if len(text) <= LONGEST and not is_many:
        return len(text)
    place = -1
    for _ in range(MOST_LINES):
        at = text.find("\n", place + 1, LONGEST)
        if at < 0:
            break
        place = at
    near = min(LONGEST, len(text))
    return place + 1 if place >= near // 2 or (is_many and place > 0) else near


def _with_rest(mail: Mail, text: str, near: int) -> Mail:
    """Add what lies behind the lines looked at: words, unless older mail runs on."""
    last = mail.parts[-1] if mail.parts else Part(PartKind.WORDS, 0, near)
    if last.kind in (PartKind.QUOTED, PartKind.FORWARDED):
        parts = (*mail.parts[:-1], Part(last.kind, last.start, len(text)))
        return Mail(mail.words, parts, mail.set_aside)
    kept = mail.parts if last.kind is not PartKind.WORDS else mail.parts[:-1]
    start = near if last.kind is not PartKind.WORDS else last.start
    rest = plain(text[near:])
    parts = (*kept, Part(PartKind.WORDS, start, len(text)))
    return Mail(f"{mail.words}\n{rest}".strip(), parts, "")


@dataclass(slots=True)
class _Read:
    """What was seen in a letter beside its segments."""

    subject: Subject


def _read(segments: list[Segment], is_mail: bool) -> _Read:
    """Give each segment its kind."""
    heads = mark_older(segments)
    before = list(segments)
    outer = [s for s in segments if s.kind is None]
    subject = _read_letter(segments, outer, is_mail or bool(heads))
    heads = moved(heads, before, segments)
    for older in read_older(segments, heads, subject):
        inner = _read_letter(segments, older, True)
        subject = subject if subject.segment else inner
    return _Read(subject)


def _read_letter(
    segments: list[Segment], letter: list[Segment], is_mail: bool
) -> Subject:
    """Give each segment of one letter its kind; cut segments where parts meet."""
    before = list(letter)
    subject = mark_subject(letter)
    mark_notices(letter)
    is_greeted = _mark_greeting(letter, subject)
    has_footer = any(s.kind is not None for s in letter if not s.is_blank)
    is_mail = is_mail or is_greeted or has_footer or subject.is_sure
    title = subject.segment
    if title is not None and _SAYS.search(title.text) and is_empty_title(title.text):
        is_mail = True
    mark_ending(letter, is_mail)
    if letter != before:
        new = [s for s in letter if all(s is not old for old in before)]
        segments.extend(new)
        segments.sort(key=lambda s: (s.start, s.end))
    return subject


def _mark_greeting(letter: list[Segment], subject: Subject) -> bool:
    """Mark the greeting, below the subject or above everything."""
    full = [s for s in letter if not s.is_blank and s.kind is None]
    for at, segment in enumerate(full[:2]):
        if at and not (full[0] is subject.segment or subject.could_be):
            break
        end = greeting_end(segment.text, len(full) > at + 1)
        if not end:
            continue
        subject.settle(full[0] if at else None)
        _split_off(letter, segment, end)
        _mark_courtesy(letter, segment)
        return True
    return False


def _split_off(letter: list[Segment], segment: Segment, end: int) -> None:
    """Mark the first part of a segment as greeting; the rest follows it."""
    if end < len(segment.text):
        rest = segment.split(end)
        letter.insert(_place(letter, segment) + 1, rest)
    segment.marked(PartKind.GREETING)


def _mark_courtesy(letter: list[Segment], greeting: Segment) -> None:
    place = _place(letter, greeting)
    after = [s for s in letter[place + 1 :] if not s.is_blank and s.kind is None]
    if not after:
        return
    end = courtesy_end(after[0].text)
    if end and (len(after) > 1 or after[0].text[end:].strip()):
        _split_off(letter, after[0], end)


def _place(letter: list[Segment], segment: Segment) -> int:
    return next(n for n, s in enumerate(letter) if s is segment)


def _told(text: str, view: View, segments: list[Segment], read: _Read) -> Mail:
    """Put the words together and say where each part stands."""
    said = [s for s in segments if s.kind is None]
    words = _joined(said)
    subject = read.subject
    body = _joined([s for s in said if s is not subject.segment])
    ends = "\n".join(s.text for s in segments if s.kind is PartKind.SIGN_OFF)
    thanks = bool(_THANKS.search(ends))
    title = subject.segment.text if subject.segment else ""
    if not _SAYS.search(words):
        whole = (Part(PartKind.WORDS, 0, len(text)),)
        if not text.strip():
            return Mail("", whole if text else (), NOTHING)
        return Mail(
            view.text.strip() or text.strip(), whole, THANKS if thanks else NOTHING
        )
    why = why_aside(body, title, subject.is_reply, thanks)
    if not why and title and not subject.is_sure:
        why = why_aside(words, "", False, thanks)
    if len(said) == len(segments) and not view.is_markup:
        words = view.text.strip()
        if without_traces(words) != words:
            words = _joined(said)
    return Mail(words, _parts(text, view, segments), why)


def _joined(said: list[Segment]) -> str:
    """Return segments as text, each line on its own, at most one line empty."""
    lines: dict[int, str] = {}
    for segment in said:
        lines[segment.line] = lines.get(segment.line, "") + segment.text
    before = -1
    out = []
    for number, line in lines.items():
        if before >= 0 and number > before + 1:
            out.append("")
        out.append(without_traces(line).rstrip())
        before = number
    return _BLANKS.sub("\n\n", "\n".join(out)).strip()


def _parts(text: str, view: View, segments: list[Segment]) -> tuple[Part, ...]:
    """Return the parts in order, from the first sign of the text to the last."""
    parts: list[Part] = []
    for segment in segments:
        if segment.is_blank:
            continue
        kind = segment.kind or PartKind.WORDS
        if parts and parts[-1].kind is kind:
            continue
        start = view.origin(segment.start) if parts else 0
        if parts:
            last = parts.pop()
            if start > last.start:
                parts.append(Part(last.kind, last.start, start))
        parts.append(Part(kind, start, len(text)))
    return tuple(parts)
