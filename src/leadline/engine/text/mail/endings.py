"""The end of a letter: sign-off, signature, notices."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from leadline.engine.text.mail.names import is_name_like
from leadline.engine.text.mail.notices import is_disclaimer, is_mobile_footer, is_noise
from leadline.engine.text.mail.parts import PartKind
from leadline.engine.text.mail.segments import Segment
from leadline.engine.text.mail.sign_offs import inline_sign_offs, sign_off_end
from leadline.engine.text.mail.signatures import (
    could_be_signature,
    is_bullet,
    is_delimiter,
    is_postscript,
    is_rule,
    tells_contact,
)

_FOOTERS = (PartKind.SIGNATURE, PartKind.DISCLAIMER)
MOST_LINES = 14
WINDOW = 320


def mark_notices(segments: Sequence[Segment]) -> None:
    """Mark notices of law, footers of phones and what machines put in."""
    in_tail = True
    for full, group in groupby(reversed(segments), key=lambda s: not s.is_blank):
        if not full:
            continue
        paragraph = list(group)[::-1]
        for segment in paragraph:
            if is_mobile_footer(segment.text):
                segment.marked(PartKind.SIGNATURE)
            elif is_noise(segment.text):
                segment.marked(PartKind.NOISE)
        _mark_disclaimer(paragraph, in_tail)
        in_tail = in_tail and all(
            s.kind is not None or could_be_signature(s.text) for s in paragraph
        )


def _mark_disclaimer(paragraph: Sequence[Segment], in_tail: bool) -> None:
    """Mark the lines of a paragraph from where a notice begins."""
    for at, segment in enumerate(paragraph):
        if segment.kind is not None:
            continue
        rest = [s for s in paragraph[at:] if s.kind is None]
        text = " ".join(s.text for s in rest)
        begins = at == 0 or is_disclaimer(segment.text, in_tail)
        if not begins and not could_be_signature(segment.text):
            two = " ".join(s.text for s in rest[:2])
            begins = is_disclaimer(two[:400], in_tail)
        if begins and len(text) < 6000 and is_disclaimer(text, in_tail):
            if at == 0 and len(rest) > 1 and not _is_all_notice(rest, in_tail):
                continue
            for one in rest:
                one.marked(PartKind.DISCLAIMER)
            return
        if at > 40:
            return


def _is_all_notice(rest: Sequence[Segment], in_tail: bool) -> bool:
    """Return whether a notice begins with the first of several lines."""
    first = " ".join(s.text for s in rest[:2])
    return is_disclaimer(first, in_tail) or is_disclaimer(rest[0].text, in_tail)


def mark_ending(segments: Sequence[Segment], is_mail: bool) -> None:
    """Mark sign-off and signature at the end of a letter.

    ``is_mail`` says that other signs speak for a letter: then a name alone on the
    last line is a signature too.
    """
    open_ = [s for s in segments if s.kind is None and not s.is_blank]
    if not open_:
        return
    if not (_by_delimiter(open_, segments) or _by_sign_off(open_)):
        has_footer = any(s.kind in _FOOTERS for s in segments)
        if not _by_contact(open_, has_footer):
            _by_name(open_, segments, is_mail)
    _inline(segments)


def _by_delimiter(open_: Sequence[Segment], letter: Sequence[Segment]) -> bool:
    """Mark what follows the two dashes."""
    for at, segment in enumerate(open_):
        after = open_[at + 1 :]
        if not at or not is_rule(segment.text) or len(after) > MOST_LINES:
            continue
        if any(is_bullet(s.text) or len(s.text) > 200 for s in after):
            continue
        if is_delimiter(segment.text) or _is_footer(after):
            if not _by_sign_off(open_[:at]):
                _by_name(open_[:at], letter, True)
            segment.marked(PartKind.SIGNATURE)
            _mark_tail(after, is_sure=True)
            return True
    return False


def _is_footer(after: Sequence[Segment]) -> bool:
    """Return whether short lines below a rule tell an address, as lists put them."""
    is_short = all(len(s.text.split()) <= 7 for s in after)
    return is_short and any(tells_contact(s.text) for s in after)


def _by_sign_off(open_: Sequence[Segment]) -> bool:
    """Mark the sign-off that ends the letter, and what stands below it."""
    for at, segment in enumerate(open_):
        end, is_formal = sign_off_end(segment.text)
        if not end:
            continue
        after = open_[at + 1 :]
        rest = segment.text[end:].strip()
        fits = not rest or could_be_signature(rest) or tells_contact(rest)
        if not (fits or (is_formal and _is_run(rest))):
            continue
        if not _is_end(after, is_formal):
            continue
        if not at and not all(_is_who(s.text) for s in after):
            continue
        if not at and not any(s.kind is None for s in after) and len(open_) > 1:
            continue
        segment.marked(PartKind.SIGN_OFF)
        _mark_tail(after, is_sure=is_formal)
        return True
    return False


def _is_who(text: str) -> bool:
    return is_name_like(text) or tells_contact(text) or is_rule(text)


def _is_run(rest: str) -> bool:
    """Return whether words behind a sign-off are a signature that lost its breaks."""
    words = rest.split()
    if len(words) > 40:
        return False
    large = sum(1 for w in words if not w[:1].islower())
    return large >= 0.7 * len(words)


def _is_end(after: Sequence[Segment], is_formal: bool) -> bool:
    """Return whether nothing but a signature, or a postscript, follows."""
    for at, segment in enumerate(after):
        if is_postscript(segment.text):
            return True
        if not could_be_signature(segment.text):
            return is_formal and (at > 0 or len(after) <= 3)
        if at >= MOST_LINES:
            return False
    return True


def _mark_tail(after: Sequence[Segment], is_sure: bool) -> None:
    """Mark the lines below a sign-off that could be a signature."""
    for segment in after:
        if is_postscript(segment.text):
            return
        short = is_sure and len(segment.text) <= 100 and not is_bullet(segment.text)
        is_plain_short = short and len(segment.text.split()) <= 4
        if could_be_signature(segment.text) or (
            is_plain_short and not segment.text.rstrip().endswith("?")
        ):
            segment.marked(PartKind.SIGNATURE)
        else:
            return


def _by_contact(open_: Sequence[Segment], has_footer: bool) -> bool:
    """Mark a block at the end that tells a name, a title, a number, an address."""
    begin = len(open_)
    told = rules = 0
    while begin > 1 and len(open_) - begin < MOST_LINES:
        segment = open_[begin - 1]
        if not could_be_signature(segment.text):
            break
        gap = begin < len(open_) and open_[begin].line - segment.line > 2
        if gap and not tells_contact(segment.text):
            break
        told += tells_contact(segment.text)
        rules += is_rule(segment.text)
        begin -= 1
    block = open_[begin:]
    is_ruled = rules and len(block) > 1
    is_ruled = is_ruled and (has_footer or not is_rule(block[-1].text))
    if not block or not (told or is_ruled):
        return False
    if len(block) == 1 and not (
        has_footer
        or "|" in block[0].text
        or is_name_like(block[0].text.split(",")[0], 3)
    ):
        return False
    for segment in block:
        segment.marked(PartKind.SIGNATURE)
    _mark_above(open_, begin)
    return True


def _mark_above(open_: Sequence[Segment], begin: int) -> None:
    """Mark a few words with a comma above a signature, in whatever language."""
    above = open_[begin - 1].text.rstrip() if begin > 1 else ""
    if above.endswith(",") and len(above.split()) <= 4:
        open_[begin - 1].marked(PartKind.SIGN_OFF)


def _by_name(
    open_: Sequence[Segment], letter: Sequence[Segment], is_mail: bool
) -> bool:
    """Mark a name alone on the last line of a letter."""
    last = open_[-1]
    if len(open_) < 2 or not is_name_like(last.text, 4):
        return False
    before = open_[-2]
    # A line right below a quoted one is an answer; those lines are not in the letter.
    is_apart = any(s.is_blank and s.line == last.line - 1 for s in letter)
    is_apart = is_apart or before.line == last.line
    has_dash = last.text.strip()[:1] in "-\u2013—~" and not is_bullet(last.text)
    ends = before.text.rstrip()[-1:]
    if has_dash or (
        is_mail
        and ends != ":"
        and (is_apart or (ends in ".!?," and last.line - before.line == 1))
    ):
        last.marked(PartKind.SIGNATURE)
        _mark_above(open_, len(open_) - 1)
        return True
    return False


def _inline(segments: Sequence[Segment]) -> None:
    """Mark a sign-off that stands at the end of the last line of words."""
    last = next(
        (s for s in reversed(segments) if s.kind is None and not s.is_blank), None
    )
    if last is None or not isinstance(segments, list):
        return
    for at in inline_sign_offs(last.text, max(0, len(last.text) - WINDOW)):
        end, is_formal = sign_off_end(last.text[at:])
        rest = last.text[at + end :].strip() if end else ""
        is_tail = not rest or is_name_like(rest, 3) or tells_contact(rest)
        is_tail = is_tail or (is_formal and _is_run(rest))
        if end and is_tail:
            tail = last.split(at)
            tail.marked(PartKind.SIGN_OFF)
            segments.insert(segments.index(last) + 1, tail)
            return
