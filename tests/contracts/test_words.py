"""One word for one thing, in names, in pages and in the documents.

A **promise** is a promise everywhere; only its tables, their columns and the verbs of
the log, which are sealed, are called ``Commitment`` still. **Evidence** is the domain
of what was heard: what stands behind a bet is its backing, what the log says of a
person the record, what shows that a promise was kept the proof.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.contracts.test_docs import PAGES
from tests.contracts.test_house_rules import FILES, ROOT, SOURCES, name
from tests.each import of_each

PROMISE = re.compile(r"(?<![A-Za-z])commitments?(?![A-Za-z])", re.IGNORECASE)
# The log's verbs are facts that were sealed under their name.
VERBS = "accounts/types/verbs.py"
# What people type who come from another tool leads to our word.
SYNONYMS = "web/overview/things_to_do.py"
EVIDENCE = {"evidence", "demo", "importing"}


def is_table(path: Path) -> bool:
    return "models" in path.relative_to(ROOT).with_suffix("").parts


def given(tree: ast.AST) -> Iterator[str]:
    """The names that a module gives: functions, parameters, classes, their fields."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.AnnAssign | ast.Assign):
                    target = getattr(line, "target", None) or line.targets[0]  # type: ignore[union-attr]
                    yield getattr(target, "id", "")


def docstrings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


CODE = [p for p in SOURCES if not is_table(p) and name(p) != VERBS]


@of_each(CODE, name)
def test_a_promise_has_one_name(path: Path) -> None:
    tree = ast.parse(path.read_text())
    names = [n for n in given(tree) if "commitment" in n.lower()]
    # A helper may be handed the row of the table.
    assert [n for n in names if n != "commitment"] == [], "say promise"
    assert [d for d in docstrings(tree) if PROMISE.search(d)] == [], "say promise"


@of_each(
    [p for p in CODE if p.relative_to(ROOT).parts[0] in {"web", "cli", "workbench"}],
    name,
)
def test_no_surface_says_commitment(path: Path) -> None:
    if name(path) != SYNONYMS:
        assert "commitment" not in path.read_text().lower(), "say promise"


@of_each([p for p in FILES if p.suffix == ".html"], name)
def test_no_page_says_commitment(path: Path) -> None:
    assert "commitment" not in path.read_text().lower(), "say promise"


@of_each(PAGES, lambda page: page.name)
def test_no_document_says_commitment(page: Path) -> None:
    text = re.sub(r"`[^`]*`", "", page.read_text())  # the name of a table may be told
    if page.parent.name != "reference":
        assert PROMISE.findall(text) == [], "say promise"


ITS_NAME = {"NOTE_EVIDENCE", "EVIDENCE"}  # the kind of note; the area of a token


@of_each(CODE, name)
def test_evidence_is_the_domain_of_what_was_heard(path: Path) -> None:
    parts = path.relative_to(ROOT).with_suffix("").parts
    if EVIDENCE & set(parts):
        return
    assert [part for part in parts if "evidence" in part] == []
    names = [n for n in given(ast.parse(path.read_text())) if "evidence" in n.lower()]
    assert [n for n in names if n not in ITS_NAME] == [], "say backing or record"


def test_the_rules_see_names_wherever_they_are_given() -> None:
    tree = ast.parse(
        '"""Of commitments."""\n'
        "class CommitmentRow:\n    evidence: str\n    commitment_id = 1\n"
        "def list_commitments(*, commitment_id: int) -> None: ...\n"
    )

    assert {n for n in given(tree) if n} == {
        "CommitmentRow", "evidence", "commitment_id", "list_commitments",
    }  # fmt: skip
    assert PROMISE.search(next(docstrings(tree)))
    assert not PROMISE.search("PreCommitmentState")
