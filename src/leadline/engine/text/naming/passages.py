"""The passages of a piece that may stand as the name of a need."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leadline.engine.text.naming.manners import (
    ASKING,
    BE,
    BROKEN,
    CANNOT,
    CLOSING,
    DANGLING,
    DATE,
    DID_NOT,
    GREETING,
    INNER_GREETING,
    LEAD,
    MACHINE,
    MACHINE_SIGNS,
    NOT_YET,
    SUBJECT,
    TAIL,
    WH,
)

LONGEST_NAME = 70
FEWEST_WORDS = 2
READ_CHARACTERS = 1500
WRAPPED_AT = 55
"""A line longer than this that ends without a stop goes on in the next line."""

WORD = re.compile("[^\\W\\d_][\\w'\u2019-]*[^\\W_]|[^\\W\\d_]")
EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\ufe0f\u200d\u20e3"
    "\u3030\u303d\u3297\u3299\U000e0020-\U000e007f]+"
)
SMILE = re.compile(r"(?:^|\s)[:;=8xX]['-]?[)(DPp/\\|*3oO]+(?=\s|$)|<3+|\^\^")
SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
_WIDE_ENDS = "\u3002\uff01\uff1f"
_STOP = re.compile(
    r"(?<=[.!?\u2026])[\"'\u201d\u00bb)]*\s+"
    r"|(?:(?<!\s)[^\S\n]*+)?(?:\n(?:\s*+[\u2022|])?|[\u2022|])\s*+"
    rf"|(?<=[{_WIDE_ENDS}])\s*"
    r"|(?<!\s)\s++[-\u2013\u2014*~>]++\s+|(?<=\w)[!?]{1,}(?=[A-Z])|;\s+|\.{2,}\s*|\u2026\s*"
    r"|(?<=[a-z]{2})[.](?=[A-Z])"
)
_JOINT = re.compile(
    r"(?:(?<!\s)\s++)?[,:()\[\]\uff0c\u3001]+\s*"
    r"|(?<!\s)\s++(?=(?:because|since|so that|but|when|whenever|while|if|although|"
    r"though|unless|which|and (?:i|it|we|then|the|now|there)|as (?:i|we|it)|weil|wenn|"
    r"aber|obwohl|damit|sodass|parce que|mais|quand|"
    r"lorsque|porque|pero|cuando|mas|quando|omdat|maar|"
    r"perché|ma)\s)",
    re.I,
)
_EDGES = (
    " ,;:-/\\\"'*_#~+=|<>\u2013\u2014\u201c\u201d\u201e\u00ab\u00bb\u2018\u00a1\u00bf."
)
_ENDS = "!?\u2026\u3002\uff01\uff1f"
_ARTICLE = re.compile(r"^(?:an?|eine?[nr]?|une?|una?|um|uma|een)\s+(?=\w)", re.I)
_TWICE = re.compile(
    r"(?<![\w'\u2019-])(?!(?:in|on|that|had|der|die|das)\b)"
    r"([^\W\d_]+)(?:\s+\1(?![\w'\u2019-]))+",
    re.I,
)
"""A word said twice by mistake: "the the"; "log in in the app" is none."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A candidate for a name.

    Attributes
    ----------
    text : str
        Tidied, at most ``LONGEST_NAME`` characters.
    place : int
        Which sentence of the piece it is in, from 0.
    is_part : bool
        True where more of the sentence was left out than an opener.
    """

    text: str
    place: int
    is_part: bool


def passages_of(text: str) -> list[Passage]:
    """Return what may stand as a name: sentences, and their clauses where long.

    Greetings, sign-offs, signatures, quoted mails and the words people ask with go;
    what is left is complete: cut at joints of the sentence only.

    Parameters
    ----------
    text : str
        One piece; line breaks may stand in it.

    Returns
    -------
    list of Passage
        In the order of the piece; none that breaks a rule of form.

    Examples
    --------
    >>> [p.text for p in passages_of("Hi Ann, can you please add dark mode? Thanks")]
    ['Add dark mode']
    """
    found: list[Passage] = []
    for place, sentence in enumerate(sentences_of(text)):
        whole = _asked(sentence)
        is_question = sentence.endswith("?") and whole.endswith("?")
        candidates = [(whole, False)]
        if len(whole.split()) > 4:
            candidates += [(_asked(part), True) for part in _parts(whole)]
        for words, is_part in candidates:
            name = tidy(words, is_question and not is_part)
            if is_well_formed(name):
                found.append(Passage(name, place, is_part))
    return found


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a piece without greeting, sign-off and machine's words.

    Examples
    --------
    >>> sentences_of("Re: Stock\\nHello all,\\nStock is wrong.\\nBest regards\\nAnn")
    ['Stock', 'Stock is wrong.']
    """
    if len(text) > READ_CHARACTERS:
        text = text[:READ_CHARACTERS].rpartition(" ")[0] or text[:READ_CHARACTERS]
    text = _said(text)
    found: list[str] = []
    for line in _lines(INNER_GREETING.sub("\n", text)):
        for sentence in _STOP.split(line):
            sentence = SUBJECT.sub("", sentence.strip())
            sentence = GREETING.sub("", sentence, count=1)
            closing = CLOSING.search(sentence)
            if closing is not None:
                sentence = sentence[: closing.start()].rstrip(" ,")
            if sentence:
                found.append(sentence)
            if closing is not None and not sentence and found:
                return found
    return found


