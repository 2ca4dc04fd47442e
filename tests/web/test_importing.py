from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from leadline.accounts.models import Job, Workspace
from leadline.evidence.models import Feedback, Import
from leadline.importing import checking
from leadline.importing.jobs import dry_run, run_import
from leadline.web.importing.forms import MappingForm
from tests.conftest import Person
from tests.evidence.makers import account
from tests.importing.test_run import HEADER, Silent, draft, pieces, table


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


def check_of(browser: Client, url: str) -> Any:
    page = browser.get(url)
    assert page.status_code == 200, page.content
    return page.context


def chosen(form: MappingForm) -> dict[str, str]:
    columns = {bound.html_name: bound.value() for _, bound, _ in form.columns()}
    return {**columns, "zone": "UTC", "source": "desk", "create_customers": "on"}


def test_a_file_goes_from_upload_to_rows_page_by_page(ana: Person) -> None:
    browser = ana.browser
    check = upload(browser, ana, table([*pieces(30), ["X", "", "", "", "", "", ""]]))
    seen = check_of(browser, check)
    look = seen["look"]
    assert (seen["form"].used, look["good"], look["refused_count"]) == (7, 30, 1)
    assert dict(look["facts"])["New pieces"] == "30"

    answer = browser.post(check, chosen(seen["form"]))
    assert answer.status_code == 302
    pk = Import.objects.get().pk
    begun = browser.post(at(ana, f"{pk}/begin/"))
    job = Job.objects.get(kind="importing.run")
    assert begun.status_code == 302
    run_import(actor=ana.actor, progress=Silent(), **job.args)

    done = browser.get(at(ana, f"{pk}/"))
    assert (done.status_code, Feedback.objects.count()) == (200, 30)
    assert b"Row 31" in done.content
    refused = browser.get(at(ana, f"{pk}/refused.csv")).getvalue().decode()
    assert ",31," in refused.splitlines()[1]
    browser.post(at(ana, f"{pk}/undo/"))
    assert Feedback.objects.count() == 0


def test_refused_rows_come_back_whole_and_are_brought_again_when_mended(
    ana: Person,
) -> None:
    browser = ana.browser
    bad = ["T9", "Slow since Monday", "31/31/2026", "Kim", "kim@acme.example", "", ""]
    upload(browser, ana, table([*pieces(3), bad]))
    pk = Import.objects.get().pk

    before = browser.get(at(ana, f"{pk}/refused.csv")).getvalue().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(before)))
    assert lines[0][: len(HEADER)] == HEADER
    assert lines[1][: len(bad)] == bad
    assert lines[1][-2] == "4"
    assert "no date" in lines[1][-1]

    mended = before.replace("31/31/2026", "2026-10-30").encode()
    file = SimpleUploadedFile("refused.csv", mended)
    answer = browser.post(at(ana, f"{pk}/again/"), {"file": file})
    seen = check_of(browser, answer["Location"])
    assert (seen["look"]["good"], seen["look"]["refused_count"]) == (1, 0)
    assert seen["look"]["words"][0]["author"] == "Kim"
    assert seen["draft"].mapping["id"] == "source_id"


@pytest.mark.parametrize(
    ("order", "day"), [("True", "3 Feb 2026"), ("False", "2 Mar 2026")]
)
def test_an_unsure_order_of_dates_is_asked_and_holds_the_import_up(
    ana: Person, order: str, day: str
) -> None:
    browser = ana.browser
    rows = [[f"T{n}", f"The export stops at page {n}", "03/02/2026", "", "", "", ""]
            for n in range(1, 9)]  # fmt: skip
    check = upload(browser, ana, table(rows))
    pk = Import.objects.get().pk
    seen = check_of(browser, check)
    assert [ask.label for ask in seen["asks"]] == ["Day first", "Month first"]
    assert seen["form"].needs == "One answer left: day or month first."

    stopped = browser.post(at(ana, f"{pk}/begin/"))
    assert stopped.status_code == 422
    assert b"Nothing was imported yet" in stopped.content
    assert not Job.objects.filter(kind="importing.run").exists()

    browser.post(check, {**chosen(seen["form"]), "day_first": order})
    seen = check_of(browser, check)
    assert (seen["asks"], seen["form"].needs) == ([], "")
    assert seen["look"]["words"][0]["said_at"] == day


def test_the_page_reads_the_file_again_as_a_person_says(ana: Person) -> None:
    browser = ana.browser
    words = "ticket;text\n1;Zażółć gęślą jaźń w raporcie\n2;Eksport działa wolno\n"
    file = SimpleUploadedFile("zgłoszenia.csv", words.encode("cp1250"))
    check = str(browser.post(at(ana), {"file": file, "kind": "feedback"})["Location"])
    pk = Import.objects.get().pk
    shape = check_of(browser, check)["shape"]
    as_it_is = {bound.html_name: bound.value() for bound in shape}

    def words_as(**said: object) -> list[str]:
        answer = browser.post(at(ana, f"{pk}/reread/"), {**as_it_is, **said})
        assert answer.status_code == 302
        look = check_of(browser, check)["look"]
        return [text for piece in look["words"] for _, _, text in piece["parts"]]

    assert words_as(encoding="cp1250")[0] == "Zażółć gęślą jaźń w raporcie"
    assert words_as(encoding="cp1252")[0] != "Zażółć gęślą jaźń w raporcie"
    browser.post(
        at(ana, f"{pk}/reread/"), {**as_it_is, "encoding": "cp1250", "header_row": 0}
    )
    assert Import.objects.get().mapping.keys() == {"Column 1", "Column 2"}


