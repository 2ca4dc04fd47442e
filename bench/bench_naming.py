"""Names of needs: is a quote held back found by its need's name, and is it clean?

``python -m bench.bench_naming`` prints the figures. The sets come from the folder in
LEADLINE_DATA. A fifth of each group's pieces is held back while the groups are
named; a piece held back then ranks all names, by the sentence model and by the words
it shares with them. References are the piece nearest to the group's middle, cut to
the length of a name at a word, and the three strongest keywords.
"""

from __future__ import annotations

import csv
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

from bench.bench_grouping import _banking, _labelled
from leadline.engine.text.clean import clean, clean_lines, has_content
from leadline.engine.text.encode import Vectors
from leadline.engine.text.encoders import load_encoder
from leadline.engine.text.group import centroids_of, group
from leadline.engine.text.leftover import leftovers
from leadline.engine.text.name import NameSettings, name_groups
from leadline.engine.text.naming.passages import LONGEST_NAME

HELD_BACK = 5
FAULTS = re.compile(
    r"^(hi|hello|hey|dear|hallo|bonjour|hola|ciao|please|thanks)\b|\bregards\b|\bthx\b"
    r"|\bsent from\b|@\w|https?:|\bwrote:|no subject|^(re|aw|fwd?)\s*:|\b\d{1,2}[:/]\d"
    r"|\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{1,2} ?[ap]m\b|\b(19|20)\d\d\b"
    r"|[\U0001f000-\U0001faff\u2600-\u27bf]|\u2026|\.\.\.|\u00a3\d|\$\d"
    r"|\b(the|a|an|to|of|and|or|for|with|because|my|in)$",
    re.IGNORECASE,
)


def run() -> list[dict[str, Any]]:
    """Return the figures: name, value, unit, reference, ratio."""
    data = os.environ.get("LEADLINE_DATA")
    if not data:
        print("Naming passed over: LEADLINE_DATA is not set.", file=sys.stderr)
        return []
    short = Path(data) / "text_short_clustering"
    sets = {
        "Banking77": _banking(Path(data) / "text_banking77" / "test.csv"),
        "Tweets": _labelled(short / "tweet_2472_original_order.txt"),
        "News, every 4th": _every_fourth(_labelled(short / "googlenews_TS.tsv")),
        "App reviews": _reviews(Path(data) / "text_appreviews_maalej"),
    }
    found = []
    for name, (texts, truth) in sets.items():
        found += _measure(name, texts, truth)
    return found


def _measure(
    name: str, texts: Sequence[str], truth: Sequence[str]
) -> list[dict[str, Any]]:
    """Return how well names find their needs' pieces, their form, and leftovers."""
    pairs = {clean(t): (clean_lines(t), y) for t, y in zip(texts, truth, strict=True)}
    said = sorted(text for text in pairs if has_content(text))
    lines = [pairs[text][0] for text in said]
    encoder = load_encoder("exact")
    rows = encoder.encode(said)
    labels = group(rows, said).labels
    held = np.zeros(len(said), dtype=bool)
    for number in range(int(labels.max()) + 1):
        members = np.random.default_rng(number).permutation(
            np.flatnonzero(labels == number)
        )
        held[members[: len(members) // HELD_BACK]] = True
    kept = np.flatnonzero(~held)
    known = [lines[i] for i in kept.tolist()]
    begun = time.perf_counter()
    settings = NameSettings(encode=encoder.encode)
    named = name_groups(known, labels[kept], rows[kept], settings)
    spent = time.perf_counter() - begun
    ways = {
        "": [one.name for one in named],
        "nearest piece": _nearest(known, labels[kept], rows[kept]),
        "keywords": [", ".join(one.keywords[:3]) for one in named],
    }
    figures = {
        way: [*_found(names, said, rows, labels, held, encoder.encode), _clean(names)]
        for way, names in ways.items()
    }
    out = []
    for at, measure in enumerate(MEASURES):
        for way in ("nearest piece", "keywords"):
            label = f"{name}: {measure}, beside {way}"
            out.append(_figure(label, figures[""][at], figures[way][at]))
    topics = np.unique([pairs[text][1] for text in said], return_inverse=True)[1]
    lost = [g for g, why in enumerate(leftovers(lines, topics)) if why]
    gone = [g for g, why in enumerate(leftovers(lines, labels)) if why]
    out.append(_figure(f"{name}: known topics let go", float(len(lost)), 0.0))
    share = float(np.isin(labels, gone).mean())
    out.append(_figure(f"{name}: share of pieces let go", share, 0.0))
    out.append(_figure(f"{name}: naming, seconds", spent, 0.0))
    return out


MEASURES = ("sentence MRR", "sentence hit@1", "words MRR", "words hit@1", "clean form")


def _found(
    names: Sequence[str],
    said: Sequence[str],
    rows: Vectors,
    labels: npt.NDArray[np.int64],
    held: npt.NDArray[np.bool_],
    encode: Callable[[Sequence[str]], Vectors],
) -> list[float]:
    """Return mean reciprocal rank and hit@1 of the right name, by two measures."""
    right = labels[held]
    words = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit(said)
    asked = words.transform([said[i] for i in np.flatnonzero(held).tolist()])
    by_words = (asked @ words.transform(names).T).toarray()
    out: list[float] = []
    for alike in (rows[held] @ encode(names).T, by_words):
        own = alike[np.arange(len(right)), right][:, None]
        rank = 1 + (alike > own).sum(axis=1) + ((alike == own).sum(axis=1) - 1) / 2
        out += [float((1 / rank).mean()), float((rank == 1).mean())]
    return out


def _nearest(
    texts: Sequence[str], labels: npt.NDArray[np.int64], rows: Vectors
) -> list[str]:
    """Return the piece nearest to each group's middle, cut at a word."""
    names = []
    for number, middle in enumerate(centroids_of(rows, labels)):
        members = np.flatnonzero(labels == number)
        text = " ".join(texts[int(members[(rows[members] @ middle).argmax()])].split())
        names.append(text if len(text) <= LONGEST_NAME else _cut(text))
    return names


def _cut(text: str) -> str:
    return text[: LONGEST_NAME - 1].rsplit(" ", 1)[0] + "\u2026"


def _clean(names: Sequence[str]) -> float:
    """Return the share of names without a fault of form."""
    good = [n for n in names if len(n) <= LONGEST_NAME and not FAULTS.search(n.strip())]
    return len(good) / len(names)


def _figure(name: str, value: float, reference: float) -> dict[str, Any]:
    ratio = value / reference if reference else None
    return {
        "name": name,
        "value": value,
        "unit": "",
        "reference": reference,
        "ratio": ratio,
    }


def _every_fourth(found: tuple[list[str], list[str]]) -> tuple[list[str], list[str]]:
    return found[0][::4], found[1][::4]


def _reviews(folder: Path) -> tuple[list[str], list[str]]:
    path = folder / "maalej_bug_feature_rating_ux.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = [f"{row['title']}\n{row['comment']}".strip() for row in rows]
    return texts, [row["label"] for row in rows]


if __name__ == "__main__":
    for figure in run():
        print(f"{figure['name']:<58}{figure['value']:>9.3f}{figure['reference']:>9.3f}")
