"""The customer's own words: taken apart by Leadline and by libraries.

``python -m bench.bench_mail`` prints the figures. Mails are put together in seven
languages by two sets of wordings; the rules were tuned on the first only. A library
is measured where it is installed. With LEADLINE_DATA, signatures and quoted threads
are put on 400 questions of Banking77 and grouped, as bare and as dressed.
"""

from __future__ import annotations

import csv
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sklearn.metrics import normalized_mutual_info_score

from bench import mails_held, mails_tuned
from bench.mails import Made, made
from leadline.engine.text.mail import take_apart
from leadline.workbench.discover import DiscoverSettings, Pieces, discover

Reader = Callable[[str], str]
TIMES = 12
INTENTS, EACH = 10, 40


def run() -> list[dict[str, Any]]:
    """Return the figures: own words in two sets, dressed questions grouped."""
    figures = []
    for world in (mails_tuned, mails_held):
        mails = list(made(world, TIMES))
        name = world.__name__.rsplit("_", 1)[1]
        for reader, read in readers().items():
            figures += _figures(f"{name}, {reader}", mails, read)
        right = sum(take_apart(m.text).set_aside == m.set_aside for m in mails)
        figures.append(_figure(f"{name}: set aside right", right / len(mails), "share"))
    return figures + dressed()


def readers() -> dict[str, Reader]:
    """Return whatever takes mails apart here."""
    found: dict[str, Reader] = {"leadline": lambda text: take_apart(text).words}
    if find_spec("email_reply_parser"):
        from email_reply_parser import EmailReplyParser

        found["email_reply_parser"] = EmailReplyParser.parse_reply
    if find_spec("mailparser_reply"):
        from mailparser_reply import EmailReplyParser as Multi

        codes = ["en", "de", "fr", "es", "pt", "nl", "it"]
        parser = Multi(languages=codes)
        found["mail-parser-reply"] = lambda text: parser.parse_reply(text=text) or ""
    if find_spec("quotequail"):
        import quotequail

        found["quotequail"] = lambda text: _first(quotequail.quote(text))
    if find_spec("talon") and find_spec("lxml"):
        from talon import quotations
        from talon.signature.bruteforce import extract_signature

        found["talon"] = lambda text: extract_signature(
            quotations.extract_from_plain(text)
        )[0]
    return found


def _first(parts: Iterable[tuple[bool, str]]) -> str:
    return "\n".join(text for is_shown, text in parts if is_shown)


def _figures(name: str, mails: list[Made], read: Reader) -> list[dict[str, Any]]:
    begun = time.perf_counter()
    got = [read(m.text) for m in mails]
    rate = len(mails) / (time.perf_counter() - begun)
    exact = lost = left = quoted = 0
    for mail, words in zip(mails, got, strict=True):
        want, have = _tokens(mail.words), _tokens(words)
        exact += want == have
        lost += bool(want - have)
        left += bool(have - want)
        quoted += any(line in words for line in mail.older)
    of, older = len(mails), sum(bool(mail.older) for mail in mails)
    return [
        _figure(f"{name}: exact", exact / of, "share"),
        _figure(f"{name}: something lost", lost / of, "share"),
        _figure(f"{name}: something left", left / of, "share"),
        _figure(f"{name}: older mail left", quoted / older, "share"),
        _figure(f"{name}: speed", rate, "mails/s"),
    ]


def _tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def dressed() -> list[dict[str, Any]]:
    """Return what signatures and quoted threads cost the grouping of questions."""
    place = Path(os.environ.get("LEADLINE_DATA", ""), "text_banking77", "test.csv")
    if not place.is_file():
        sys.stderr.write("LEADLINE_DATA has no text_banking77: passed over.\n")
        return []
    texts, truth = questions(place)
    figures = []
    bare = 0.0
    for name, dress in DRESSES.items():
        worn = [dress(text, row) for row, text in enumerate(texts)]
        got = discover(
            Pieces([str(i) for i in range(len(worn))], worn), DiscoverSettings()
        )
        value = float(normalized_mutual_info_score(truth, got.need_ids))
        bare = bare or value
        figures.append(_figure(f"400 questions, {name}: NMI", value, "", bare))
    return figures


def questions(place: Path) -> tuple[list[str], list[str]]:
    """Return the first questions of the first intents, by name."""
    with place.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    intents = sorted({row["category"] for row in rows})[:INTENTS]
    texts, truth = [], []
    for intent in intents:
        said = [row["text"] for row in rows if row["category"] == intent][:EACH]
        texts += said
        truth += [intent] * len(said)
    return texts, truth


SIGNED = (
    "\n\nBest regards,\nRuth Falk\nFalk Travel GmbH | Ring 9 | 50667 Köln\n"
    "This e-mail is confidential and intended only for the addressee.",
    "\n\nSent from my iPhone",
    "\n\nKind regards\nOle Brandt | Head of finance | Sund Ltd | +49 40 555 123\n"
    "Please consider the environment before printing this mail.",
)
UNKNOWN = (
    "\n\nWe build bridges between people and parcels, ask us about winter rates\n"
    "Our stand at the harbour fair is number forty",
    "\n\nTerveisin pohjoisesta\nKysy lisää talven tarjouksista ja uusista reiteistä",
    "\n\nmoving your world a little further\nfollow us and win nothing at all",
)
THREAD = (
    "\n\nOn Tue, 2 Jun 2026 at 09:30, Bank Support <help@bank.example> wrote:\n"
    "> Thank you for your message.\n> Could you tell us which device you use?"
)
DRESSES: dict[str, Callable[[str, int], str]] = {
    "bare": lambda text, row: text,
    "signed": lambda text, row: f"Hi team,\n{text}{SIGNED[row % 3]}",
    "with footers no rule knows": lambda text, row: f"{text}{UNKNOWN[row % 3]}",
    "with a thread": lambda text, row: f"{text}{THREAD}",
    "both": lambda text, row: f"Hello,\n{text}{SIGNED[row % 3]}{THREAD}",
}


def _figure(
    name: str, value: float, unit: str, reference: float | None = None
) -> dict[str, Any]:
    ratio = value / reference if reference else None
    return {
        "name": name,
        "value": value,
        "unit": unit,
        "reference": reference,
        "ratio": ratio,
    }


if __name__ == "__main__":
    for figure in run():
        print(f"{figure['name']:<56}{figure['value']:>12.3f} {figure['unit']}")
