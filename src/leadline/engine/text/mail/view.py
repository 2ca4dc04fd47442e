"""Lines of a text, HTML or not, that know where they stand in it."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass

TAG_NAMES = (
    "a|abbr|address|article|aside|b|big|blockquote|body|br|button|caption|center|cite|"
    "code|col|colgroup|dd|del|details|div|dl|dt|em|fieldset|figcaption|figure|font|"
    "footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|"
    "main|mark|meta|nav|noscript|object|ol|option|p|pre|q|s|samp|script|section|"
    "select|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|"
    "textarea|tfoot|th|thead|title|tr|tt|u|ul|var|video|wbr|o:p|v:[a-z]+"
)
_FLAGS = (
    "nowrap|disabled|checked|selected|hidden|required|noshade|open|readonly|async|defer"
)
_ATTRIBUTES = rf"(?:\s+(?:[\w:.-]+\s*=|(?:{_FLAGS})(?=[\s/>]))[^<>]{{0,3000}}|\s*/?)"
TAG = re.compile(
    rf"<(?:/(?:{TAG_NAMES})\s*|(?:{TAG_NAMES}){_ATTRIBUTES}|!doctype[^<>]*)>", re.I
)
"""A real HTML tag; ``List<String>`` and ``<anna@firm.example>`` are none."""

_ENTITY = r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});"
_MARK = re.compile(f"{TAG.pattern}|<!--|{_ENTITY}", re.I)
_NAME = re.compile(r"</?!?([a-z0-9:]+)", re.I)
_HIDDEN = frozenset(("script", "style", "head", "title"))
_LINE = re.compile(
    "[^\r\n\u2028\u2029\x85\x0b\x0c]*(?:\r\n|[\r\n\u2028\u2029\x85\x0b\x0c]|$)"
)
_ODD_BREAK = re.compile("[\r\u2028\u2029\x85\x0b\x0c]")
_BREAKS = re.compile(r"[\r\n]\s*")
_BLOCKS = frozenset(
    "address article aside blockquote body br center dd div dl dt figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tr ul".split()
)
_PARAGRAPHS = frozenset("blockquote h1 h2 h3 h4 h5 h6 p table ul ol".split())
_FLOWS = frozenset(("html", "body"))
_PAIRED = frozenset(
    "a abbr address article aside button caption cite code del details dl form footer "
    "header ins kbd label main mark nav object option q s samp section select small "
    "style script sub summary sup svg table textarea title tt u var video".split()
)
"""Bare words in angle brackets are these tags only where they are closed too."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the view without its break; ``start`` and ``end`` are its own."""

    text: str
    start: int
    end: int


class View:
    """A text as its reader sees it: no markup, and each sign knows its origin.

    Examples
    --------
    >>> view = View("<p>Hi &amp; bye</p>")
    >>> view.text.strip(), view.origin(view.text.index("bye"))
    ('Hi & bye', 12)
    """

    def __init__(self, source: str) -> None:
        self.length = len(source)
        self._starts: list[int] = [0]
        self._runs: list[tuple[int, int]] = [(0, len(source))]
        self.text = source
        self.is_markup = False
        if "<" in source or "&" in source:
            self._read(source)

    def origin(self, place: int) -> int:
        """Return where a place of the view stands in the text as it came."""
        if place >= len(self.text):
            return self.length
        run = bisect_right(self._starts, place) - 1
        start, length = self._runs[run]
        return start + min(place - self._starts[run], length)

    def lines(self) -> list[Line]:
        """Return the lines in order; none of them holds its line break."""
        found = []
        if _ODD_BREAK.search(self.text) is None:
            start = 0
            for text in self.text.removesuffix("\n").split("\n") if self.text else ():
                found.append(Line(text, start, start + len(text)))
                start += len(text) + 1
            return found
        for match in _LINE.finditer(self.text):
            if match.end() == match.start() and match.start() == len(self.text):
                break
            text = match.group().rstrip("\r\n\u2028\u2029\x85\x0b\x0c")
            found.append(Line(text, match.start(), match.start() + len(text)))
        return found

    def _read(self, source: str) -> None:
        """Take the markup out, keeping for each run where it came from."""
        marks = _marks(source)
        if not marks:
            return
        names = {name for _, _, name, _ in marks}
        self.is_markup = bool(names - {"", "&"})
        flows = bool(names & _FLOWS)
        out = _Runs()
        depth = place = 0
        for start, end, name, is_closing in marks:
            out.add(source[place:start], place, flows, depth)
            place = end
            if name == "&":
                out.put(html.unescape(source[start:end]), start)
            elif name == "blockquote":
                depth = max(0, depth - 1) if is_closing else depth + 1
                out.line(start, depth)
            elif name in _PARAGRAPHS:
                out.line(start, depth, is_wide=True)
            elif name in _BLOCKS:
                out.line(start, depth, is_break=name == "br")
                if name == "li" and not is_closing:
                    out.put("- ", start)
            elif name in ("td", "th"):
                out.put(" ", start)
        out.add(source[place:], place, flows, depth)
        self.text, self._starts, self._runs = "".join(out.texts), out.starts, out.runs


