"""What ``leadline serve`` refuses, and what it does to a folder that is there."""

from __future__ import annotations

import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from leadline.cli import folder as place
from leadline.cli.site import free_port
from leadline.foundation.errors import Conflict, Invalid
from tests.cli.test_serve import START_SECONDS, command
from tests.worker import Folder

pytestmark = pytest.mark.sqlite

FORGET_THE_QUEUE = (
    "DELETE FROM django_migrations WHERE app = 'accounts' AND name >= '0006_one_queue'"
)


def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(Invalid, match=rf"Port {port} is in use\. Try: .*--port"):
            free_port("127.0.0.1", port)


def test_an_address_of_another_machine_is_one_clear_line() -> None:
    with pytest.raises(Invalid, match=r"192\.0\.2\.1 is not an address of this"):
        free_port("192.0.2.1", 0)


def test_a_folder_that_cannot_be_written_is_one_clear_line() -> None:
    with pytest.raises(Invalid, match=r"cannot be written .* --folder"):
        place.make_folder(Path("/proc/leadline"))


def test_a_database_is_copied_before_it_is_migrated(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    with closing(sqlite3.connect(folder.path / "leadline.sqlite3")) as database:
        database.execute(FORGET_THE_QUEUE)
        database.commit()
    for day in range(1, 7):
        (folder.path / "backups").mkdir(exist_ok=True)
        (folder.path / "backups" / f"before-migrating-2026-01-0{day}.sqlite3").touch()

    folder.python(
        """
        from pathlib import Path
        from leadline.cli import folder as place
        from django.core import management
        management.call_command = lambda *a, **k: None
        place.migrate(Path(os.environ["LEADLINE_DATA_DIR"]))
        """
    )

    kept = sorted(path.name for path in (folder.path / "backups").iterdir())
    assert len(kept) == 5
    with closing(sqlite3.connect(folder.path / "backups" / kept[-1])) as copy:
        assert copy.execute("SELECT count(*) FROM accounts_user").fetchone() == (0,)


def test_a_folder_of_a_later_version_is_refused(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    with closing(sqlite3.connect(folder.path / "leadline.sqlite3")) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('evidence', '9999_from_the_future', '2030-01-01')"
        )
        database.commit()
    process = command(folder.path, "--port", "0")
    _, said = process.communicate(timeout=START_SECONDS)

    assert process.returncode == 1
    assert "written by a later version of Leadline (evidence.9999" in said


def test_a_folder_with_the_queue_of_an_earlier_version_is_not_refused(
    tmp_path: Path,
) -> None:
    """That the queue then goes is tested with its migration, ``test_one_queue``."""
    folder = Folder(tmp_path / "data")
    place.make_folder(folder.path)
    with closing(sqlite3.connect(folder.path / "leadline.sqlite3")) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('django_tasks_database', '0001_initial', '2026-01-01')"
        )
        database.execute(FORGET_THE_QUEUE)
        database.commit()

    called = folder.python(
        """
        from pathlib import Path
        from leadline.cli import folder as place
        from django.core import management
        answer = []
        management.call_command = lambda *a, **k: answer.append(a[0])
        place.migrate(Path(os.environ["LEADLINE_DATA_DIR"]))
        """
    )

    assert called == ["migrate"]


def test_one_process_holds_a_folder(tmp_path: Path) -> None:
    place.make_folder(tmp_path)
    with place.held(tmp_path):
        assert place.is_served(tmp_path)
        with (
            pytest.raises(Conflict, match="open already"),
            place.held(tmp_path),
        ):
            pytest.fail("it was held")
    assert not place.is_served(tmp_path)


def test_without_styles_and_scripts_it_says_what_to_do(
    tmp_path: Path, settings: object
) -> None:
    settings.STATIC_ROOT = tmp_path / "built"

    with pytest.raises(Invalid, match=r"missing\. Install .* python -m tools\.assets"):
        place.need_assets(tmp_path)


def test_what_earlier_versions_made_in_the_folder_goes_and_nothing_else(
    tmp_path: Path,
) -> None:
    theirs = tmp_path / "assets" / "logo.svg"
    for path in ("assets/logo.svg", "assets/web/leadline.css", "static/build.key"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()

    place.need_assets(tmp_path)

    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [theirs]


def test_a_static_folder_that_is_not_ours_stays(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "page.html").touch()

    place.need_assets(tmp_path)

    assert (tmp_path / "static" / "page.html").exists()
