"""A document with a part of each kind, with what writers may trip on."""

from __future__ import annotations

from datetime import date

from leadline.reporting.model import (
    Chart,
    Column,
    Document,
    Figure,
    Figures,
    Point,
    Points,
    Quote,
    Section,
    Series,
    Source,
    Table,
    Text,
)

MADE = date(2026, 11, 30)
CHAIR = Source("Decision D-1", "decisions/1/", date(2026, 11, 20))
MAIL = Source("Mail to support", "evidence/feedback/7/", date(2026, 5, 3))
# Marks of every form of file: none of them may do anything.
HOSTILE = '=1+1 #panic("x") $x$ *b* <b> @a `c` \\ [x](javascript:y) | \x07\u202e'


def sample(words: str = HOSTILE) -> Document:
    """Return a document whose every text is the same."""
    return Document(
        name="decision-1",
        kind="Decision D-1",
        title=words,
        lede=words,
        facts=(("State", words),),
        sections=(
            Section(words, (Text(f"{words}\n{words}", (CHAIR, MAIL), is_voice=True),)),
            Section(
                "What is counted",
                (
                    Figures((Figure(words, "40%", "of 9", words, CHAIR),) * 3),
                    Quote(words, words, MAIL, words),
                    Points((Point(words, words), Point("Two")), CHAIR, is_counted=True),
                    Table(
                        "=Options: [a]/b",
                        (Column(words, 3), Column("Weeks", 1, True), Column("Day")),
                        ((words, 12, date(2026, 5, 3)), ("-2", 3.5, None)),
                        CHAIR,
                    ),
                    Chart(
                        "Options",
                        words,
                        (words, "Buy"),
                        (Series("For", (1.0, None)), Series("Against", (2.0, 3.0))),
                        "words",
                        MAIL,
                    ),
                ),
            ),
        ),
        source=CHAIR,
        made_on=MADE,
        base="https://leadline.example.com/w/1/",
    )
