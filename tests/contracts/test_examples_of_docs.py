"""Every example of the documents is run, or held against what it names.

Calls of the API and of the client are run by ``tests/api`` and ``tests/client``, the
pages of commands and doors are written from what they tell of.
"""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
import yaml
from django.template import engines
from django.utils import timezone
from standardwebhooks import Webhook

import bench.__main__ as bench
from leadline.cli.main import cli
from leadline.config.sign_in import sign_in_providers
from leadline.foundation.sql.asking import plain_question
from leadline.foundation.webhooks import new_secret, signed_headers
from leadline.launches.types import parse_template
from tests import worker
from tests.contracts.test_docs import PAGES, ROOT

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.S | re.M)
# Run elsewhere, or written from what they tell of.
ELSEWHERE = {"docs/api.md", "docs/client.md", "docs/reference/cli.md"}
# Programs of others; what of ours they name is looked for.
OTHERS = set(
    "curl grep cat createdb podman docker helm kubectl pip dask export".split()
)
SETTING = re.compile(r"LEADLINE_[A-Z_]+")
FILE = re.compile(r"(?:deploy|tools|tests|src)/[\w./-]+")


def blocks(*languages: str) -> Iterator[tuple[str, str]]:
    """Yield the blocks in a language: the page and the words."""
    for page in PAGES:
        name = str(page.relative_to(ROOT))
        for language, text in BLOCK.findall(page.read_text()):
            if language in languages and name not in ELSEWHERE:
                yield name, text


def lines(text: str) -> Iterator[list[str]]:
    """Yield the commands of a block, without what is said beside them."""
    for line in text.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
            words = words[1:]
        if words:
            yield words


def parse(command: click.Command, words: list[str]) -> None:
    """Take a command apart as it would be; every file it names is there."""
    with command.make_context(command.name, list(words)) as context:
        if isinstance(command, click.Group):
            rest = [*context._protected_args, *context.args]
            _, inner, rest = command.resolve_command(context, rest)
            assert inner is not None
            parse(inner, rest)


def leadline(words: list[str], folder: Path) -> None:
    for word in words:
        if re.fullmatch(r"(?:~/)?[\w-]+(?:\.\w+)+", word):
            (folder / word.removeprefix("~/")).touch()
    parse(cli, [word.replace("~", str(folder)) for word in words[1:]])


def python(words: list[str], folder: Path) -> None:
    if words[1:3] == ["-m", "bench"]:
        assert set(words[3:]) <= set(bench.PARTS)
    elif words[1] == "-m":
        assert (ROOT / words[2].replace(".", "/")).with_suffix(".py").exists()
    else:
        assert (ROOT / words[1]).exists()


def pytest_(words: list[str], folder: Path) -> None:
    for word in words[1:]:
        assert word.startswith("-") or (ROOT / word).exists(), word


def others(words: list[str], folder: Path) -> None:
    """What a line of another program names of ours is there."""
    said = " ".join(words)
    settings = (ROOT / "docs/reference/settings.md").read_text() + "LEADLINE_NAME"
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    values = (ROOT / "deploy/helm/leadline/values.yaml").read_text()
    known = yaml.safe_load(values)
    for name in SETTING.findall(said):
        assert name in settings, name
    for path in FILE.findall(said):
        assert (ROOT / path).exists(), path
    for extra in re.findall(r"leadline\[(\w+)\]", said):
        assert extra in extras["optional-dependencies"]
    for value in re.findall(r"--set (\w+)\.(\w+)", said):
        assert value[0] == "env" or value[1] in known[value[0]], value


RUNNERS: dict[str, Callable[[list[str], Path], None]] = {
    "leadline": leadline, "python": python, ".venv/bin/python": python,
    ".venv/bin/pytest": pytest_, "make": lambda words, folder: None,
    **dict.fromkeys(OTHERS, others),
}  # fmt: skip


def test_every_command_is_one_that_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEADLINE_DATA_DIR", str(tmp_path))
    wrong, seen = [], 0
    for page, text in blocks("sh"):
        for words in lines(text):
            seen += 1
            try:
                RUNNERS[words[0]](words, tmp_path)
            except (AssertionError, click.ClickException, KeyError) as error:
                wrong.append(f"{page}: {shlex.join(words)}: {error}")

    assert wrong == []
    assert seen > 60


def test_the_files_of_the_readme_are_there() -> None:
    """``tools/smoke.py`` runs its commands among them, from the wheel alone."""
    there = {path.name for path in (ROOT / "docs" / "examples").iterdir()}
    said = [
        words[2]
        for page, text in blocks("sh")
        if page == "README.md"
        for words in lines(text)
        if words[0] == "leadline"
    ]

    assert len(said) >= 10
    assert set(said) <= there


def test_every_language_of_an_example_is_run_by_somebody() -> None:
    known = {"", "sh", "yaml", "sql", "http", "python", "django", "nginx", "json",
             "text"}  # fmt: skip
    said = {
        language for page in PAGES for language, _ in BLOCK.findall(page.read_text())
    }

    assert said <= known, "say in this file how it is run"


def test_files_and_questions_are_read_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("s")
    found = dict(blocks("yaml"))
    said = found.pop("docs/sign-in.md").replace(
        "/run/secrets/acme", f"{tmp_path}/secret"
    )
    (tmp_path / "sign-in.yaml").write_text(said)
    provider = sign_in_providers(tmp_path / "sign-in.yaml")[0]
    template = parse_template(found.pop("docs/launches.md"))
    questions = [text for _, text in blocks("sql")]

    assert provider.name == "Acme"
    assert template.name == "Minor change at sea"
    assert found == {}
    assert [plain_question(text) for text in questions] == [
        q.strip() for q in questions
    ]


def test_a_message_to_a_program_is_checked_as_the_page_says() -> None:
    (message,) = [text for _, text in blocks("http")]
    head, _, body = message.partition("\n\n")
    names = dict(line.split(": ", 1) for line in head.splitlines()[1:])
    (code,) = [text for page, text in blocks("python") if page == "docs/webhooks.md"]
    secret, now = new_secret(), timezone.now()
    known = {
        "secret": secret,
        "body": body,
        "headers": signed_headers([secret], names["webhook-id"], now, body.encode()),
    }
    exec(compile(code, "docs/webhooks.md", "exec"), known)

    assert known["Webhook"] is Webhook
    assert known["told"] == json.loads(body)
    assert set(known["headers"]) < {*names, "x"}
    assert re.fullmatch(r"v1,[\w+/]{43}=", names["webhook-signature"])


def test_what_developers_are_shown_is_there() -> None:
    (code,) = [text for page, text in blocks("python") if page == "docs/testing.md"]
    compile(code, "docs/testing.md", "exec")
    asked = set(re.findall(r"folder\.(\w+)\(", code))
    (template,) = [text for _, text in blocks("django")]

    assert asked <= set(dir(worker.Folder))
    assert len(asked) > 3
    engines["django"].from_string(template)
