"""The data folder: made, locked, keyed, brought up to date."""

from __future__ import annotations

import errno
import fcntl
import multiprocessing
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import structlog

from leadline.cli.saying import say
from leadline.foundation.errors import Conflict, Invalid, LeadlineError

KEEP_BACKUPS = 5
KEEP_LOG_BYTES = 20_000_000
SAID_WHY = 3
STANDARD_ERROR = "-"
GONE = {"axes", "django_tasks_database"}
"""What earlier versions kept tables of, and this one does not know."""
SUBFOLDERS = ("run", "backups", "uploads")

log = structlog.get_logger(__name__)


def make_folder(folder: Path) -> None:
    """Make the data folder, readable for its owner alone; raise ``Invalid``."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in SUBFOLDERS:
            (folder / name).mkdir(mode=0o700, exist_ok=True)
        trial = folder / "run" / f"trial-{os.getpid()}"
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise Invalid(
            f"The data folder {folder} cannot be written ({error.strerror}). "
            "Choose another one: leadline serve --folder ~/leadline"
        ) from error


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the folder for this process and its children; raise ``Conflict``."""
    path = folder / "run" / "serve.lock"
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise
            file.seek(0)
            where = file.read().strip() or "another process"
            raise Conflict(
                f"Leadline is open already with {folder} ({where}). Stop it first, "
                "or choose another folder with --folder."
            ) from error
        file.truncate(0)
        file.write(f"process {os.getpid()}")
        file.flush()
        yield


def is_served(folder: Path) -> bool:
    """Return whether a ``serve`` holds the folder."""
    path = folder / "run" / "serve.lock"
    if not path.exists():
        return False
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def address_file(folder: Path) -> Path:
    """Return where the address is kept that Leadline was last open at."""
    return folder / "run" / "address"


def make_private(folder: Path) -> None:
    """Let nobody else read the database, nor what is made beside it from now on."""
    os.umask(0o077)
    for path in folder.glob("leadline.sqlite3*"):
        path.chmod(0o600)


def make_key(folder: Path) -> None:
    """Write the secret key, mode 600, unless there is one or a variable names it."""
    if os.environ.get("LEADLINE_SECRET_KEY") or os.environ.get(
        "LEADLINE_SECRET_KEY_FILE"
    ):
        return
    path = folder / "secret.key"
    if path.exists():
        path.chmod(0o600)
        return
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50))


def choose_log(folder: Path) -> Path:
    """Name the log file for this process and its children; put an old one aside.

    ``-`` is standard error, as containers have it: no file is made.
    """
    named = os.environ.setdefault("LEADLINE_LOG_FILE", str(folder / "leadline.log"))
    os.environ.setdefault("LEADLINE_LOG_LEVEL", "info")
    path = Path("standard error" if named == STANDARD_ERROR else named)
    if named == STANDARD_ERROR:
        return path
    if path.exists() and path.stat().st_size > KEEP_LOG_BYTES:
        path.replace(path.with_suffix(".log.1"))
    path.touch(mode=0o600)
    return path


def of_later_versions(
    applied: Iterable[tuple[str, str]], known: Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the migrations that only a later version can have run."""
    return sorted((app, n) for app, n in set(applied) - set(known) if app not in GONE)


def migrate(folder: Path) -> None:
    """Bring the database up to date, after a copy of what is there.

    Raises ``Conflict`` for a folder that a later Leadline has written, unless this one
    may go on beside it.
    """
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from leadline.cli.laying import is_empty, lay_tables
    from leadline.cli.machines import migrate_beside_others, runs_beside, say_version

    if is_empty():
        lay_tables()
        say_version()
        return
    executor = MigrationExecutor(connection)
    known, applied = executor.loader.disk_migrations, executor.loader.applied_migrations
    later = of_later_versions(applied, known or {})
    if later and not runs_beside():
        raise Conflict(
            f"The folder {folder} was written by a later version of Leadline "
            f"({'.'.join(later[0])}). Install that version, or restore a backup."
        )
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if applied:
        copy_database(folder)
    say("Bringing the database up to date …", err=True)
    migrate_beside_others()


def copy_database(folder: Path) -> None:
    """Keep a copy of the database in ``backups/``, and the last five of them."""
    from django.db import connection

    from leadline.foundation.backups import dump_database

    backups = folder / "backups"
    stamp = time.strftime("%Y-%m-%dT%H-%M-%S")
    suffix = "sqlite3" if connection.vendor == "sqlite" else "sql"
    try:
        dump_database(backups / f"before-migrating-{stamp}.{suffix}")
    except Invalid as error:
        say(f"Not copied before migrating: {error}", err=True)
    for old in sorted(backups.glob("before-migrating-*"))[:-KEEP_BACKUPS]:
        old.unlink()


def need_assets(folder: Path) -> None:
    """Raise ``Invalid`` without what the browser loads; it comes with the package.

    Earlier versions made it in the data folder: what they left there goes.
    """
    from django.conf import settings

    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        raise Invalid(
            "Styles, scripts and fonts are missing. Install Leadline again; in a "
            "checkout run: python -m tools.assets"
        )
    if (folder / "static" / "build.key").exists():
        for old in (folder / "static", folder / "assets" / "web"):
            shutil.rmtree(old, ignore_errors=True)


def need_watching(folder: Path) -> None:
    """Make ready what Leadline is watched by; raise ``Invalid`` where it lacks.

    The processes of ``serve`` count in files that each of them reads; a start begins
    them anew, as Prometheus expects of a counter.
    """
    from django.conf import settings

    from leadline.foundation.tracing import check_tracing

    check_tracing()
    if settings.METRICS_FROM or settings.METRICS_TOKEN:
        counted = folder / "run" / "metrics"
        shutil.rmtree(counted, ignore_errors=True)
        counted.mkdir(mode=0o700)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(counted)


def apart(work: Callable[[], None]) -> None:
    """Do heavy work in a process of its own, so that its memory goes with it.

    What libraries print is left out; a failure ends this process too.
    """
    from django.db import connections

    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=_quietly, args=(work,))
    process.start()
    try:
        process.join()
    except KeyboardInterrupt:
        process.join()
        raise
    if process.exitcode == SAID_WHY:
        raise SystemExit(1)
    if process.exitcode:
        says = os.environ["LEADLINE_LOG_FILE"]
        raise click.ClickException(f"That could not be done; {says} says why.")


def _quietly(work: Callable[[], None]) -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    try:
        work()
    except LeadlineError as error:
        say(f"Error: {error}", err=True)
        raise SystemExit(SAID_WHY) from error
    except Exception as error:
        log.exception("start_failed")
        raise SystemExit(1) from error
