"""Words out of HTML, without eating what people wrote between angle brackets.

Only tags that HTML knows go, and only where they are written as tags; an address, a
link of a chat or ``List<String>`` stays. Every pass over the text is linear: what
somebody sends may be millions of unclosed brackets.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark "
    "nobr q rp rt ruby s samp small span strike strong sub sup time tt u var "
    "wbr".split()
)
BLOCKS = frozenset(
    "address article aside blockquote br center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main menu "
    "nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
OTHERS = frozenset(
    "area audio base body button canvas caption col colgroup datalist embed frame "
    "frameset head html iframe img input legend link map meta meter noscript object "
    "optgroup option output param picture progress script select slot source style "
    "svg template td textarea th title track video".split()
)
TAGS = INLINE | BLOCKS | OTHERS
OFFICE = ("o:", "v:", "w:", "st1:")
HIDDEN = ("script", "style")
BARE = frozenset(
    "async autofocus autoplay checked controls defer disabled hidden ismap loop "
    "multiple muted noshade novalidate nowrap open readonly required reversed "
    "selected".split()
)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})(?=[\s/>])([^<>]{0,4000})>")
# Begins at the start of a word only: a word without a value is looked at once.
VALUE = re.compile(r"""(?<![\w:.@-])[\w:.@-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""")
LINK = re.compile(r"<((?:https?://|mailto:|tel:)[^<>|\s]{1,2000})\|([^<>]{1,500})>")
DECLARED = re.compile(r"<(?:!doctype\b|!\[|\?xml\b)[^<>]{0,500}>", re.I)


def plain_words(text: str) -> str:
    """Return the words of a cell: marks of HTML gone, line breaks kept.

    >>> plain_words("<p>Slow &amp; sad</p><p>2 < 3</p>")
    'Slow & sad\\n2 < 3'
    >>> plain_words("Ask <ann@a.example>: does List<String> fit a <b and c> d?")
    'Ask <ann@a.example>: does List<String> fit a <b and c> d?'
    >>> plain_words("See <https://a.example/x|this page> for it")
    'See this page (https://a.example/x) for it'
    """
    if "<" in text:
        text = _without_hidden(text)
        text = LINK.sub(_link, text)
        text = DECLARED.sub(" ", text)
        text = _without_tags(text)
    if "&" in text:
        text = html.unescape(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _link(mark: re.Match[str]) -> str:
    target, label = mark.groups()
    bare = target.removeprefix("mailto:").removeprefix("tel:")
    return label if label.strip() == bare else f"{label} ({bare})"


def _without_hidden(text: str) -> str:
    """Take out comments, scripts and styles that are closed; others stay text."""
    text = _cut(text, text, "<!--", "-->")
    for name in HIDDEN:
        lower = text.lower() if len(text.lower()) == len(text) else text
        text = _cut(text, lower, f"<{name}", f"</{name}")
    return text


def _cut(text: str, seen: str, start: str, end: str) -> str:
    kept, at = [], 0
    last = seen.rfind(">")
    while (begin := seen.find(start, at)) >= 0:
        close = seen.find(end, begin + len(start))
        if close < 0:
            break
        kept.append(text[at:begin])
        at = close + len(end)
        if end != "-->" and at <= last:
            at = max(seen.find(">", at) + 1, at)
    return " ".join([*kept, text[at:]]) if kept else text


def _without_tags(text: str) -> str:
    closed: dict[str, bool] = {}

    def is_closed(name: str) -> bool:
        if name not in closed:
            closed[name] = f"</{name}>" in text.lower()
        return closed[name]

    def said(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        if not _is_tag(tag, name, is_closed):
            return tag[0]
        if name in INLINE:
            return ""
        is_break = name in BLOCKS and (tag[1] or name in {"br", "hr"})
        return "\n" if is_break else " "

    return TAG.sub(said, text)


def _is_tag(tag: re.Match[str], name: str, is_closed: Callable[[str], bool]) -> bool:
    """Return whether what stands between angle brackets is markup.

    A single letter right behind a word (``Map<A>``) is one only when it is closed.
    """
    if name not in TAGS and not name.startswith(OFFICE):
        return False
    rest = tag[3]
    if rest and rest != "/":
        words = VALUE.sub(" ", rest).replace("/", " ").lower().split()
        if not BARE.issuperset(words):
            return False
    if len(name) > 1 or tag[1]:
        return True
    before = tag.string[tag.start() - 1 : tag.start()]
    return not before.isalnum() or is_closed(name)
