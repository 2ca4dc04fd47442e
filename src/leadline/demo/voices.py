"""How a thing is said: the same need sounds different from a clerk and a docker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from leadline.demo.company import Contact, Customer
from leadline.demo.grammar import Slots, expand, tidy
from leadline.demo.needs import NeedText, Template, content

OURS = {"their": "our", "they": "we", "them": "us"}
_OURS = re.compile(r"\b(their|they|them)\b")
LEAD = 0.85
WISH_FROM, WISH_TO = 0.3, 0.97
CHANNELS = {"ticket": "written", "interview": "spoken"}
SLIPPING = {"informal": 0.08, "rambling": 0.05, "angry": 0.05, "terse": 0.05}
_FIRM = frozenset(
    "I I'd I'm Harbour Monday Tuesday Wednesday Thursday Friday Saturday Sunday January"
    " February March April May June July August September October November December"
    " Norovirus Flu German French Spanish English Friday's Entra Arabic".split()
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, from where, in which language."""

    person: Contact
    customer: Customer
    language: str

    @property
    def voice(self) -> str:
        """Whether a member of staff speaks, or somebody who plans and manages."""
        return "s" if self.person.role == "staff" else "m"


@dataclass(frozen=True, slots=True)
class Matter:
    """What is said: the sentences of a need, chosen for a speaker."""

    lead: str
    core: str
    more: tuple[str, ...]
    wish: str
    also: str
    churn: str
    gist: str
    topic: str
    lines: tuple[tuple[str, str], ...] = ()  # as they stand, and filled in

    def lines_in(self, words: str) -> tuple[str, ...]:
        """Return the sentences that can be read in the words that were written."""
        written = words.casefold()
        return tuple(
            line
            for line, filled in self.lines
            if filled.strip(" .").casefold() in written
        )


@cache
def frames() -> dict[str, Any]:
    """Return the frames, read once."""
    return content("frames.toml")


def named(slots: dict[str, str], speaker: Speaker) -> dict[str, str]:
    """Add the names of the speaker to the slots."""
    first, _, last = speaker.person.name.partition(" ")
    return slots | {
        "first": first,
        "name": speaker.person.name,
        "initials": first[0] + last[:1],
        "role": speaker.person.title,
        "customer": speaker.customer.name,
        "place": speaker.customer.place,
        "country": speaker.customer.country,
    }


def lines_of(need: NeedText, speaker: Speaker) -> list[Template]:
    """Return the sentences of a need that this speaker may say."""
    if speaker.language != "en":
        return [Template(text) for text in need.foreign[speaker.language]]
    world, voice = speaker.customer.world, speaker.voice
    fitting = [line for line in need.core if line.fits(world, voice)]
    return fitting or [line for line in need.core if world in line.worlds]


def matter(
    need: NeedText,
    line: Template,
    by: tuple[Speaker, str],
    slots: Slots,
    rng: Random,
) -> Matter:
    """Choose what a speaker says about a need through a channel, from one line."""
    speaker, channel = by
    more: list[str] = []
    if speaker.language == "en":
        if rng.random() < 0.16:
            more.append(_fitting(need.now, speaker, rng))
        if rng.random() < 0.2:
            more.append(_fitting(need.cost, speaker, rng))
        if rng.random() < 0.16:
            rest = [t for t in lines_of(need, speaker) if t is not line]
            more.insert(0, rng.choice([t for t in rest if not t.is_praise]).text)
    if line.is_praise:
        more = []
    lead = wish = ""
    if speaker.language == "en" and not line.is_praise:
        luck = rng.random()
        if luck < LEAD:
            lead = _about(need, channel, slots, rng)
        if WISH_FROM < luck < WISH_TO:
            wish = _wished(need, slots, rng)
    core = expand(line.text, slots, rng)
    others = tuple(text for text in more if text)
    filled = tuple(expand(text, slots, rng) for text in others)
    return Matter(
        lead=lead,
        core=core,
        wish=wish,
        more=filled,
        also="",
        churn="",
        gist=_lowered(_things(need), slots, rng),
        topic=_lowered(need.topic, slots, rng).replace("my ", "their "),
        lines=((line.text, core), *zip(others, filled, strict=True)),
    )


def _about(need: NeedText, channel: str, slots: Slots, rng: Random) -> str:
    """Name what it is about."""
    topic = _lowered(need.topic, slots, rng)
    frame = rng.choice(frames()["topic"][CHANNELS.get(channel, "short")])
    return expand(frame, dict(slots) | {"topic": topic}, rng)


def _wished(need: NeedText, slots: Slots, rng: Random) -> str:
    """Name what would help, as those who wish it say it."""
    gist = _lowered(need.gist, slots, rng)
    manner = frames()["wish"]
    some = manner["any"] if _is_doing(gist) else manner["any"] + manner["noun"]
    ours = _OURS.sub(lambda match: OURS[match.group()], gist)
    return expand(rng.choice(some), dict(slots) | {"gist": ours}, rng)


def _things(need: NeedText) -> tuple[str, ...]:
    """Return the wishes that others can name too: "a draft", not "trying things"."""
    return tuple(gist for gist in need.gist if not _is_doing(gist))


def _is_doing(gist: str) -> bool:
    return gist.split(" ", 1)[0].endswith("ing")


def _fitting(lines: tuple[Template, ...], speaker: Speaker, rng: Random) -> str:
    world, voice = speaker.customer.world, speaker.voice
    fitting = [line.text for line in lines if line.fits(world, voice)]
    return rng.choice(fitting) if fitting else ""


