"""Folds lines of templates that are wider than 120 columns, and changes nothing drawn.

    python -m tools.templates          fold what is too wide
    python -m tools.templates --check  say what is, and change nothing

A line is broken where a browser sees no difference: where there is white space
already, between parts of a tag, and beside tags that stand as blocks. Names of Django's
tags are never parted, since those hold no line break.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from textwrap import wrap

ROOT = Path(__file__).parents[1] / "src" / "leadline" / "web" / "templates"
WIDTH = 120
STEP = 2
DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.S)
NOTE = re.compile(r"(?<=^)\{# (.*) #\}(?=$)", re.M)
RAW = re.compile(r"(<(pre|textarea|script|style)\b[^>]*>)(.*?)(?=</\2>)", re.S)
BLOCKS = set(
    """address article aside blockquote c-slot caption col colgroup dd details div dl
    dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main
    nav ol optgroup option p section summary table tbody td tfoot th thead tr ul path g
    rect
    line circle polyline polygon clippath defs svg""".split()
)
SPLIT_VALUES = {
    "aria-label",
    "class",
    "d",
    "data-announce",
    "hx-include",
    "points",
    "rel",
    "sentence",
}
SIBLING, PART, EDGE, WORDS, END = 5, 4, 3, 2, 1
TAG_NAME = re.compile(r"</?([\w:-]+)")
SIGNS = r"(?:\{%.*?%\}|\{\{.*?\}\}|\"(?:\{%.*?%\}|\{\{.*?\}\}|[^\"])*\"|[^>\"])*"
TAG = re.compile(rf"<(/?)([\w:-]+){SIGNS}>", re.S)
OPENS = {"if", "for", "with", "block", "partialdef", "filter", "ifchanged"}
STEPS = re.compile(rf"\{{%-?\s*(\w+).*?%\}}|{TAG.pattern}", re.S)
VOID = {"hr", "col", "path", "rect", "line", "circle", "polyline", "polygon"}


def breaks(text: str) -> dict[int, int]:
    """Return where a line may be broken, before which character, and how gladly."""
    found: dict[int, int] = {}
    raw = [(m.start(3), m.end(3)) for m in RAW.finditer(text)]
    quote = name = ""
    in_tag = False
    at = 0
    while at < len(text):
        if inside := [end for start, end in raw if start <= at < end]:
            at = inside[0]
            continue
        if django := DJANGO.match(text, at):
            at = django.end()
            continue
        sign = text[at]
        if in_tag and quote:
            quote = "" if sign == quote else quote
            if sign == " " and name in SPLIT_VALUES:
                found[at + 1] = WORDS
        elif in_tag:
            if sign in "\"'":
                quote = sign
                name = re.split(r"[\s=]", text[:at].rstrip("=").rpartition(" ")[2])[0]
            elif sign == " " and text[at + 1] not in ">/":
                found[at + 1] = PART
            elif sign == ">":
                in_tag = False
                found.setdefault(at, END)
        elif TAG_NAME.match(text, at):
            in_tag = True
        elif sign == " ":
            found[at + 1] = WORDS if text[at + 1] not in "<{" else PART
        at += 1
    return found | _beside_blocks(text, raw)


def _beside_blocks(text: str, raw: list[tuple[int, int]]) -> dict[int, int]:
    """Return where white space may be put in: before and behind tags of blocks."""
    found = {}
    for tag in TAG.finditer(text):
        if any(start <= tag.start() < end for start, end in raw):
            continue
        if tag[2].lower() in BLOCKS:
            ends = bool(tag[1]) or tag[0].endswith("/>") or tag[2].lower() in VOID
            found.setdefault(tag.start(), EDGE)
            found.setdefault(tag.end(), EDGE)
            if not tag[1]:
                found[tag.start()] = SIBLING
            if ends:
                found[tag.end()] = SIBLING
    return found


def folded(text: str) -> str:
    """Return a template with no line wider than it has to be."""
    text = NOTE.sub(_notes, text)
    may = breaks(text)
    lines, start = [], 0
    for line in text.split("\n"):
        here = {at - start: n for at, n in may.items() if 0 < at - start < len(line)}
        indent = len(line) - len(line.lstrip())
        lines += _lay(line.lstrip(), {at - indent: n for at, n in here.items()}, indent)
        start += len(line) + 1
    return "\n".join(lines)


def _notes(note: re.Match[str]) -> str:
    """Return a note on one line as several, since none may go over a line's end."""
    if note.end() - note.start() <= WIDTH:
        return note[0]
    parts = wrap(note[1], WIDTH - 6, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"{{# {part} #}}" for part in parts)


def _steps(line: str) -> list[tuple[int, int, int]]:
    """Return where a line goes in or out: from, to, and by how much."""
    found = []
    for m in STEPS.finditer(line):
        if word := m[1]:
            by = (word in OPENS) - (word.startswith("end") and word[3:] in OPENS)
            if word in ("else", "elif", "empty"):
                found.append((m.start(), m.start(), -1))
                by = 1
        elif m[3].lower() in BLOCKS - VOID and not m[0].endswith("/>"):
            by = -1 if m[2] else 1
        else:
            by = 0
        if by:
            found.append((m.start(), m.end(), by))
    return found


def _lay(line: str, may: dict[int, int], indent: int) -> Iterator[str]:
    """Yield a line, or what stands beside each other in it on lines of its own."""
    if indent + len(line) <= WIDTH:
        yield " " * indent + line
        return
    steps = _steps(line)
    depth = {
        at: sum(by for _, end, by in steps if end <= at)
        for at, rank in may.items()
        if rank == SIBLING and 0 < at < len(line) and line[:at].strip()
    }
    if not depth:
        yield from _fold(" " * indent + line, {at + indent: n for at, n in may.items()})
        return
    least = min(depth.values())
    cuts = [0, *sorted(at for at, deep in depth.items() if deep == least), len(line)]
    for start, end in pairwise(cuts):
        piece = line[start:end]
        lead = len(piece) - len(piece.lstrip())
        inner = {at - start - lead: n for at, n in may.items() if start < at < end}
        deep = depth.get(start, 0)
        goes_out = any(s == start + lead and by < 0 for s, _, by in steps)
        yield from _lay(piece.strip(), inner, max(indent + STEP * (deep - goes_out), 0))


def _fold(line: str, may: dict[int, int]) -> Iterator[str]:
    """Yield the parts of a line that has no blocks beside each other."""
    indent = len(line) - len(line.lstrip())
    done, margin = 0, ""
    while len(margin) + len(line) - done > WIDTH:
        room = done + WIDTH - len(margin)
        fits = [at for at in sorted(may) if done + indent < at <= room]
        fits = [at for at in fits if line[done:at].strip()]
        later = [at for at in may if room < at < len(line)]
        if fits:
            late = [at for at in fits if at > room - WIDTH // 2] or fits[-1:]
            best = max(may[at] for at in late)
            at = max(at for at in late if may[at] == best)
        elif later:
            at = min(later)
        else:
            break
        yield margin + line[done:at].rstrip(" ")
        done, margin = at, " " * (indent + STEP)
    yield margin + line[done:]


def main() -> int:
    """Fold every template, or say which are too wide."""
    wide = []
    for path in sorted(ROOT.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if (new := folded(text)) == text:
            continue
        wide.append(str(path.relative_to(ROOT)))
        if "--check" not in sys.argv:
            path.write_text(new, encoding="utf-8")
    if wide:
        print("\n".join(wide))
    return 1 if wide and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
