"""The page about the architecture says what stands: topics, who reads whom."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.contracts.test_docs import ROOT as REPOSITORY
from tests.contracts.test_house_rules import DOMAINS, ROOT, SOURCES, home

PAGE = (REPOSITORY / "docs/architecture.md").read_text()
ROW = re.compile(r"^\| `engine/(\w+)` \|[^|]*\|([^|]*)\|([^|]*)\|$", re.MULTILINE)
BELOW = {p.stem for p in (ROOT / "engine").glob("*.py")} - {"__init__"}
TOPICS = sorted(p.parent.name for p in (ROOT / "engine").glob("*/__init__.py"))


@cache
def topics_of(path: Path) -> set[str]:
    """The topics of the engine that a module imports."""
    modules = [
        (node.module or "").split(".")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
    ]
    return {m[2] for m in modules if m[:2] == ["leadline", "engine"] and len(m) > 2}


def words(cell: str) -> set[str]:
    return {word.strip() for word in cell.split(",") if word.strip()}


SAID = {topic: (words(on), words(by)) for topic, on, by in ROW.findall(PAGE)}


def test_every_topic_of_the_engine_is_told_and_no_other() -> None:
    assert sorted(SAID) == TOPICS


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_builds_on_what_the_page_says(topic: str) -> None:
    inside = (ROOT / "engine" / topic).rglob("*.py")
    found = set().union(*map(topics_of, inside)) - {topic, *BELOW}

    assert found == SAID[topic][0]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_bridged_by_whom_the_page_says(topic: str) -> None:
    found = {home(p)[0] for p in SOURCES if topic in topics_of(p)} & set(DOMAINS)

    assert found == SAID[topic][1]


def test_the_order_of_the_house_names_every_package() -> None:
    block = PAGE.split("```")[1]
    named = set(re.findall(r"[a-z]+", re.sub(r" {3,}.*", "", block)))
    there = {p.parent.name for p in ROOT.glob("*/__init__.py")}

    assert there == named


def test_packages_that_the_page_calls_empty_are() -> None:
    empty = re.findall(r"((?:`\w+`[, and]*)+) (?:are|is) empty", PAGE)
    for name in re.findall(r"`(\w+)`", " ".join(empty)):
        assert [p.name for p in (ROOT / name).rglob("*.py")] == ["__init__.py"]
