"""The same file again: read as a person had it read the first time."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadline.evidence.actions import change_import, undo_import
from leadline.evidence.models import Feedback, Import
from leadline.importing import drafts, run
from leadline.importing.reading import Asked
from tests.conftest import Person
from tests.importing.test_run import NOW, Silent, outcome, table

HEADER = ["ref", "remark", "text", "created"]
ROWS = [
    [f"R{n}", f"The pump on pier {n} drips", f"seen by the crew {n}", f"0{n}/03/2026"]
    for n in range(1, 5)
]


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path


def start(
    person: Person, content: bytes, asked: Asked | None = None, name: str = "t.csv"
) -> int:
    path = drafts.keep_upload(actor=person.actor, file_name=name, chunks=[content])
    kind = asked.kind if asked else ""
    return drafts.start_draft(
        actor=person.actor, path=path, file_name=name, kind=kind, asked=asked, now=NOW
    )


def finish(person: Person, pk: int) -> tuple[int, ...]:
    return outcome(
        run.run_import(actor=person.actor, import_id=pk, now=NOW, progress=Silent())
    )


def corrected(person: Person) -> int:
    """Bring the file with its columns corrected by hand, and the order said."""
    pk = start(person, table(ROWS, HEADER), Asked(day_first=False))
    mapping = {**Import.objects.get(pk=pk).mapping, "text": "own", "remark": "words"}
    change_import(actor=person.actor, import_id=pk, mapping=mapping)
    assert finish(person, pk) == (4, 0, 0, 0)
    return pk


@pytest.mark.django_db
def test_columns_corrected_once_hold_when_the_file_comes_again(ana: Person) -> None:
    corrected(ana)

    again = start(ana, table(ROWS, HEADER))
    draft = Import.objects.get(pk=again)

    assert (draft.mapping["text"], draft.mapping["remark"]) == ("own", "words")
    assert draft.options["dates"]["why"] == "you said so"
    assert draft.options["day_first"] is False
    assert draft.options["shape"]["notes"][0] == (
        "Read as in the import of 1 Nov: its columns mean what they meant then."
    )
    assert finish(ana, again) == (0, 0, 4, 0)
    assert Feedback.objects.count() == 4


@pytest.mark.django_db
def test_what_is_said_now_goes_before_what_was_said_then(ana: Person) -> None:
    corrected(ana)

    said = Asked(mapping={"text": "words", "remark": "title"}, day_first=True)
    draft = Import.objects.get(pk=start(ana, table(ROWS, HEADER), said))

    assert (draft.mapping["text"], draft.mapping["remark"]) == ("words", "title")
    assert draft.options["day_first"] is True


@pytest.mark.django_db
def test_the_encoding_that_was_said_holds_too(ana: Person) -> None:
    content = table(ROWS, HEADER).replace(b"crew", "cr\xe9w".encode("cp1252"))
    pk = start(ana, content, Asked(encoding="cp1250"))
    finish(ana, pk)

    again = Import.objects.get(pk=start(ana, content))
    now = Import.objects.get(pk=start(ana, content, Asked(encoding="cp1254")))

    assert again.options["shape"]["encoding"] == "cp1250"
    assert again.options["asked"]["encoding"] == "cp1250"
    assert now.options["shape"]["encoding"] == "cp1254"
    assert finish(ana, again.pk) == (0, 0, 4, 0)


@pytest.mark.django_db
def test_a_header_row_that_was_said_is_tried(ana: Person) -> None:
    content = table([["id", "what", "more", "x"], *ROWS], HEADER)
    finish(ana, start(ana, content, Asked(header_row=2, mapping={"what": "words"})))

    again = Import.objects.get(pk=start(ana, content))

    assert again.options["shape"]["header_at"] == 1
    assert again.mapping["what"] == "words"


@pytest.mark.django_db
def test_a_source_that_was_said_holds_and_a_name_of_a_file_does_not(
    ana: Person,
) -> None:
    pk = corrected(ana)
    draft = Import.objects.get(pk=start(ana, table(ROWS, HEADER), name="u.csv"))
    assert draft.options["source"] == "u"

    earlier = Import.objects.get(pk=pk)
    Import.objects.filter(pk=pk).update(options={**earlier.options, "source": "desk"})

    draft = Import.objects.get(pk=start(ana, table(ROWS, HEADER), name="u.csv"))
    assert draft.options["source"] == "desk"


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["undone", "draft", "other columns", "other kind"])
def test_other_imports_teach_nothing(ana: Person, what: str) -> None:
    content, kind = table(ROWS, HEADER), ""
    if what == "draft":
        pk = start(ana, content)
        mapping = {"text": "own", "remark": "words", "ref": "own", "created": "own"}
        change_import(actor=ana.actor, import_id=pk, mapping=mapping)
    else:
        pk = corrected(ana)
    if what == "undone":
        undo_import(actor=ana.actor, import_id=pk, now=NOW)
    if what == "other columns":
        content = table([[*row, "x"] for row in ROWS], [*HEADER, "place"])
    if what == "other kind":
        kind = "customers"

    draft = Import.objects.get(pk=start(ana, content, Asked(kind=kind)))

    assert draft.mapping["text"] != "own" or kind == "customers"
    assert not any("Read as in" in n for n in draft.options["shape"]["notes"])


@pytest.mark.django_db
def test_imports_of_another_workspace_are_never_used(ana: Person, cleo: Person) -> None:
    corrected(ana)

    draft = Import.objects.get(pk=start(cleo, table(ROWS, HEADER)))

    assert draft.mapping["text"] == "words"
    assert not any("Read as in" in n for n in draft.options["shape"]["notes"])
