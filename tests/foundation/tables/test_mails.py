from __future__ import annotations

from pathlib import Path

import pytest

from leadline.foundation.tables import mails, read_table, sniff_table
from tests.effort import ends
from tests.foundation.tables.reading import brought, rows_of

BOX = b"""From ann@b.example Fri Jan  2 03:00:00 2026
From: =?utf-8?q?J=C3=BCrgen_Koch?= <JK@b.example>
To: help@own.example
Subject: =?iso-8859-1?Q?L=E4uft?=
 nicht
Date: Fri, 2 Jan 2026 03:00:00 +0100
Message-ID: <m1@b.example>
Content-Type: multipart/alternative; boundary=xx

--xx
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Seit M=E4rz zu langsam.

>From then on not at all.
--xx
Content-Type: text/html

<p>other form</p>
--xx--

From b@b.example Fri Jan  2 04:00:00 2026
From: "Doe, Ann" <ann@c.example>
Subject: Away
Auto-Submitted: auto-replied
Date: nobody knows

I am away.
"""


def by_name(path: Path, at: int = 0) -> dict[str, str]:
    row = rows_of(path)[at]
    return dict(zip(mails.COLUMNS, row.cells, strict=True))


def test_a_mailbox_gives_a_row_a_mail(tmp_path: Path) -> None:
    path = brought(tmp_path, BOX)

    assert sniff_table(path).format == "mail"
    first, second = by_name(path), by_name(path, 1)
    assert (first["From"], first["From address"]) == ("Jürgen Koch", "jk@b.example")
    assert (first["Subject"], first["Message-ID"]) == ("Läuft nicht", "m1@b.example")
    assert first["Body"] == "Seit März zu langsam.\n\nFrom then on not at all."
    assert (first["Date"], first["Automatic"]) == ("2026-01-02T03:00:00+01:00", "")
    assert (second["From"], second["Automatic"]) == ("Doe, Ann", "auto-replied")
    assert second["Date"] == ""
    assert "no date" in rows_of(path)[1].note
    assert not rows_of(path)[0].note


def test_reading_on_gives_the_rest(tmp_path: Path) -> None:
    path = brought(tmp_path, BOX)
    shape = sniff_table(path)

    assert [row.number for row in read_table(path, shape, skip=1)] == [2]


@pytest.mark.parametrize(
    ("head", "body", "words"),
    [
        ("Content-Type: text/html", "<div>Hi<br>it is <b>so</b></div>", "Hi\nit is so"),
        ("Content-Type: text/plain; format=flowed", "It is \nslow.\n\n-- \nAnn",
         "It is slow.\n\n-- \nAnn"),
        ("Content-Type: text/plain; charset=nonsense", "Größe", "Größe"),
        ("X-Other: y", "Plain", "Plain"),
        ("Content-Disposition: attachment", "not read", ""),
        ("Content-Type: multipart/mixed; boundary=q",
         "--q\nContent-Type: message/rfc822\n\nSubject: x\n\ninner\n--q--", ""),
    ],
)  # fmt: skip
def test_the_body_is_what_was_written(
    tmp_path: Path, head: str, body: str, words: str
) -> None:
    path = brought(tmp_path, f"From: ann@b.example\nSubject: s\n{head}\n\n{body}\n")

    assert by_name(path)["Body"] == words


@pytest.mark.parametrize(
    ("head", "automatic"),
    [
        ("Auto-Submitted: no", ""),
        ("Auto-Submitted: auto-notified; x=y", "auto-notified"),
        ("Precedence: bulk", "bulk"), ("Precedence: first-class", ""),
        ("X-Autoreply: yes", "auto-replied"), ("List-Unsubscribe: <x>", "list"),
    ],
)  # fmt: skip
def test_what_no_person_wrote_is_told(
    tmp_path: Path, head: str, automatic: str
) -> None:
    path = brought(tmp_path, f"From: ann@b.example\nSubject: s\n{head}\n\nx\n")

    assert by_name(path)["Automatic"] == automatic


def test_a_mail_is_cut_where_only_attachments_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mails, "MESSAGE_LIMIT", 300)
    path = brought(tmp_path, BOX + b"x\n" * 5000)

    assert len(by_name(path, 1)["Body"]) < 400


@pytest.mark.parametrize(
    "content",
    ["Note: all of it\nSubject to change, it is slow\n",
     "From here on it is slow\nLate\n",
     "Subject: one\n\nNothing else of a mail\n"],
)  # fmt: skip
def test_what_only_sounds_like_mail_is_text(tmp_path: Path, content: str) -> None:
    assert sniff_table(brought(tmp_path, content)).format == "lines"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("name", ["Zoë Åkesson", "René Müßig", "Óscar Peña"])
def test_raw_bytes_in_a_header_are_read(
    tmp_path: Path, name: str, encoding: str
) -> None:
    head = f"From: {name} <z@b.example>\nTo: h@own.example\nSubject: Für {name}\n\nx"
    first = by_name(brought(tmp_path, head.encode(encoding)))

    assert (first["From"], first["From address"]) == (name, "z@b.example")
    assert first["Subject"] == f"Für {name}"


@pytest.mark.parametrize(
    ("subject", "read"),
    [
        ("Grün =?utf-8?q?und_gr=C3=A4u?= Žluť", "Grün und gräu Žluť"),
        ("=?utf-8?b?w6Q=?= =?utf-8?b?w7Y=?= ende", "äö ende"),
        ("=?nowhere-8?q?abc?= ü", "=?nowhere-8?q?abc?= ü"),
        ("a =?b?= c", "a =?b?= c"),
    ],
)
def test_encoded_and_raw_words_stand_side_by_side(
    tmp_path: Path, subject: str, read: str
) -> None:
    head = f"From: a@b.example\nTo: h@own.example\nSubject: {subject}\n\nx"

    assert by_name(brought(tmp_path, head))["Subject"] == read


HOSTILE_HEADERS = {
    "type": "Content-Type: text/plain; " + "a*0=b; " * 100_000,
    "name": 'Content-Disposition: inline; filename="' + '\\"' * 200_000,
    "from": "X-From: " + "a@b.example, " * 100_000,
    "subject": "Subject: " + "=?utf-8?Q?a?= " * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE_HEADERS)
def test_a_header_without_an_end_is_cut_before_it_is_read(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "mail.eml"
    head = f"From: ann@a.example\nTo: us@b.example\n{HOSTILE_HEADERS[name]}\n"
    path.write_text(f"{head}\nIt is slow.\n", encoding="utf-8")

    with ends():
        rows = list(read_table(path, sniff_table(path)))

    assert len(rows) == 1
    assert rows[0].cells[3] == "ann@a.example"
