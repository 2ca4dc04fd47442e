"""Grouping beside k-means on the same sentence model, on public sets.

``python -m bench.bench_grouping`` prints the figures. The sets come from the folder
in LEADLINE_DATA; labels are held against what was found and never shown to it.
"""

from __future__ import annotations

import csv
import os
import sys
import time
from pathlib import Path
from typing import Any, Literal

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from leadline.engine.text.clean import clean
from leadline.engine.text.encode import sentence_vectors
from leadline.engine.text.encoders import ExactEncoder, load_encoder
from leadline.engine.text.group import GroupSettings, centroids_of, group, propose
from leadline.workbench.discover import DiscoverSettings, Pieces, discover
from tests.engine.parallel_needs import SAID

Truth = list[str]
SEEDS = 3
FEW = (20, 50, 100, 150, 250, 400, 800, 1500)
KNOWN_MEMBERS = 5


def run() -> list[dict[str, Any]]:
    """Return the figures: name, value, unit, reference, ratio."""
    data = os.environ.get("LEADLINE_DATA")
    if not data:
        print("Grouping passed over: LEADLINE_DATA is not set.", file=sys.stderr)
        return []
    load_encoder("fast").encode(["The models are read before the clock runs."])
    banking = Path(data) / "text_banking77"
    short = Path(data) / "text_short_clustering"
    found = _quality("Banking77 test", *_banking(banking / "test.csv"), needs=77)
    found += _speed("Banking77 train", _banking(banking / "train.csv")[0])
    tweets = _labelled(short / "tweet_2472_original_order.txt")
    found += _quality("Tweets", *tweets, needs=89)
    news = _labelled(short / "googlenews_TS.tsv")
    found += _quality("News, every 4th", news[0][::4], news[1][::4], needs=152)
    snippets = _labelled(short / "searchsnippets_12340.tsv")
    found += _outside("SearchSnippets, 5,000", *(c[::2][:5000] for c in snippets))
    sets = {"Banking77": _banking(banking / "test.csv"), "Tweets": tweets, "News": news}
    for name, (texts, truth) in sets.items():
        rows = load_encoder("exact").encode([clean(text) for text in texts])
        found += _few(name, texts, truth, rows)
        found += _new_pieces(name, truth, rows)
    return found + _languages()


def _few(name: str, texts: list[str], truth: Truth, rows: Any) -> list[dict[str, Any]]:
    """Return agreement and the number found among few pieces, mean of three draws."""
    figures = []
    for size in FEW:
        got = []
        for seed in range(SEEDS):
            chosen = np.random.default_rng(1000 * seed + size).choice(
                len(texts), size, replace=False
            )
            labels = group(rows[chosen], [clean(texts[i]) for i in chosen]).labels
            known = [truth[i] for i in chosen]
            ratio = len(set(labels[labels >= 0].tolist())) / len(set(known))
            told = GroupSettings(needs=len(set(known)))
            asked = group(rows[chosen], [clean(texts[i]) for i in chosen], told).labels
            got.append(
                [
                    normalized_mutual_info_score(known, labels),
                    adjusted_rand_score(known, labels),
                    float(np.log2(ratio)),
                    adjusted_rand_score(known, asked),
                ]
            )
        nmi, ari, off, base = np.mean(got, axis=0).tolist()
        asked_for = f"{name}, {size} pieces, number not given"
        figures.append(_figure(f"{asked_for}: NMI", nmi, "", 1.0))
        figures.append(_figure(f"{asked_for}: ARI", ari, "", base))
        figures.append(_figure(f"{asked_for}: log2 of found to true", off, "", 0.0))
    return figures


