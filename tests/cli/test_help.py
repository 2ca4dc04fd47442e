"""The help teaches: every command says what it does and shows an example."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from leadline.cli.main import COMMANDS, cli

ROOT = Path(__file__).parent.parent.parent


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_shows_an_example_that_its_options_allow(name: str) -> None:
    shown = CliRunner().invoke(cli, [name, "--help"], terminal_width=200).output
    example = re.search(r"Example: leadline (.+)", shown)
    assert example, "end the docstring with an example"

    words = shlex.split(example[1])
    assert words[0] == name
    allowed = {o for p in command(name).params for o in [*p.opts, *p.secondary_opts]}
    assert {word for word in words if word.startswith("--")} <= allowed


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_is_for(name: str) -> None:
    silent = [
        p.name
        for p in command(name).params
        if isinstance(p, click.Option) and not (p.help or p.show_default)
    ]

    assert silent == []


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_option_is_wrong_usage(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--no-such-option"])

    assert result.exit_code == 2
    assert "No such option" in result.output


def test_an_unknown_command_is_wrong_usage() -> None:
    assert CliRunner().invoke(cli, ["fly"]).exit_code == 2


def test_the_list_of_commands_is_in_the_order_of_the_table() -> None:
    shown = CliRunner().invoke(cli, ["--help"]).output

    assert re.findall(r"^  ([a-z][\w-]*)  +[A-Z]", shown, re.M) == list(COMMANDS)


@pytest.mark.parametrize("name", ["check", "backup", "restore"])
def test_a_command_with_json_has_it_in_its_help(name: str) -> None:
    assert "--json" in CliRunner().invoke(cli, [name, "--help"]).output


def test_the_reference_page_is_the_help() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "reference.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_a_failure_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "leadline", "check", "--folder", tmp_path / "none"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == (
        f"Error: There is no data folder {tmp_path / 'none'}. "
        "Name it with --folder, or start with leadline serve.\n"
    )


def test_the_version_is_that_of_the_changelog() -> None:
    top = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.M)
    assert top

    shown = CliRunner().invoke(cli, ["--version"]).output

    assert top[1] in shown


@pytest.mark.parametrize("option", ["out", "seed", "futures", "folder"])
def test_what_many_commands_ask_for_is_declared_once(option: str) -> None:
    here = ROOT / "src/leadline/cli"
    declared = {
        path.name for path in here.glob("*.py") if f'"--{option}"' in path.read_text()
    }

    assert declared == {"context.py"}
