from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from leadline.accounts.models import Job
from leadline.evidence.models import Feedback, Import
from leadline.importing.jobs import dry_run, run_import
from tests.conftest import Person
from tests.importing.test_run import Silent, draft, pieces, table


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path


def at(person: Person, path: str = "") -> str:
    return f"/w/{person.actor.workspace_id}/import/{path}"


def upload(browser: Client, person: Person, content: bytes) -> str:
    file = SimpleUploadedFile("tickets.csv", content)
    answer = browser.post(at(person), {"file": file})
    assert answer.status_code == 302, answer.content
    return str(answer["Location"])


def test_a_file_goes_from_upload_to_rows_page_by_page(ana: Person) -> None:
    browser = ana.browser
    mapping = upload(browser, ana, table([*pieces(30), ["X", "", "", "", "", "", ""]]))
    page = browser.get(mapping)
    assert (page.status_code, page.context["matched"]) == (200, 7)

    chosen = {
        bound.html_name: bound.value() for _, bound in page.context["form"].columns()
    }
    extra = {"day_first": "True", "zone": "UTC", "source": "desk"}
    answer = browser.post(mapping, {**chosen, **extra, "create_customers": "on"})
    preview = browser.get(answer["Location"])
    assert (preview.context["good"], len(preview.context["rows"])) == (20, 20)

    pk = Import.objects.get().pk
    begun = browser.post(at(ana, f"{pk}/begin/"))
    job = Job.objects.latest("pk")
    assert (begun.status_code, job.kind) == (302, "importing.run")
    run_import(actor=ana.actor, progress=Silent(), **job.args)

    done = browser.get(at(ana, f"{pk}/"))
    assert (done.status_code, Feedback.objects.count()) == (200, 30)
    assert b"Row 31" in done.content
    refused = browser.get(at(ana, f"{pk}/refused.csv")).getvalue().decode()
    assert refused.splitlines()[1].startswith("31,")
    browser.post(at(ana, f"{pk}/undo/"))
    assert Feedback.objects.count() == 0


def test_pasted_rows_are_a_file_too(ana: Person) -> None:
    pasted = "Ticket id\tBody\n1\tThe export stops half way\n2\tLogin is very slow\n"

    answer = ana.browser.post(at(ana), {"pasted": pasted, "kind": "feedback"})

    assert answer.status_code == 302
    assert Import.objects.get().mapping == {"Ticket id": "source_id", "Body": "words"}


@pytest.mark.parametrize("content", [b"", b"a,b\n", b"PK\x03\x04broken"])
def test_a_file_that_cannot_be_read_says_so_beside_the_field(
    ana: Person, content: bytes
) -> None:
    file = SimpleUploadedFile("x.csv", content)

    answer = ana.browser.post(at(ana), {"file": file, "pasted": ""})

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert Import.objects.count() == 0


def test_a_mapping_without_words_is_refused_and_keeps_what_was_chosen(
    ana: Person,
) -> None:
    pk = draft(ana, table(pieces(3)))
    data = {"day_first": "True", "zone": "Europe/Berlin", "source": "desk"}

    answer = ana.browser.post(at(ana, f"{pk}/map/"), data)

    assert answer.status_code == 422
    assert b"Choose the column that holds" in answer.content
    assert b'value="desk"' in answer.content


def test_the_dry_run_is_a_job_whose_findings_the_page_shows(ana: Person) -> None:
    pk = draft(ana, table([*pieces(3), ["T9", "", "", "", "", "", ""]]))
    browser = ana.browser
    answer = browser.post(at(ana, f"{pk}/check/"))
    job = Job.objects.latest("pk")
    result = dry_run(actor=ana.actor, progress=Silent(), **job.args)
    Job.objects.filter(pk=job.pk).update(state="done", result=result)

    page = browser.get(answer["Location"])

    assert b"Why rows are refused" in page.content
    assert Feedback.objects.count() == 0


def test_a_draft_can_be_read_again_as_customers_and_thrown_away(
    ana: Person, tmp_path: Path
) -> None:
    pk = draft(ana, table(pieces(3)))
    browser = ana.browser

    browser.post(at(ana, f"{pk}/reread/"), {"kind": "customers"})
    assert Import.objects.get().kind == "customers"
    browser.post(at(ana, f"{pk}/discard/"))

    assert Import.objects.count() == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_importing_pages_take_the_same_queries_for_any_number(
    ana: Person, django_assert_max_num_queries: object
) -> None:
    browser = ana.browser
    for _ in range(3):
        draft(ana, table(pieces(3)))

    with django_assert_max_num_queries(10):
        page = browser.get(at(ana))

    assert page.content.count(b"tickets.csv") == 3


def test_importing_is_closed_to_readers_and_unknown_to_strangers(
    ana: Person, ben: Person, cleo: Person
) -> None:
    pk = draft(ana, table(pieces(3)))

    for path in ("begin/", "undo/", "discard/", "check/", "reread/"):
        assert ben.browser.post(at(ana, f"{pk}/{path}")).status_code == 403
        assert cleo.browser.post(at(ana, f"{pk}/{path}")).status_code == 404
    assert ben.browser.get(at(ana)).status_code == 200
    assert ben.browser.post(at(ana), {"pasted": "a,b\n1,2"}).status_code == 403
    assert cleo.browser.get(at(ana, f"{pk}/map/")).status_code == 404