def _lowered(phrases: tuple[str, ...], slots: Slots, rng: Random) -> str:
    text = expand(rng.choice(phrases), slots, rng)
    first, _, rest = text.partition(" ")
    keep = not first[1:].islower() and len(first) > 1
    return text if keep else f"{first[0].lower()}{first[1:]} {rest}".strip()


def letter(said: Matter, speaker: Speaker, slots: Slots, rng: Random) -> str:
    """Write a support ticket in the manner of the speaker."""
    name = speaker.language if speaker.language != "en" else speaker.person.persona
    manner = frames()["persona"][name]
    if rng.random() < 0.42:
        body = [said.lead, said.core, *said.more[:1], said.wish, said.churn]
        return slip(_join(body), speaker, rng)
    opening, context, close, sign = (
        expand(rng.choice(manner[part]), slots, rng)
        for part in ("open", "context", "close", "sign")
    )
    context = context if rng.random() < 0.55 else ""
    close = close if rng.random() < 0.55 else ""
    body = [context, said.lead, said.core, *said.more, said.wish]
    body += [said.churn, said.also, close]
    text = slip(_join(body), speaker, rng)
    if name == "terse":
        text = text[0].lower() + text[1:].rstrip(".")
        return _join([opening, text, sign])
    parts = [part for part in (opening, text, sign) if part]
    return "\n".join(parts)


def review(said: Matter, speaker: Speaker, slots: Slots, rng: Random) -> str:
    """Write an app review: short, about one thing."""
    manner = frames()["review"]
    if speaker.language != "en":
        return slip(said.core, speaker, rng)
    opening = expand(rng.choice(manner["open"]), slots, rng)
    close = expand(rng.choice(manner["close"]), slots, rng)
    more = said.more[:1] if rng.random() < 0.5 else ()
    body = [opening, said.lead, said.core, *more, said.wish, close]
    return slip(_join(body), speaker, rng)


def passage(said: Matter, slots: Slots, rng: Random) -> str:
    """Write a passage of an interview, as it was spoken."""
    manner = frames()["interview"]
    spoken = [expand(rng.choice(manner["open"]), slots, rng), said.lead, said.core]
    for text in said.more:
        spoken.append(_bridged(rng.choice(manner["bridge"]), text))
    spoken += [said.wish, said.churn, said.also]
    spoken += [expand(rng.choice(manner["close"]), slots, rng)]
    return _join(spoken)


def sales_note(said: Matter, slots: Slots, rng: Random) -> str:
    """Write what a sales person notes: in their words, sometimes with a quote."""
    manner = frames()["sales"]
    slots = dict(slots) | {"gist": said.gist, "core": said.core, "topic": said.topic}
    parts = [expand(rng.choice(manner["note"]), slots, rng)]
    if rng.random() < 0.85:
        parts.append(expand(rng.choice(manner["quote"]), slots, rng))
    parts.append(expand(rng.choice(manner["close"]), slots, rng))
    return _join(parts)


def lost_deal(said: Matter, speaker: Speaker, slots: Slots, rng: Random) -> str:
    """Write why a deal was lost."""
    manner = frames()["lost"]
    slots = dict(slots) | {
        "gist": said.gist,
        "prospect": rng.choice(manner[f"prospects_{speaker.customer.world}"]),
    }
    parts = [expand(rng.choice(manner["note"]), slots, rng)]
    if rng.random() < 0.75:
        parts.append(f'They put it like this: "{said.core}"')
    parts.append(expand(rng.choice(manner["close"]), slots, rng))
    return _join(parts)


def survey_answer(said: Matter, speaker: Speaker, slots: Slots, rng: Random) -> str:
    """Write an answer to "What one thing should we change?"."""
    manner = frames()["survey"]
    score = expand(rng.choice(manner["score"]), slots, rng)
    if speaker.language == "en" and rng.random() < 0.22:
        short = expand(
            rng.choice(manner["short"]), dict(slots) | {"gist": said.gist}, rng
        )
        return _join([score, short, *said.more[:1]])
    body = _join([said.lead, said.core, *said.more[:1], said.wish, said.churn])
    return _join([score, slip(body, speaker, rng)])


def analyst_note(said: Matter, slots: Slots, rng: Random) -> str:
    """Write what an analyst says about the market."""
    note = rng.choice(frames()["analyst"]["note"])
    return expand(note, dict(slots) | {"gist": said.gist}, rng)


def second_thing(text: str, rng: Random) -> str:
    """Put a joiner in front of a second matter."""
    return _bridged(rng.choice(frames()["also"]["joiner"]), text)


def slip(text: str, speaker: Speaker, rng: Random) -> str:
    """Make the slips of the keyboard this persona makes."""
    if rng.random() > SLIPPING.get(speaker.person.persona, 0.015):
        return text
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    for i in rng.sample(long, min(len(long), rng.randint(1, 2))):
        word = words[i]
        at = rng.randint(1, len(word) - 3)
        words[i] = rng.choice(
            (
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
            )
        )
    return " ".join(words)


def _bridged(bridge: str, text: str) -> str:
    if not bridge or bridge[-1] not in ",":
        return f"{bridge} {text}".strip()
    first, _, rest = text.partition(" ")
    if first not in _FIRM and (first[1:].islower() or len(first) == 1):
        first = first.lower()
    return f"{bridge} {first} {rest}"


def _join(parts: list[str]) -> str:
    return tidy(" ".join(_ended(part) for part in parts if part))


def _ended(part: str) -> str:
    if part[-1] in '.!?:,)"' or part.endswith("Thanks"):
        return part if part[-1] != "s" else f"{part}."
    return f"{part}."
