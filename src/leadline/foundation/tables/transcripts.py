"""Transcripts of meetings (WebVTT, SRT): who said what, cues of one speaker joined."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from leadline.foundation.tables.lines import open_text
from leadline.foundation.tables.shapes import Row, TableShape

COLUMNS = ("Speaker", "At", "Text")
LONGEST = 4_000
TIMES = re.compile(r"\s*((?:\d{1,3}:)?\d{1,2}:\d\d)[.,]\d{1,3}\s+-->\s")
START = re.compile(
    r"(?:WEBVTT\b|\d+(?=[^\S\n]*\n)\s*+\d{1,2}:\d\d:\d\d[.,]\d{1,3}\s+-->)"
)
VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^<>]{1,80})>")
MARK = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|\d[\d:.]*)(?:[.\s][^<>]{0,80})?>")
NAMED = re.compile(
    r"((?:[^\W\d_][\w.'\u2019-]*\.?)(?: [\w(][\w.'\u2019)-]*){0,3}):\s+(?=\S)"
)


def is_transcript(start: str) -> bool:
    """Return whether a text begins as a transcript with times does."""
    return bool(START.match(start)) and "-->" in start


def sniff_transcript(path: Path, encoding: str) -> TableShape:
    """Return the shape of a transcript; every one has the same columns."""
    note = "The file is a transcript: what one person says at a stretch is a row."
    return TableShape(
        format="transcript",
        encoding=encoding,
        header_at=-1,
        body_at=0,
        columns=COLUMNS,
        notes=(note,),
    )


def read_transcript(path: Path, shape: TableShape, skip: int) -> Iterator[Row]:
    """Yield a row for each stretch of a speaker, with the time it begins."""
    number, speaker, at = 1, "", ""
    said: list[str] = []
    for time, name, text in _cues(path, shape.encoding):
        is_other = name != speaker or sum(map(len, said)) > LONGEST
        if said and is_other:
            if number > skip:
                yield Row(number, (speaker, at, " ".join(said)))
            number, said = number + 1, []
        if not said:
            speaker, at = name, time
        said.append(text)
    if said and number > skip:
        yield Row(number, (speaker, at, " ".join(said)))


def _cues(path: Path, encoding: str) -> Iterator[tuple[str, str, str]]:
    """Yield time, speaker and text of each cue; one without a name goes on."""
    speaker = time = ""
    lines: list[str] = []
    with open_text(path, encoding) as text:
        for line in (*text, "\n"):
            if found := TIMES.match(line):
                time, lines = found[1], []
            elif time and line.strip():
                lines.append(line.strip())
            elif time:
                name, words = _spoken(" ".join(lines))
                speaker = name or speaker
                if words:
                    yield time, speaker, words
                time = ""


def _spoken(text: str) -> tuple[str, str]:
    """Return the speaker and the words of a cue.

    >>> _spoken("<v Ada Byron>Let us begin</v>"), _spoken("Ada Byron: so, note: this")
    (('Ada Byron', 'Let us begin'), ('Ada Byron', 'so, note: this'))
    """
    voice = VOICE.search(text)
    name = voice[1].strip() if voice else ""
    words = html.unescape(MARK.sub("", text)).strip()
    if not name and (found := NAMED.match(words)) and _is_name(found[1]):
        name, words = found[1], words[found.end() :]
    return name, words


def _is_name(text: str) -> bool:
    words = text.split()
    return len(text) <= 40 and all(w[0].isupper() or w[0] in "(" for w in words)
