"""Mails put together from parts, so that the customer's own words are known."""

from __future__ import annotations

import html
import random
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

LAYOUTS = (
    "plain",
    "bare",
    "one_line",
    "footer",
    "notice",
    "reply",
    "reply_flat",
    "outlook",
    "below",
    "html",
    "forward",
    "postscript",
    "away",
    "thanks",
)


@dataclass(frozen=True, slots=True)
class Made:
    """A mail, what its writer says, why it is set aside, and what it quotes."""

    language: str
    layout: str
    text: str
    words: str
    set_aside: str = ""
    older: tuple[str, ...] = ()


def made(world: ModuleType, times: int, seed: int = 0) -> Iterator[Made]:
    """Yield mails in each language and layout, a number of times each."""
    rng = random.Random(seed)
    for language in world.BODIES:
        for layout in LAYOUTS:
            for _ in range(times):
                yield _Writer(world, language, rng).write(layout)


class _Writer:
    """One who writes in a language."""

    def __init__(self, world: ModuleType, language: str, rng: random.Random) -> None:
        self.world, self.language, self.rng = world, language, rng

    def some(self, name: str) -> str:
        """Return one of the wordings of a part."""
        part = getattr(self.world, name)
        return str(
            self.rng.choice(part if isinstance(part, list) else part[self.language])
        )

    def write(self, layout: str) -> Made:
        """Put a mail together."""
        body = self.some("AWAY" if layout == "away" else "BODIES")
        body = self.some("THANKS") if layout == "thanks" else body
        top = self.rng.choice(
            (f"{self.some('GREETINGS')}\n", f"{self.some('GREETINGS')}\n\n")
        )
        end = f"\n\n{self.some('SIGN_OFFS')}\n{self.some('SIGNATURES')}"
        letter = f"{top}{body}{end}"
        ours = self.some("OURS")
        quoted = "\n".join(f"> {line}" for line in ours.split("\n"))
        if layout == "bare":
            letter = body
        elif layout == "one_line":
            letter = self._one_line(body)
        elif layout == "footer":
            letter = f"{top}{body}\n\n{self.some('FOOTERS')}"
        elif layout == "notice":
            letter += f"\n\n{self.some('NOTICES')}"
        elif layout == "reply":
            letter += f"\n\n{self.some('REPLIES')}\n{quoted}"
        elif layout == "reply_flat":
            letter = f"{body}\n\n{self.some('REPLIES')}\n\n{ours}"
        elif layout == "outlook":
            letter += f"\n\n{self.some('HEADS')}\n\n{ours}"
        elif layout == "below":
            letter = f"{self.some('REPLIES')}\n{quoted}\n\n{body}{end}"
        elif layout == "html":
            letter = self._html(letter, quoted)
        elif layout == "forward":
            letter = self._forward(letter)
        elif layout == "postscript":
            letter += "\n\nPS: 4711"
            body += "\n\nPS: 4711"
        aside = {"away": "auto_reply", "thanks": "thanks"}.get(layout, "")
        is_older = layout in ("reply", "reply_flat", "outlook", "below", "html")
        older = tuple(line for line in ours.split("\n") if line) if is_older else ()
        return Made(self.language, layout, letter, body, aside, older)

    def _one_line(self, body: str) -> str:
        flat = body.replace("\n", " ")
        flat = flat if flat[-1] in ".?!" else f"{flat}."
        name = self.some("SIGNATURES").split("\n")[0].strip("-") or "Lena"
        return f"{self.some('GREETINGS')} {flat} {self.some('SIGN_OFFS')} {name}"

    def _html(self, letter: str, quoted: str) -> str:
        said = html.escape(letter, quote=False).replace("\n", "<br>")
        older = quoted.replace("> ", "").replace("\n", "<br>")
        head = html.escape(self.some("REPLIES").replace("\n", " "), quote=False)
        return (
            f'<html><body><div dir="ltr">{said}</div><div class="quote">{head}'
            f"<blockquote>{older}</blockquote></div></body></html>"
        )

    def _forward(self, letter: str) -> str:
        head = self.some("HEADS").split("\n")
        fields = [line for line in head if ":" in line.strip("*")[:16]]
        return (
            f"{self.some('COVERS')}\n\n{self.some('FORWARDS')}\n"
            + "\n".join(fields)
            + f"\n\n{letter}"
        )
