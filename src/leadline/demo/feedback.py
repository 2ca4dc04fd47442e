"""A year of feedback: who says what about which need, where and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from leadline.demo import sides, trends, voices
from leadline.demo.company import Customer, Piece
from leadline.demo.crowd import Crowd
from leadline.demo.grammar import Slots, expand, pick, weighted
from leadline.demo.needs import NeedText, content, need_texts
from leadline.demo.slots import slots_of
from leadline.demo.voices import Matter, Speaker, frames

SOURCES = {
    "ticket": "Support",
    "review": "App review",
    "interview": "Interview",
    "sales": "Sales note",
    "lost": "Lost deal",
    "survey": "Survey",
    "analyst": "Analyst",
}
PREFIXES = {
    "Support": "T",
    "App review": "R",
    "Interview": "I",
    "Sales note": "S",
    "Lost deal": "L",
    "Survey": "Q",
    "Analyst": "A",
}
# Who at the company talks to customers and analysts, and writes down what they say.
TALKS = ("Ines Moreau", "Adaeze Obi")
TELLS_CHURN = ("ticket", "interview", "survey", "lost")
NOISE = 260
COPIES = 110
TWO_THINGS = 0.06
TRIES = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """A piece before it has its words."""

    source: str
    said_at: datetime
    speaker: Speaker
    kind: str
    area: str


class Year:
    """Writes the pieces of a year; no two have the same words unless copied."""

    def __init__(
        self,
        rng: Random,
        today: date,
        customers: tuple[Customer, ...],
        share: float = 1.0,
    ) -> None:
        self.share = share
        self.rng = rng
        self.today = today
        self.crowd = Crowd(rng, customers)
        self.needs = need_texts()
        self.areas = sorted({need.area for need in self.needs})
        self.seen: set[str] = set()

    def pieces(self) -> tuple[Piece, ...]:
        """Return all pieces, oldest first, with their ids."""
        found = [
            self._piece(need, line)
            for need in self.needs
            for line in range(self._count(need.size))
        ]
        found += [self._noise() for _ in range(self._count(NOISE))]
        found.sort(key=lambda piece: (piece.said_at, piece.words))
        found = _numbered(found)
        found += self._copies(found)
        found += self._answers(found)
        found += sides.answers(self.today, self.crowd.customers)
        found.sort(key=lambda piece: (piece.said_at, piece.source_id))
        return tuple(found)

    def _count(self, size: int) -> int:
        return max(1, round(size * self.share))

    def _piece(self, need: NeedText, line: int) -> Piece:
        for _ in range(TRIES):
            draft = self._draft(need)
            words, also, kind, lines = self._words(need, line, draft)
            if words.casefold() not in self.seen:
                self.seen.add(words.casefold())
                made = self._made(replace(draft, kind=kind), words, need.key, also)
                return replace(made, lines=lines)
        raise RuntimeError(f"The grammar of {need.key} is too small.")

    def _draft(self, need: NeedText) -> Draft:
        rng = self.rng
        weights: dict[str, float] = dict(need.sources)
        weights["analyst"] = weights.get("analyst", 0) * 0.25
        source = pick(weights, rng)
        said_at = trends.moment(need.trend, source, self.today, rng)
        role = "staff" if source == "review" else pick(need.roles, rng)
        speaker = self.crowd.speaker(need.segments, role, source)
        kinds = {k: w for k, w in need.kinds.items() if k != "praise"}
        return Draft(source, said_at, speaker, pick(kinds, rng), self._area(need))

    def _area(self, need: NeedText) -> str:
        luck = self.rng.random()
        if luck < 0.88:
            return need.area
        return "" if luck < 0.95 else self.rng.choice(self.areas)

    def _slots(self, draft: Draft) -> Slots:
        customer = draft.speaker.customer
        slots = slots_of(
            world=customer.world,
            staff=customer.staff,
            said=draft.said_at.date(),
            rng=self.rng,
        )
        slots["name2"] = self.crowd.somebody(customer)
        return voices.named(slots, draft.speaker)

    def _words(
        self, need: NeedText, line: int, draft: Draft
    ) -> tuple[str, str, str, tuple[str, ...]]:
        """Return the words, the key of a second need, the kind, and the sentences."""
        rng, slots = self.rng, self._slots(draft)
        lines = voices.lines_of(need, draft.speaker)
        late = trends.is_late_enough(draft.said_at, self.today)
        lines = [t for t in lines if late or not t.is_praise]
        chosen = lines[line % len(lines)]
        by = (draft.speaker, draft.source)
        said = voices.matter(need, chosen, by, slots, rng)
        kind = "praise" if chosen.is_praise else draft.kind
        if kind == "churn" and draft.source not in TELLS_CHURN:
            kind = "wish"
        if kind != "praise" and said.core.endswith("?") and rng.random() < 0.6:
            kind = "question"
        if kind == "churn" and draft.speaker.language == "en":
            churn = expand(rng.choice(frames()["churn"]["line"]), slots, rng)
            said = replace(said, churn=churn)
        also = ""
        if draft.source in ("ticket", "interview") and rng.random() < TWO_THINGS:
            said, also = self._second(need, said, draft.speaker, slots)
        words = self._written(draft, said, slots)
        return words, also, kind, said.lines_in(words)

    def _second(
        self, need: NeedText, said: Matter, speaker: Speaker, slots: Slots
    ) -> tuple[Matter, str]:
        other = self.rng.choice([n for n in self.needs if n.key != need.key])
        lines = [t for t in voices.lines_of(other, speaker) if not t.is_praise]
        if not lines or speaker.language != "en":
            return said, ""
        text = expand(self.rng.choice(lines).text, slots, self.rng)
        return replace(said, also=voices.second_thing(text, self.rng)), other.key

    def _written(self, draft: Draft, said: Matter, slots: Slots) -> str:
        speaker, rng = draft.speaker, self.rng
        write: dict[str, Callable[[], str]] = {
            "ticket": lambda: voices.letter(said, speaker, slots, rng),
            "review": lambda: voices.review(said, speaker, slots, rng),
            "interview": lambda: voices.passage(said, slots, rng),
            "sales": lambda: voices.sales_note(said, slots, rng),
            "lost": lambda: voices.lost_deal(said, speaker, slots, rng),
            "survey": lambda: voices.survey_answer(said, speaker, slots, rng),
            "analyst": lambda: voices.analyst_note(said, slots, rng),
        }
        return write[draft.source]()

    def _made(self, draft: Draft, words: str, need: str, also: str) -> Piece:
        speaker, source = draft.speaker, draft.source
        author, email = speaker.person.name, speaker.person.email
        customer, noted_by = speaker.customer.external_id, ""
        if source == "review":
            names = frames()["review"][f"name_{speaker.customer.world}"]
            author = expand(self.rng.choice(names), self._slots(draft), self.rng)
            email = customer = ""
        elif source == "analyst":
            author, noted_by = self.rng.choice(frames()["analyst"]["author"]), TALKS[0]
            email = customer = ""
        elif source == "lost":
            author = email = customer = ""
            noted_by = speaker.customer.owner
        elif source == "sales":
            noted_by = speaker.customer.owner
        elif source == "interview":
            noted_by = TALKS[draft.said_at.toordinal() % len(TALKS)]
        elif source == "survey" and self.rng.random() < 0.35:
            author = email = customer = ""
        return Piece(
            source=SOURCES[source],
            source_id="",
            said_at=draft.said_at,
            words=words,
            author=author,
            email=email,
            customer=customer,
            area=draft.area,
            kind="churn" if source == "lost" else draft.kind,
            language=speaker.language,
            need=need,
            also=also,
            noted_by=noted_by,
        )

    def _noise(self) -> Piece:
        rng, groups = self.rng, noise_groups()
        for _ in range(TRIES):
            group = rng.choices(groups, [len(g["lines"]) for g in groups])[0]
            source = pick(weighted(group["sources"]), rng)
            said_at = trends.moment("flat", source, self.today, rng)
            role = "staff" if source == "review" else rng.choice(("planner", "boss"))
            speaker = self.crowd.speaker({}, role, "sales")
            draft = Draft(source, said_at, speaker, group["kind"], "")
            words = expand(rng.choice(group["lines"]), self._slots(draft), rng)
            if group.get("wrap", True) and source == "ticket" and rng.random() < 0.5:
                said = Matter("", words, (), "", "", "", "", "")
                words = voices.letter(said, speaker, self._slots(draft), rng)
            if words.casefold() not in self.seen:
                self.seen.add(words.casefold())
                return self._made(draft, words, "", "")
        raise RuntimeError("The grammar of noise is too small.")

    def _copies(self, pieces: list[Piece]) -> list[Piece]:
        """Return copies: forwarded, sent twice, or pasted into another channel."""
        rng = self.rng
        last = datetime.combine(self.today, datetime.min.time(), UTC)
        originals = [
            p
            for p in pieces
            if p.source == "Support" and p.need and p.said_at < last - timedelta(days=7)
        ]
        found = []
        for i, piece in enumerate(
            rng.sample(originals, min(self._count(COPIES), len(originals)))
        ):
            words = piece.words
            if rng.random() < 0.75:
                words = f"{rng.choice(frames()['forward']['lead'])}\n{words}"
            if rng.random() < 0.3:
                words = words.replace("Harbour", "harbour").replace("!", ".")
            later = timedelta(minutes=rng.randint(40, 60 * 24 * 6))
            found.append(
                replace(
                    piece,
                    source_id=f"{piece.source_id}-{i % 9 + 1}",
                    words=words,
                    said_at=piece.said_at + later,
                    copy_of=piece.source_id,
                )
            )
        return found

    def _answers(self, pieces: list[Piece]) -> list[Piece]:
        """Return answers of mailboxes and thanks, each after a ticket of ours."""
        lines = content("noise.toml")["answers"]
        tickets = [p for p in pieces if p.source == "Support" and not p.copy_of]
        found = []
        for n, line in enumerate(lines):
            before = tickets[-3 - n * 2]
            slots = {"day": "Monday", "name": before.author}
            said_at = before.said_at + timedelta(hours=2)
            found.append(
                replace(
                    before,
                    source_id=f"{before.source_id}-0",
                    words=expand(line, slots, self.rng),
                    said_at=said_at,
                    language="en",
                    area="",
                    need="",
                    also="",
                )
            )
        return found


@cache
def noise_groups() -> list[dict[str, Any]]:
    """Return the groups of noise."""
    return list(content("noise.toml")["group"])


def _numbered(pieces: list[Piece]) -> list[Piece]:
    counts = dict.fromkeys(PREFIXES.values(), 1000)
    found = []
    for piece in pieces:
        prefix = PREFIXES[piece.source]
        counts[prefix] += 1
        found.append(replace(piece, source_id=f"{prefix}-{counts[prefix]}"))
    return found