def test_a_large_file_is_read_by_a_job_and_the_page_waits_for_it(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "SMALL_BYTES", 10)
    browser = ana.browser
    check = upload(browser, ana, table([*pieces(3), ["T9", "", "", "", "", "", ""]]))
    job = Job.objects.get(kind="importing.dry_run")
    seen = check_of(browser, check)
    assert (seen["look"], seen["job"].id) == (None, job.pk)
    waiting = browser.get(check + "?wait=1", headers={"HX-Request": "true"})
    assert waiting.status_code == 204

    dry_run(actor=ana.actor, progress=Silent(), **job.args)

    seen = check_of(browser, check)
    assert (seen["look"]["good"], seen["look"]["refused_count"]) == (3, 1)
    assert Feedback.objects.count() == 0


def test_what_is_on_record_is_told_before_it_comes_in_twice(ana: Person) -> None:
    browser = ana.browser
    upload(browser, ana, table(pieces(3)))
    pk = Import.objects.get().pk
    browser.post(at(ana, f"{pk}/begin/"))
    run_import(actor=ana.actor, progress=Silent(), import_id=pk)

    check = upload(browser, ana, table(pieces(5)))

    facts = dict(check_of(browser, check)["look"]["facts"])
    assert (facts["New pieces"], facts["Brought in before"]) == ("2", "3")


def test_their_words_are_shown_with_what_was_taken_off(ana: Person) -> None:
    mail = (
        "Hello all,\n\nthe rota prints without the night shift.\n\nKind regards,\nKim"
    )
    away = "I am out of the office until 9 November."
    rows = [["T1", mail, "2026-10-01", "Kim", "", "", ""],
            ["T2", away, "2026-10-01", "", "", "", ""]]  # fmt: skip
    check = upload(ana.browser, ana, table(rows))

    look = check_of(ana.browser, check)["look"]

    (piece,) = look["words"]
    kinds = [kind for kind, _, _ in piece["parts"]]
    assert kinds[:2] == ["greeting", "words"]
    assert piece["parts"][1][2] == "the rota prints without the night shift."
    assert piece["original"] == mail
    assert [(one["label"], one["count"]) for one in look["left_out"]] == [
        ("Automatic answer", 1)
    ]


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
    data = {"zone": "Europe/Berlin", "source": "desk"}

    answer = ana.browser.post(at(ana, f"{pk}/map/"), data)

    assert answer.status_code == 422
    assert b"Choose the column that holds" in answer.content
    assert b'value="desk"' in answer.content


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

    for path in ("begin/", "undo/", "discard/", "again/", "reread/"):
        assert ben.browser.post(at(ana, f"{pk}/{path}")).status_code == 403
        assert cleo.browser.post(at(ana, f"{pk}/{path}")).status_code == 404
    assert ben.browser.get(at(ana)).status_code == 200
    assert ben.browser.get(at(ana, f"{pk}/map/")).status_code == 200
    assert ben.browser.post(at(ana, f"{pk}/map/")).status_code == 403
    assert cleo.browser.get(at(ana, f"{pk}/refused.csv")).status_code == 404
    assert ben.browser.post(at(ana), {"pasted": "a,b\n1,2"}).status_code == 403
    assert cleo.browser.get(at(ana, f"{pk}/map/")).status_code == 404


def test_a_customer_whom_an_address_means_is_named_in_the_check(ana: Person) -> None:
    account(ana.actor, "Brightwater", domain="brightwater.example")
    row = ["T1", "The rota prints too small", "2026-10-01", "Kim",
           "kim@brightwater.example", "", ""]  # fmt: skip

    look = check_of(ana.browser, upload(ana.browser, ana, table([row])))["look"]

    assert look["words"][0]["customer"] == "Brightwater"
    assert dict(look["facts"])["From customers on record"] == "1, from 1"


def test_what_has_no_rate_is_said_where_customers_came_in(ana: Person) -> None:
    Workspace.objects.update(currency="EUR")
    rows = [["Acme", "CHF 45'000"], ["Bolt", "$9,500"], ["Core", "1200"]]
    pk = draft(ana, table(rows, ["Name", "Umsatz p.a."]), "customers.csv")
    run_import(actor=ana.actor, import_id=pk, progress=Silent())

    page = " ".join(ana.browser.get(at(ana, f"{pk}/")).content.decode().split())
    assert "3 rows are new from “customers.csv”" in page
    assert "There is no rate to EUR from CHF, USD" in page
    assert "settings/money/" in page


def test_lines_of_text_are_told_to_be_pieces_each(ana: Person) -> None:
    file = SimpleUploadedFile(
        "talk.txt", b"Every Monday I export it all.\nIt stops at a thousand rows.\n"
    )
    check = ana.browser.post(at(ana), {"file": file})["Location"]

    page = " ".join(ana.browser.get(check).content.decode().split())
    assert "Each line comes in as a piece of its own" in page
    assert "each of its lines is a row" in page
    table_check = upload(ana.browser, ana, table(pieces(2)))
    assert "Each line comes in" not in ana.browser.get(table_check).content.decode()