class _Runs:
    """The view as it grows."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.runs: list[tuple[int, int]] = []
        self._length = 0
        self._open = 0
        self._is_blank = True

    def put(self, text: str, start: int, length: int = 0) -> None:
        """Add a run that came from ``start``; ``length`` 0 for what was put in."""
        self.texts.append(text)
        self.starts.append(self._length)
        self.runs.append((start, length))
        self._length += len(text)
        self._is_blank = False

    def add(self, text: str, start: int, flows: bool, depth: int) -> None:
        """Add text between two marks, its breaks as spaces where HTML flows."""
        if flows and ("\n" in text or "\r" in text):
            if not text.strip():
                return
            at = 0
            for match in _BREAKS.finditer(text):
                if match.start() > at:
                    self._text(text[at : match.start()], start + at, depth)
                self._text(" ", start + match.start(), depth)
                at = match.end()
            text, start = text[at:], start + at
        self._text(text, start, depth)

    def _text(self, text: str, start: int, depth: int) -> None:
        if not text or (self._is_blank and not text.strip()):
            return
        if self._is_blank and depth:
            self.put("> " * min(depth, 5), start)
        self.put(text, start, len(text))

    def line(
        self, start: int, depth: int, is_wide: bool = False, is_break: bool = False
    ) -> None:
        """Begin a line, after an empty one where a paragraph begins or ends."""
        if not self.texts:
            return
        if not self._is_blank:
            self.put("\n", start)
            self._is_blank, self._open = True, 1
            if not is_wide:
                return
        elif not (is_break or is_wide):
            return
        if self._open < 2:
            self.put("> \n" if depth and not is_wide else "\n", start)
            self._is_blank, self._open = True, 2


def _marks(source: str) -> list[tuple[int, int, str, bool]]:
    """Return tags, hidden stretches and entities: start, end, name, closing."""
    found: list[tuple[int, int, str, bool]] = []
    lower = source.lower() if "<" in source else ""
    never: set[str] = set()
    paired: dict[str, bool] = {}
    place = 0
    while match := _MARK.search(source, place):
        word = match.group()
        place = match.end()
        if word[0] == "&":
            found.append((match.start(), place, "&", False))
            continue
        name = word[1:4] if word == "<!--" else _NAME.findall(word)[0].lower()
        if name in _PAIRED and word.strip("</> \n").lower() == name:
            if name not in paired:
                paired[name] = f"</{name}" in lower and f"<{name}" in lower
            if not paired[name]:
                continue
        if word == "<!--" or (name in _HIDDEN and not word.startswith("</")):
            close = "-->" if word == "<!--" else f"</{name}"
            # What is never closed is looked for once, or hostile text costs squares.
            at = -1 if close in never else lower.find(close, place)
            if at < 0:
                never.add(close)
            else:
                place = at + (3 if word == "<!--" else 0)
        found.append((match.start(), place, name, word.startswith("</")))
    return found


def plain(text: str) -> str:
    """Return a text as its reader sees it: no markup, paragraphs as lines.

    Examples
    --------
    >>> plain("<p>Slow &amp; sad</p><p>List<String> stays</p>")
    'Slow & sad\\n\\nList<String> stays'
    """
    return View(text).text.strip()