def _said(text: str) -> str:
    """Return a text up to what a machine put in; faces break it like lines."""
    small = text.lower()
    # The pattern is slow, and most texts have none of its words.
    if any(map(small.__contains__, MACHINE_SIGNS)):
        machine = MACHINE.search(text)
        text = text if machine is None else text[: machine.start()]
    return SMILE.sub("\n", text if text.isascii() else EMOJI.sub("\n", text))


def _lines(text: str) -> list[str]:
    """Return the lines, those that were only wrapped put together again."""
    lines: list[str] = []
    goes_on = False
    for line in (part.strip() for part in text.split("\n")):
        if goes_on and line:
            lines[-1] += " " + line
        elif line:
            lines.append(line)
        goes_on = len(line) > WRAPPED_AT and line[-1] not in ".!?:"
    return lines


def _asked(sentence: str) -> str:
    """Return what is asked for or what is wrong, without the words of asking."""
    was = LEAD.sub("", sentence)
    asked = False
    for _ in range(4):
        before = sentence
        sentence = LEAD.sub("", sentence)
        for pattern in ASKING:
            shorter = pattern.sub("", sentence, count=1)
            if len(shorter) < len(sentence) and WORD.search(shorter):
                sentence, asked = shorter, True
                break
        if sentence == before:
            break
    if CANNOT.match(was):
        sentence = CANNOT.sub("Can't ", was)
    elif CANNOT.match(sentence):
        sentence = CANNOT.sub("Can't ", sentence)
    else:
        sentence = DID_NOT.sub("Didn't ", NOT_YET.sub("Not ", sentence))
    if not asked:
        return sentence
    return _ARTICLE.sub("", BE.sub("", sentence)).rstrip("?")


def _parts(sentence: str) -> list[str]:
    """Return the clauses of a sentence, and its beginnings up to each joint."""
    joints = list(_JOINT.finditer(sentence))[:5]
    parts: list[str] = []
    begin = 0
    for joint in joints:
        parts += [sentence[: joint.start()], sentence[begin : joint.start()]]
        begin = joint.end()
    if joints:
        parts.append(sentence[begin:])
    return list(dict.fromkeys(part for part in parts if part.strip()))


def tidy(words: str, is_question: bool = False) -> str:
    """Return words as a name: edges off, the first letter large, nobody shouting.

    Examples
    --------
    >>> tidy("  export to EXCEL fails!! "), tidy("FIX THE LOGIN NOW")
    ('Export to EXCEL fails', 'Fix the login now')
    """
    words = _SPACE.sub(" ", words).strip().rstrip(_ENDS)
    words = TAIL.sub("", words).rstrip(_ENDS).strip(_EDGES)
    words = _TWICE.sub(r"\1", words)
    letters = [c for c in words if c.isalpha()]
    upper = sum(1 for c in letters if c.isupper())
    if len(letters) >= 10 and upper > 0.6 * len(letters):
        words = words.lower()
    first = words.split(" ", 1)[0].casefold() if words else ""
    name = words[:1].upper() + words[1:]
    return name + "?" if is_question and first in WH else name


def is_well_formed(name: str) -> bool:
    """Return whether words can stand as a name whatever they are about.

    Not: longer than ``LONGEST_NAME``, a single word, cut, without a letter, with a
    date, an address, a bracket that does not close, a greeting or a sign-off.

    Examples
    --------
    >>> [is_well_formed(n) for n in ("Export to Excel fails", "Export to", "Excel")]
    [True, False, False]
    >>> is_well_formed("Meeting on March 19 at 1 pm")
    False
    """
    if not name or len(name) > LONGEST_NAME:
        return False
    words = [w.casefold() for w in WORD.findall(name)]
    if not words or (len(words) < FEWEST_WORDS and not SPACELESS.search(name)):
        return False
    if words[-1] in DANGLING and not name.endswith("?"):
        return False
    if name.count("(") != name.count(")") or name.count('"') % 2:
        return False
    if "@" in name or "://" in name or "www." in name or "<" in name:
        return False
    if EMOJI.search(name) or DATE.search(name) or GREETING.match(name):
        return False
    if BROKEN.search(name):
        return False
    return not (CLOSING.search(name) or MACHINE.search(name) or SUBJECT.match(name))
