"""What is left in the data folder when bringing a file goes wrong: nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leadline.foundation.errors import Invalid
from leadline.importing import drafts
from tests.conftest import Person

TABLE = b"id,text\n1,The export stops halfway\n2,The page is slow today\n"


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path


def left_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def broken_off() -> Iterator[bytes]:
    yield TABLE
    raise OSError("the line is cut")


@pytest.mark.django_db
def test_an_upload_that_breaks_off_leaves_no_part(ana: Person, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cut"):
        drafts.keep_upload(actor=ana.actor, file_name="a.csv", chunks=broken_off())

    assert left_in(tmp_path) == []


@pytest.mark.django_db
def test_an_upload_at_the_limit_is_kept_and_one_over_it_is_not(
    ana: Person, tmp_path: Path, settings: object
) -> None:
    settings.UPLOAD_LIMIT_BYTES = len(TABLE)
    path = drafts.keep_upload(actor=ana.actor, file_name="a.csv", chunks=[TABLE])
    assert left_in(tmp_path) == [path]
    path.unlink()

    with pytest.raises(Invalid, match="over"):
        drafts.keep_upload(actor=ana.actor, file_name="a", chunks=[TABLE, b"x"])
    assert left_in(tmp_path) == []


@pytest.mark.django_db
def test_a_file_without_a_draft_is_not_kept(
    ana: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("the database is away")

    monkeypatch.setattr(drafts, "start_import", fail)
    path = drafts.keep_upload(actor=ana.actor, file_name="a.csv", chunks=[TABLE])
    with pytest.raises(RuntimeError, match="away"):
        drafts.start_draft(actor=ana.actor, path=path, file_name="a.csv")

    assert left_in(tmp_path) == []
