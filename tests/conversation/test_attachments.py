"""Files of comments: whose they are, how they are given out, that none stays behind."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leadline.accounts.models import Event
from leadline.cli.attached import files_are_there
from leadline.conversation import actions, queries
from leadline.conversation.actions import attachments
from leadline.conversation.models import Attachment, Comment, Thread
from leadline.conversation.types import MOST_FILES, Came
from leadline.foundation.attached import FileKind, kept_files, path_of
from leadline.foundation.errors import Invalid, NotAllowed, NotFound
from tests.conftest import Person
from tests.conversation.talking import NOW, begin, need_of
from tests.foundation.attached.files import HTML, PDF, SVG, gif, pdf, png

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def came(who: Person, name: str = "ports.txt", content: bytes = b"Nine") -> Came:
    return actions.take_in(actor=who.actor, name=name, chunks=[content])


def attached(who: Person, *files: Came) -> list[Attachment]:
    kept = actions.begin_thread(
        actor=who.actor, about="need", record_id=need_of(who).pk, text="See", now=NOW,
        files=files or [came(who)],
    )  # fmt: skip
    return list(Attachment.objects.filter(comment_id=kept.id).order_by("pk"))


def url_of(who: Person, one: Attachment) -> str:
    return f"/w/{who.actor.workspace_id}/attached/{one.pk}/"


def test_a_file_comes_with_a_comment_and_is_shown_to_all_who_read_it(
    ana: Person, ben: Person
) -> None:
    need = need_of(ana)
    url = f"/w/{ana.actor.workspace_id}/talk/need/{need.pk}/"
    files = [
        SimpleUploadedFile("plan.png", png(), "text/html"),
        SimpleUploadedFile("notes.html", HTML, "text/html"),
    ]
    answer = ana.browser.post(url, {"text": "See", "files": files})
    assert answer.status_code == 302
    assert [(one.name, one.kind) for one in Attachment.objects.order_by("pk")] == [
        ("plan.png", "png"), ("notes.html.txt", "text"),
    ]  # fmt: skip
    for who in (ana, ben):
        page = who.browser.get(url).content.decode()
        assert page.count("<img") == 1
        assert "notes.html.txt" in page
        assert ("Take off" in page) is (who is ana)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.png", png(), "image/png"),
        ("a.png", png(more=HTML), "image/png"),
        ("a.gif", gif() + b"<script>alert(1)</script>", "image/gif"),
        ("a.svg", SVG, "application/octet-stream"),
        ("a.html", HTML, "application/octet-stream"),
        ("a.pdf", PDF, "application/octet-stream"),
    ],
)
def test_what_is_given_out_is_saved_and_runs_nowhere(
    name: str, content: bytes, media_type: str, ana: Person, ben: Person
) -> None:
    (one,) = attached(ana, came(ana, name, content))
    answer = ben.browser.get(url_of(ana, one))
    assert answer.content == content
    assert answer["Content-Type"] == media_type
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    head = ben.browser.head(url_of(ana, one))
    assert head.status_code == 200
    assert "no-store" in answer["Cache-Control"] or "private" in answer["Cache-Control"]


def test_a_name_cannot_break_a_header_or_a_page(ana: Person) -> None:
    (one,) = attached(ana, came(ana, 'x"\r\nSet-Cookie: a=1\r\n<b>.txt'))
    answer = ana.browser.get(url_of(ana, one))
    assert "Set-Cookie" not in answer.headers or "a=1" not in answer["Set-Cookie"]
    assert "\n" not in answer["Content-Disposition"]


def test_a_file_is_for_who_reads_the_record_and_for_nobody_else(
    ana: Person, ben: Person, cleo: Person, client: Any
) -> None:
    (one,) = attached(ana)
    url = url_of(ana, one)
    assert ben.browser.get(url).status_code == 200
    assert cleo.browser.get(url).status_code == 404
    own = f"/w/{cleo.actor.workspace_id}/attached/{one.pk}/"
    assert cleo.browser.get(own).status_code == 404
    assert client.get(url)["Location"].startswith("/sign-in/")
    Thread.objects.update(record_id=10**9)
    assert ana.browser.get(url).status_code == 404


def test_a_file_is_taken_off_by_who_wrote_alone(
    ana: Person, ben: Person, olu: Person, cleo: Person
) -> None:
    (one,) = attached(ana)
    for who, failure in ((ben, NotAllowed), (olu, NotAllowed), (cleo, NotFound)):
        with pytest.raises(failure):
            actions.remove_attachment(actor=who.actor, attachment_id=one.pk)
    ana.browser.post(f"{url_of(ana, one)}remove/")
    assert not Attachment.objects.exists()
    assert Event.objects.latest("pk").verb == "conversation.remove_attachment"
    assert ana.browser.get(url_of(ana, one)).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("run.exe", b"MZ" + bytes(60), "run.exe: It is neither a picture"),
        ("empty.txt", b"", "empty.txt: It is empty"),
        ("large.txt", b"x" * (10 * 1024**2 + 1), "large.txt: It is over 10 MB"),
    ],
)
def test_what_is_refused_says_which_and_keeps_what_was_typed(
    name: str, content: bytes, says: str, ana: Person
) -> None:
    need = need_of(ana)
    url = f"/w/{ana.actor.workspace_id}/talk/need/{need.pk}/"
    file = SimpleUploadedFile(name, content)
    answer = ana.browser.post(url, {"text": "My words", "files": [file]})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "My words" in answer.content.decode()
    assert not Comment.objects.exists()
    assert not list(kept_files(ana.actor.workspace_id))


@pytest.mark.parametrize(
    ("count", "status"), [(MOST_FILES, 302), (MOST_FILES + 1, 422)]
)
def test_a_comment_has_so_many_files(count: int, status: int, ana: Person) -> None:
    need = need_of(ana)
    url = f"/w/{ana.actor.workspace_id}/talk/need/{need.pk}/"
    files = [SimpleUploadedFile(f"{n}.txt", b"%d" % n) for n in range(count)]
    answer = ana.browser.post(url, {"text": "See", "files": files})
    assert answer.status_code == status


@pytest.mark.parametrize(("most", "fits"), [(8, True), (7, False)])
def test_a_workspace_holds_so_much(
    most: int, fits: bool, ana: Person, cleo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    attached(cleo)
    attached(ana)
    monkeypatch.setattr(attachments, "MOST_BYTES", most)
    if fits:
        attached(ana)
    else:
        with pytest.raises(Invalid, match="may take"):
            attached(ana)


def test_what_hangs_on_nothing_is_swept_when_it_is_old(
    ana: Person, olu: Person, cleo: Person
) -> None:
    one, two = attached(ana, came(ana), came(ana, "b.txt", b"other"))
    same = attached(ana)[0]
    assert same.digest == one.digest
    (theirs,) = attached(cleo)
    for row in (one, two, theirs):
        actions.remove_attachment(
            actor=(cleo if row is theirs else ana).actor, attachment_id=row.pk
        )
    left = path_of(ana.actor.workspace_id, two.digest)
    long_ago = (NOW - timedelta(days=1)).timestamp()
    for file in kept_files(ana.actor.workspace_id):
        os.utime(file.path, (long_ago, long_ago))

    os.utime(left, (NOW.timestamp(), (NOW - timedelta(minutes=59)).timestamp()))
    assert actions.sweep_attached(actor=olu.actor, now=NOW) == 0
    os.utime(left, (NOW.timestamp(), (NOW - timedelta(minutes=61)).timestamp()))
    assert actions.sweep_attached(actor=olu.actor, now=NOW) == 1
    assert [file.path.name for file in kept_files(ana.actor.workspace_id)] == [
        same.digest
    ]
    assert len(list(kept_files(cleo.actor.workspace_id))) == 1


def test_a_comment_taken_back_takes_its_files_along(ana: Person) -> None:
    (one,) = attached(ana)
    actions.delete_comment(actor=ana.actor, comment_id=one.comment_id, now=NOW)
    assert not Attachment.objects.exists()
    assert ana.browser.get(url_of(ana, one)).status_code == 404


def test_check_names_what_is_missing_and_what_was_changed(
    ana: Person, olu: Person, tmp_path: Path
) -> None:
    one, two = attached(ana, came(ana), came(ana, "b.txt", b"other"))
    came(ana, "c.txt", b"hangs on nothing")
    (found,) = files_are_there(tmp_path)
    assert (found.state, "2 files of comments are whole; 1 that" in found.line) == (
        "ok", True
    )  # fmt: skip
    path_of(ana.actor.workspace_id, one.digest).unlink()
    path_of(ana.actor.workspace_id, two.digest).write_bytes(b"spoilt")
    lines = [(one.state, one.line) for one in files_are_there(tmp_path)]
    assert [state for state, _ in lines] == ["wrong", "wrong"]
    assert "missing: ports.txt" in lines[0][1]
    assert "not what they were: b.txt" in lines[1][1]
    assert ana.browser.get(url_of(ana, one)).status_code == 404
    with pytest.raises(NotAllowed):
        queries.check_attached(actor=ana.actor)


def test_words_come_with_a_file(ana: Person) -> None:
    with pytest.raises(Invalid, match="Write something"):
        actions.begin_thread(
            actor=ana.actor, about="need", record_id=need_of(ana).pk, text=" ",
            now=NOW, files=[came(ana)],
        )  # fmt: skip
    assert came(ana).kind is FileKind.TEXT
    begin(ana, need_of(ana), "So")


def test_the_first_page_of_a_pdf_is_shown_to_who_reads_it_and_goes_with_it(
    ana: Person,
    ben: Person,
    cleo: Person,
    client: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, plain = attached(ana, came(ana, "plan.pdf", pdf()), came(ana, "no.pdf", PDF))
    assert (one.width, one.height, bool(one.preview)) == (640, 906, True)
    assert (plain.width, plain.preview) == (0, "")
    picture = f"{url_of(ana, one)}preview/"
    talk = f"/w/{ana.actor.workspace_id}/talk/need/{one.comment.thread.record_id}/"
    shown = ben.browser.get(talk).content.decode()
    assert f'<img src="{picture}"' in shown
    assert shown.count("<img") == 1
    answer = ben.browser.get(picture)
    assert answer["Content-Type"] == "image/webp"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert ben.browser.get(f"{url_of(ana, plain)}preview/").status_code == 404
    assert cleo.browser.get(picture).status_code == 404
    assert client.get(picture).status_code == 302
    path = path_of(ana.actor.workspace_id, one.preview)
    later = NOW + timedelta(days=9)
    os.utime(path, (0, 0))
    actions.sweep_attached(actor=ana.actor, now=later)
    assert path.is_file()
    (found,) = files_are_there(tmp_path)
    assert found.state == "ok", found.line
    actions.remove_attachment(actor=ana.actor, attachment_id=one.pk)
    actions.sweep_attached(actor=ana.actor, now=later)
    assert not path.exists()
    monkeypatch.setattr("leadline.conversation.queries.attachments.can_preview",
                        lambda: False)  # fmt: skip
    assert "leadline[documents] is not" in ben.browser.get(talk).content.decode()
