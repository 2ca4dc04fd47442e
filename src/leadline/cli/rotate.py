"""``leadline rotate-keys``: new keys in the place of those that others may know."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import click

from leadline.cli import folder as place
from leadline.cli.context import (
    boot,
    choose_folder,
    folder_option,
    json_option,
    need_folder,
    says_why,
)
from leadline.cli.machines import need_nobody_else
from leadline.cli.saying import say, say_json
from leadline.foundation.errors import Invalid
from leadline.foundation.keys import (
    MARK,
    current_of,
    retired_of,
    with_new_key,
    write_key,
)
from leadline.foundation.words import plural

RECORD, SECRET = "record", "secret"
NAMED = (
    "{name} holds the key itself, which a command cannot change. Write it into a file, "
    "name that in {name}_FILE instead, and try again."
)


@click.command()
@folder_option
@click.option(
    "--only",
    type=click.Choice([RECORD, SECRET]),
    help="Exchange one of the two; else both.",
)
@json_option
@says_why
def rotate_keys(folder: Path | None, only: str | None, as_json: bool) -> None:
    """Put new keys in the place of those that others may know.

    The key of the record: the log goes on under a new one. The old key stays in the
    file below it, because it alone verifies the lines of its time; with it nobody can
    write a line, or change one, that leadline check believes. Heads and backups of
    before stay good witnesses.

    The secret key: everybody is signed out, links by mail and shared links stop
    working, and passwords of databases and addresses of channels are locked anew.

    Leadline must not be open, on no machine; each needs the new files afterwards. Make
    a backup then: older ones hold the old keys.

    Example: leadline rotate-keys --folder ~/leadline --only secret
    """
    home = choose_folder(folder)
    need_folder(home)
    boot()
    with place.held(home):
        need_nobody_else()
        done: dict[str, int] = {}
        finish_change_of_key()
        if only != SECRET:
            done["logs"] = _change_record_key()
        if only != RECORD:
            done |= _change_secret_key(home)
    if as_json:
        say_json(done)
        return
    if "logs" in done:
        logs = plural(done["logs"], "log goes", "logs go")
        say(f"{logs} on under a new key of the record.")
    if "locked" in done:
        out = plural(done["signed_out"], "browser is", "browsers are")
        anew = plural(done["locked"], "secret of others is", "secrets of others are")
        say(f"There is a new secret key: {out} signed out, {anew} locked anew.")


def finish_change_of_key() -> None:
    """End a change of the record's key that was cut off, forward or back."""
    from leadline.accounts.queries import key_of_head, logged_workspace_ids
    from leadline.foundation.sealing import key_name

    path = record_key_file()
    draft = _next(path) if path else None
    if path is None or draft is None or not draft.exists():
        return
    name = key_name(draft.read_text(encoding="utf-8"))
    used = {key_of_head(workspace_id=number) for number in logged_workspace_ids()}
    if name in used:
        draft.replace(path)
    else:
        draft.unlink()


def _change_record_key() -> int:
    """Seal with a new key first, and put it into its place once that is kept.

    Where the power goes in between, the draft tells the next start what was kept.
    """
    from leadline.accounts.actions import seal_records, seal_with_new_key
    from leadline.foundation.sealing import has_key

    path = record_key_file()
    if path is None:
        raise Invalid(NAMED.format(name="LEADLINE_RECORD_KEY"))
    if not has_key():
        raise Invalid("There is no key of the record yet; the first change makes it.")
    seal_records()
    ring = with_new_key(path.read_text(encoding="utf-8"))
    write_key(_next(path), ring)
    count = seal_with_new_key(ring=ring)
    _next(path).replace(path)
    return count


def _change_secret_key(home: Path) -> dict[str, int]:
    """Lock anew what the old key opens, and forget that key only then."""
    from leadline.accounts.actions import (
        lock_with_new_key,
        say_to_all,
        sign_everybody_out,
    )
    from leadline.accounts.queries import KEYS, secret_name
    from leadline.foundation.jobs import clock

    if os.environ.get("LEADLINE_SECRET_KEY"):
        raise Invalid(NAMED.format(name="LEADLINE_SECRET_KEY"))
    named = os.environ.get("LEADLINE_SECRET_KEY_FILE", "")
    path = Path(named).expanduser() if named else home / "secret.key"
    if not path.is_file():
        raise Invalid(f"There is no secret key {path} yet; leadline serve makes it.")
    new = secrets.token_urlsafe(50)
    write_key(path, "\n".join([new, *_marked(path.read_text(encoding="utf-8"))]))
    locked = lock_with_new_key(secret=new)
    say_to_all(name=KEYS, said={"secret": secret_name(new)}, now=clock())
    write_key(path, new)
    return {"locked": locked, "signed_out": sign_everybody_out()}


def _marked(text: str) -> list[str]:
    """Return the lines below a new key that keep the ones before it."""
    first, *below = text.strip().partition(f"\n{MARK}")
    return [f"{MARK} {current_of(first)}", *("".join(below).strip().splitlines())]


def record_key_file() -> Path | None:
    """Return where the record's key lies; nothing where the setting holds it itself."""
    from leadline.foundation.sealing import key_file

    if named := os.environ.get("LEADLINE_RECORD_KEY_FILE"):
        return Path(named).expanduser()
    return None if os.environ.get("LEADLINE_RECORD_KEY") else key_file()


def keep_as_verifier(ring: str) -> None:
    """Put another key below the one of the record: it verifies lines of its time."""
    from leadline.foundation.sealing import make_key

    path = record_key_file()
    if path is None:
        raise Invalid(NAMED.format(name="LEADLINE_RECORD_KEY"))
    make_key()
    text = path.read_text(encoding="utf-8").strip()
    known = {current_of(text), *retired_of(text)}
    given = [current_of(ring), *reversed(retired_of(ring))]
    more = [f"{MARK} {key}" for key in given if key not in known]
    if more:
        write_key(path, "\n".join([text, *more]))


def _next(path: Path) -> Path:
    return path.with_name(f"{path.name}.next")