def _new_pieces(name: str, truth: Truth, rows: Any) -> list[dict[str, Any]]:
    """Return how often a proposal for a new piece is right, a quarter of needs gone."""
    marks = np.array(truth)
    rng = np.random.default_rng(0)
    standing = rng.permutation(np.unique(marks))[: int(len(set(truth)) * 0.75)]
    known = np.full(len(marks), -1)
    for number, mark in enumerate(standing):
        members = rng.permutation(np.flatnonzero(marks == mark))
        known[members[: min(KNOWN_MEMBERS, len(members) // 2)]] = number
    standing = standing[np.isin(np.arange(len(standing)), known)]
    known = np.unique(known, return_inverse=True)[1] - 1
    new = known < 0
    labels, sure = propose(rows[new], centroids_of(rows, known))
    figures = []
    for least in (0.5, 0.9):
        made = (labels >= 0) & (sure >= least)
        right = float((standing[labels[made]] == marks[new][made]).mean())
        which = f"{name}, new pieces, certainty {least}"
        figures.append(_figure(f"{which}: right", right, "", least))
        figures.append(_figure(f"{which}: proposed", float(made.mean()), "", 1.0))
    return figures


def _outside(name: str, texts: list[str], truth: Truth) -> list[dict[str, Any]]:
    """Return the share of pieces without a need where few wide ones are asked for."""
    wish = DiscoverSettings(len(set(truth)), "exact")
    found = discover(_pieces(texts), wish)
    share = found.none / len(texts)
    return [_figure(f"{name}, {wish.needs} given: outside", share, "", 0.02)]


def _languages() -> list[dict[str, Any]]:
    """Return whether the same needs in seven languages group by need or language."""
    said = [
        (text, need, language)
        for need, by in SAID.items()
        for language, both in by.items()
        for text in both
    ]
    texts, needs, languages = (list(column) for column in zip(*said, strict=True))
    figures = []
    base = ExactEncoder().encode(texts)
    rows = load_encoder("exact").encode(texts)
    for what, marks in (("need", needs), ("language", languages)):
        before, after = (
            normalized_mutual_info_score(
                marks, group(r, texts, GroupSettings(needs=len(SAID))).labels
            )
            for r in (base, rows)
        )
        figures.append(_figure(f"Seven languages: NMI with {what}", after, "", before))
    return figures


def _quality(
    name: str, texts: list[str], truth: Truth, needs: int
) -> list[dict[str, Any]]:
    """Return agreement with the labels, and how fast, for each way to group."""
    start = time.perf_counter()
    rows = sentence_vectors(texts)
    rate = len(texts) / (time.perf_counter() - start)
    needs = min(needs, len(set(truth)))
    means = [
        KMeans(needs, n_init=1, random_state=seed).fit_predict(rows)
        for seed in range(SEEDS)
    ]
    plain = [float(np.mean([m(truth, p) for p in means])) for m in MEASURES.values()]
    figures = []
    for encoder in ENCODERS:
        for wish in (needs, None):
            begun = time.perf_counter()
            got = discover(_pieces(texts), DiscoverSettings(wish, encoder))
            spent = time.perf_counter() - begun
            asked = f"{name}, {encoder}, {wish or 'number not'} given"
            labels = got.need_ids
            for (measure, of), base in zip(MEASURES.items(), plain, strict=True):
                value = of(truth, labels)
                figures.append(_figure(f"{asked}: {measure}", value, "", base))
            if wish is None:
                count = float(len(got.needs))
                figures.append(_figure(f"{asked}: needs", count, "", len(set(truth))))
            speed = len(texts) / spent
            figures.append(_figure(f"{asked}: whole", speed, "pieces/s", rate))
    return figures


def _speed(name: str, texts: list[str]) -> list[dict[str, Any]]:
    """Return how many pieces a second the fast way takes, by step."""
    start = time.perf_counter()
    sentence_vectors(texts[::10])
    rate = len(texts[::10]) / (time.perf_counter() - start)
    seconds = discover(_pieces(texts), DiscoverSettings(encoder="fast")).seconds
    encode = len(texts) / seconds["encode"]
    whole = len(texts) / sum(seconds.values())
    return [
        _figure(f"{name}, fast: encode", encode, "pieces/s", rate),
        _figure(f"{name}, fast, number not given: whole", whole, "pieces/s", rate),
    ]


def _figure(name: str, value: float, unit: str, reference: float) -> dict[str, Any]:
    return {
        "name": name,
        "value": value,
        "unit": unit,
        "reference": reference,
        "ratio": value / reference if reference else None,
    }


def _pieces(texts: list[str]) -> Pieces:
    return Pieces([str(i) for i in range(len(texts))], texts)


def _accuracy(truth: Truth, labels: Any) -> float:
    """Return the share of pieces right under the best pairing of groups and labels."""
    one = np.unique(truth, return_inverse=True)[1]
    two = np.unique(labels, return_inverse=True)[1]
    both = np.zeros((one.max() + 1, two.max() + 1))
    np.add.at(both, (one, two), 1)
    return float(both[linear_sum_assignment(-both)].sum() / len(one))


MEASURES = {
    "NMI": normalized_mutual_info_score,
    "ARI": adjusted_rand_score,
    "accuracy": _accuracy,
}
ENCODERS: tuple[Literal["exact", "fast"], ...] = ("exact", "fast")


def _banking(path: Path) -> tuple[list[str], Truth]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["text"] for row in rows], [row["category"] for row in rows]


def _labelled(path: Path) -> tuple[list[str], Truth]:
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t", 1) for line in lines if "\t" in line]
    return [text.strip() for _, text in pairs], [label for label, _ in pairs]


if __name__ == "__main__":
    for figure in run():
        reference = figure["reference"]
        print(
            f"{figure['name']:<58}{figure['value']:>10.3f} {figure['unit']:<9}"
            f"reference {reference:>9.3f}"
        )
