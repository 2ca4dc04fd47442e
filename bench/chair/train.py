"""Train the chair's two models on the words written for it.

    python -m bench.chair.train            # figures over held-out decisions
    python -m bench.chair.train --write    # and writes engine/chair/weights.py

Folds hold whole decisions, so that no figure is of a decision that was learnt from.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from bench.chair.written import cases
from leadline.engine.chair.features import features_of
from leadline.engine.chair.model import packed
from leadline.engine.chair.sentences import said
from leadline.engine.chair.standing import standings

FOLDS = 9
PENALTY = 2.0
PATIENCE = 0.003
WANTED = 0.8
TARGET = (
    Path(__file__).parents[2] / "src" / "leadline" / "engine" / "chair" / "weights.py"
)


def read():
    """Return the numbers of all words and pairs, with labels and decisions."""
    about, on, side, label, standing, decision, word = [], [], [], [], [], [], []
    for at, case in enumerate(cases()):
        numbers = features_of(
            [said(text) for text, _ in case.words], case.question, case.options
        )
        stands = standings(case.options)
        for row, (_, sides) in enumerate(case.words):
            about.append(numbers.about[row])
            on.append(sides is not None)
            decision.append(at)
            for option in range(3):
                side.append(numbers.side[row, option])
                label.append(sides[option] if sides else 0)
                standing.append(stands[option])
                word.append(len(on) - 1)
    columns = (about, on, decision, side, label, standing, word)
    return [np.array(column) for column in columns]


def ridge(x, y):
    """Return weights, the last one alone, of a ridge regression of y."""
    mean, base = x.mean(axis=0), y.mean()
    z = x - mean
    w = np.linalg.solve(z.T @ z + PENALTY * np.eye(x.shape[1]), z.T @ (y - base))
    return np.append(w, base - mean @ w)


def applied(weights, x):
    """Return x times the weights plus the last one."""
    return x @ weights[:-1] + weights[-1]


def scaled(weights, score, y):
    """Return weights whose score, through a logistic curve, is a chance."""
    curve = LogisticRegression(C=1e6).fit(score[:, None], y)
    steep, shift = curve.coef_[0, 0], curve.intercept_[0]
    return np.append(weights[:-1] * steep, weights[-1] * steep + shift)


def sides(x, y, standing):
    """Return for each standing and class the weights of a logistic regression."""
    found = np.zeros((3, 3, x.shape[1] + 1))
    for at in range(3):
        here = standing == at
        scale = StandardScaler().fit(x[here])
        model = LogisticRegression(C=PATIENCE, max_iter=500)
        model.fit(scale.transform(x[here]), y[here])
        found[at, :, :-1] = model.coef_ / scale.scale_
        found[at, :, -1] = model.intercept_ - found[at, :, :-1] @ scale.mean_
    return found


def chances(weights, x, standing):
    """Return the chance of against, neither and for."""
    score = np.einsum("nf,ncf->nc", x, weights[standing][:, :, :-1])
    score += weights[standing][:, :, -1]
    grown = np.exp(score - score.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)


def main() -> None:
    """Say what holds over held-out decisions; write the weights where asked to."""
    about, on, decision, side, label, standing, word = read()
    fold = decision % FOLDS
    score = np.zeros(len(on))
    for at in range(FOLDS):
        score[fold == at] = applied(
            ridge(about[fold != at], on[fold != at] * 1.0), about[fold == at]
        )
    print(f"{len(set(decision))} decisions, {len(on)} words, {len(label)} pairs")
    print(f"about the question: AUC {roc_auc_score(on, score):.3f}")
    weights = scaled(ridge(about, on * 1.0), score, on)
    curve = scaled(np.array([1.0, 0.0]), score, on)
    sure = 1 / (1 + np.exp(-(score * curve[0] + curve[1])))
    x = np.column_stack([side, sure[word]])
    told = np.zeros((len(x), 3))
    pair_fold = fold[word]
    for at in range(FOLDS):
        out = pair_fold == at
        model = sides(x[~out], label[~out], standing[~out])
        told[out] = chances(model, x[out], standing[out])
    side_said = np.where(told[:, 2] > told[:, 0], 1, -1)
    best = np.maximum(told[:, 0], told[:, 2])
    for least in (0.4, 0.45, 0.5, 0.55, 0.6, 0.65):
        here = best >= least
        right = (label[here] == side_said[here]).mean()
        off = len(set(word[here & ~on[word]])) / (~on).sum()
        print(f"side from {least}: {here.sum()} right {right:.3f} off words {off:.3f}")
    grid = np.arange(0.4, 0.8, 0.01)
    holds = [g for g in grid if (label == side_said)[best >= g].mean() >= WANTED]
    print(f"the lowest that is right {WANTED:.0%} of the time: {min(holds):.2f}")
    for share in (0.02, 0.05, 0.1):
        print(f"{1 - share:.0%} of words on it: {np.quantile(sure[on], share):.3f} up")
    if "--write" in sys.argv:
        write(weights, sides(x, label, standing))


def write(about, side) -> None:
    """Write the weights as a module, so that they are in every wheel."""
    parts = ['"""What bench/chair/train.py learnt; written by it, not by hand."""', ""]
    for name, numbers in (("ABOUT", about), ("SIDE", side)):
        text = packed(numbers)
        lines = [text[at : at + 80] for at in range(0, len(text), 80)]
        parts += [f'{name} = r"""', *lines, '"""']
    TARGET.write_text("\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
