"""Facts are columns: nothing is read out of sentences that people write or read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from leadline.accounts.types import Verb
from leadline.foundation.jobs import is_job_kind
from tests.contracts.prose import PROSE, columns, looked_into
from tests.contracts.test_house_rules import DOMAINS, ROOT, SOURCES, home, name
from tests.each import of_each

LOOKUPS = {
    f"{i}{way}"
    for way in ("startswith", "endswith", "contains", "regex")
    for i in ("", "i")
}

# Who searches asks for what holds some letters; nobody else does. Closed: to add a
# place here is to say that it is a search.
SEARCHES = {
    "accounts/actions/forgetting.py": {"{column}"},  # addresses of who is forgotten
    "decisions/queries/decisions.py": {"question", "sentence"},
    "decisions/queries/predictions.py": {"text"},
    "evidence/queries/customers.py": {"name", "domain"},
    "evidence/queries/needs.py": {"statement", "keywords"},
    "launches/queries/launches.py": {"title"},
    "overview/search.py": {"words", "name", "title"},
    "roadmap/actions/bets.py": {"title"},  # which titles are taken already
    "roadmap/queries/bets.py": {"{name}"},  # those it declares as searched
    "roadmap/queries/plans.py": {"name"},
    "stakeholders/queries/people.py": {"name", "title", "organisation"},
    "stakeholders/queries/promises.py": {"what", "name"},
    "strategy/queries/check_ins.py": {"reason"},
    "strategy/queries/goals.py": {"name"},
    "strategy/queries/metrics.py": {"name"},
}
# Where a row's text is looked into though no fact is read from it.
LOOKS = {
    "accounts/queries/chain.py": {"seal"},  # the name of its key stands before it
    "accounts/queries/links.py": {"subject"},  # a table and a number
    "accounts/types/rows.py": {"subject"},  # a table and a number
    "decisions/types/decisions.py": {"consulted"},  # a name is said once
    "evidence/actions/feedback.py": {"words"},  # several lines may be a mail
    "evidence/actions/feedback_rows.py": {"link"},  # an address must be one
    "overview/briefing/times.py": {"what"},  # a question mark takes no comma
    "stakeholders/types/telling.py": {"body"},  # which made sentences still stand
    "web/accounts/middleware.py": {"path"},  # of a request
    "web/shell/busy.py": {"path"},  # of a request
    "web/shell/middleware.py": {"path"},  # of a request
    "web/importing/forms.py": {"name"},  # of a form's field
}
OUTSIDE = {"engine", "demo", "workbench"}  # no rows there
FILES = {"foundation", "importing"}  # what they look into came from a file
READERS = [p for p in SOURCES if home(p)[0] not in OUTSIDE]
WORDS: dict[str, set[str]] = {}
for _field in columns():
    if _field.choices:
        WORDS.setdefault(_field.name, set()).update(dict(_field.flatchoices))


def looked_for(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The columns a query asks letters of, by line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg:
            *path, last = node.arg.split("__")
            if path and last in LOOKUPS:
                yield node.value.lineno, path[-1]
        elif isinstance(node, ast.JoinedStr):
            *path, last = ast.unparse(node)[2:-1].split("__")
            if path and last in LOOKUPS:
                yield node.lineno, path[-1]


def bare_words(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Words beside the enum that names them: asked of a column, or compared to one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg:
            sides = [(node.arg.removesuffix("__in").split("__")[-1], node.value)]
        elif isinstance(node, ast.Compare):
            named = (node.left, node.comparators[0])
            sides = [
                (one.attr, other)
                for one, other in (named, named[::-1])
                if isinstance(one, ast.Attribute)
            ]
        else:
            continue
        for column, value in sides:
            said = [n.value for n in ast.walk(value) if isinstance(n, ast.Constant)]
            for word in WORDS.get(column, set()).intersection(
                w for w in said if isinstance(w, str) and w
            ):
                yield value.lineno, f"{column} {word}"


def test_the_rules_see_what_they_are_to_see() -> None:
    tree = ast.parse(
        "rows(Step, actor).filter(why__startswith='Moved')\n"
        "rows(Step, actor).filter(Q(step__why__icontains='Moved'))\n"
        "rows(Step, actor).filter(**{f'{part}__contains': 'Moved'})\n"
        "x = change.what.endswith('?') or 'told us' in decision.sentence\n"
        "rows(Promise, actor).filter(direction='given', state__in=['kept'])\n"
        "y = row.state == 'at_risk' or 'taken' == row.chair_verdict\n"
        "z = row.what == 'kept' and rows(Promise, actor).filter(state=STATE)\n"
    )

    assert list(looked_for(tree)) == [(1, "why"), (2, "why"), (3, "{part}")]
    assert sorted(looked_into(tree)) == [(4, "sentence"), (4, "what")]
    assert sorted(bare_words(tree)) == [
        (5, "direction given"), (5, "state kept"),
        (6, "chair_verdict taken"), (6, "state at_risk"),
    ]  # fmt: skip


def test_a_text_is_followed_through_the_names_a_function_gives_it() -> None:
    tree = ast.parse(
        "def told(row, said):\n"
        "    what = row.what\n"
        "    first = what.strip().lower()\n"
        "    if first.startswith('moved') or 'told us' in what:\n"
        "        return said.startswith('moved')\n"
        "    why, place = row.why or '', row.pk\n"
        "    for word in str(why).split():\n"
        "        if not place and word[:9].endswith('?'):\n"
        "            return MOVED.match(word)\n"
        "    if (reason := row.reason) in {one.reason for one in row.others}:\n"
        "        return any(s.find('late') for s in reason.split('.'))\n"
        "    later = lambda: re.search('later', reason)\n"
        "def other(what, row):\n"
        "    return what.startswith('moved') or 'late' in row.kinds\n"
        "TITLE: str = PLAN.title\n"
        "IS_OURS = TITLE.endswith('ours')\n"
    )

    assert sorted(looked_into(tree)) == [
        (4, "what"), (4, "what"), (8, "why"), (9, "why"), (11, "reason"),
        (12, "reason"), (16, "title"),
    ]  # fmt: skip


@of_each(READERS, name)
def test_no_query_reads_a_fact_out_of_prose(path: Path) -> None:
    tree = ast.parse(path.read_text())
    may = SEARCHES.get(name(path), set())
    assert [(line, c) for line, c in looked_for(tree) if c not in may] == []
    may = PROSE if home(path)[0] in FILES else LOOKS.get(name(path), set())
    assert [(line, c) for line, c in looked_into(tree) if c not in may] == []


@of_each([p for p in READERS if home(p)[0] in (*DOMAINS, "overview")], name)
def test_what_an_enum_names_is_not_written_bare(path: Path) -> None:
    assert list(bare_words(ast.parse(path.read_text()))) == []


def test_no_search_is_allowed_that_is_gone() -> None:
    for allowed, look in ((SEARCHES, looked_for), (LOOKS, looked_into)):
        for path, names in allowed.items():
            tree = ast.parse((ROOT / path).read_text())
            assert names == {column for _, column in look(tree)} & names, path


VERB = re.compile(rf"(?:{'|'.join(DOMAINS)})\.[a-z_]*[a-z]")


def constants(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text()))
    return {n.value for n in nodes if isinstance(n, ast.Constant)
            and isinstance(n.value, str)}  # fmt: skip


def test_every_verb_of_the_log_has_its_name_and_is_written() -> None:
    """Actions write verbs as literals; hands and chunks put theirs together."""
    actions = [p for p in SOURCES if home(p)[1] == "actions"]
    said = {(home(p)[0], word) for p in actions for word in constants(p)}
    whole = {word for _, word in said if VERB.fullmatch(word)}
    unnamed = {word for word in whole - set(Verb) if not is_job_kind(word)}
    assert unnamed == set(), "name it in accounts/types/verbs.py"
    made = {"evidence.save_feedback_rows", "evidence.save_customers_rows"}
    unsaid = {
        verb for verb in Verb
        if verb not in whole | made and tuple(verb.split(".", 1)) not in said
    }  # fmt: skip
    assert unsaid == set(), "no action writes these"


@of_each([p for p in READERS if home(p)[1] != "actions"], name)
def test_who_reads_the_log_names_its_verbs(path: Path) -> None:
    if path.name == "verbs.py":
        return
    bare = constants(path) & set(map(str, Verb))
    assert {verb for verb in bare if not is_job_kind(verb)} == set()
