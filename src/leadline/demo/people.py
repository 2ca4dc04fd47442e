"""Who works at the example company, and whose names nobody else may have."""

from __future__ import annotations

from functools import cache

from leadline.demo.content_files import content

# Who at the company talks to customers, and writes down what they say.
COLLEAGUES = (
    "Ines Moreau",
    "Adaeze Obi",
    "Jonas Falk",
    "Maren Oltmanns",
    "Callum Reid",
    "Mira Sandoval",
    "Béatrice Lemaire",
)


@cache
def names_taken() -> frozenset[str]:
    """Return the names of the company's members and of the people with a say."""
    members = (row["name"] for row in content("story.toml")["person"])
    return frozenset(members) | {
        row[0] for row in content("stakeholders.toml")["person"]
    }
