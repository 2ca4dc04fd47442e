"""Mails as a file: who is believed, what is one mail, and what hostile ones do."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from leadline.foundation.mailbox import Mail
from leadline.foundation.tables import sniff_table
from leadline.foundation.tables.mails import LINE_LIMIT, read_mail, sniff_mail
from leadline.importing.mailed import box_of

TRUSTED = "mx.tide.example"
OF = "header.from=harbour.example"
GOOD = f"{TRUSTED}; spf=pass; dmarc=pass (p=none) header.from=harbour.example"


def raw(words: str = "Too slow", **headers: str) -> bytes:
    said = {"From": "Maya <maya@harbour.example>", "Subject": "A", **headers}
    head = "".join(f"{name.replace('_', '-')}: {v}\n" for name, v in said.items())
    return f"{head}\n{words}\n".encode("utf-8", "surrogateescape")


def encoded(words: str) -> str:
    return f"=?utf-8?b?{b64encode(words.encode()).decode()}?="


def rows(tmp_path: Path, *mails: bytes, trusted: str = "") -> list[dict[str, str]]:
    lot = tuple(Mail(one, 1_796_025_600.0) for one in mails)
    path = tmp_path / "box.mbox"
    path.write_bytes(box_of(lot, trusted=trusted).content)
    assert sniff_table(path).format == "mail"
    shape = sniff_mail(path, "utf-8")
    return [
        dict(zip(shape.columns, row.cells, strict=True))
        for row in read_mail(path, shape, 0)
    ]


def test_a_sender_is_believed_where_the_server_that_is_trusted_says_so(
    tmp_path: Path,
) -> None:
    bad = [
        "", "other.example; dmarc=pass header.from=harbour.example",
        f"{TRUSTED}; dmarc=fail header.from=harbour.example",
        f"{TRUSTED}; dmarc=fail (dmarc=pass header.from=harbour.example)",
        f"{TRUSTED}; spf=pass smtp.mailfrom=\"; dmarc=pass {OF}; \"@evil.example",
        f"{TRUSTED}; spf=pass (x \\) ; dmarc=pass {OF}; )",
        f"{TRUSTED}; spf=pass ((x) ; dmarc=pass {OF}; )",
        f"{TRUSTED}; dmarc=pass header.from=evil.example",
        f"{TRUSTED}; dmarc=pass",
        f"{TRUSTED}; spf=pass smtp.mailfrom=x;dmarc=pass {OF}; dmarc=fail {OF}",
        f"x {TRUSTED}; dmarc=pass header.from=harbour.example",
    ]  # fmt: skip
    believed = [
        one["From address"]
        for said in (GOOD, GOOD.upper(), *bad)
        for one in rows(tmp_path, raw(Authentication_Results=said), trusted=TRUSTED)
    ]
    assert believed == ["maya@harbour.example"] * 2 + [""] * len(bad)
    # What the sender wrote stands below what the server did; two senders are none.
    fail = f"{TRUSTED}; dmarc=fail header.from=harbour.example"
    twice = f"Authentication-Results: {fail}\n".encode() + raw(
        Authentication_Results=GOOD
    )
    two = b"From: Eve <eve@evil.example>\n" + raw(Authentication_Results=GOOD)
    for mail in (twice, two):
        (one,) = rows(tmp_path, mail, trusted=TRUSTED)
        assert one["From address"] == ""
    (one,) = rows(tmp_path, raw(Authentication_Results=GOOD))
    assert (one["From"], one["From address"]) == ("Maya", "")


def test_a_name_that_is_an_address_is_no_name(tmp_path: Path) -> None:
    for said, name in (
        ("boss@harbour.example", ""), ('"boss@harbour.example" <x@y.example>', ""),
        ("=?utf-8?q?J=C3=B6rg?= <j@x.example>", "Jörg"), ("", ""), ("Maya", "Maya"),
        (f"{encoded(encoded('boss@harbour.example'))} <x@y.example>", ""),
        (f"{encoded('boss@harbour.example')} <x@y.example>", ""),
    ):  # fmt: skip
        (one,) = rows(tmp_path, raw(From=said))
        assert (one["From"], one["From address"]) == (name, ""), said


def test_nobody_writes_over_a_mail_by_its_id(tmp_path: Path) -> None:
    first, other = raw(Message_ID="<a@b>"), raw("Other words", Message_ID="<a@b>")
    one, again, two, bare = (
        found["Message-ID"] for found in rows(tmp_path, first, first, other, raw())
    )
    assert one == again != two
    assert one.startswith("a@b ")
    assert len(bare) == 16


def test_lines_that_look_like_a_border_split_nothing(tmp_path: Path) -> None:
    words = (
        "Dear team,\n\nFrom Monday 2 November 2026\nit is slow.\n\n>From here on, too"
    )
    (one,) = rows(tmp_path, raw(words))
    assert one["Body"] == words


def test_a_broken_mail_keeps_no_other_from_being_one(tmp_path: Path) -> None:
    for broken in (
        b"<junk>\nFrom: a@b.c\n\nx", b"Subject: x\n<junk>\n\nx", b":\n\nx", b"x",
        b"Subject: x\n\x00\x01\n\nx", b"\x80\x81: x\n\nx", b"X: y\n" * 200 + b"\nx",
        ("Subject: x\n\nhello\n" * 9000).encode("utf-16"), b"\0a" * 90_000,
        b"@: x\n" + raw(Authentication_Results=GOOD),
    ):  # fmt: skip
        found = rows(tmp_path, broken, raw(), trusted=TRUSTED)
        assert [one["Body"] for one in found][1:] == ["Too slow"], broken


def test_no_mail_speaks_for_another_by_how_its_lines_are_cut(tmp_path: Path) -> None:
    forged = b"From: boss@harbour.example\nSubject: B\n\nAll is well"
    border = b"From boss@harbour.example 2026\n"
    mails = [
        # Lines so long that the reader takes them in parts: one begins in the middle.
        raw() + b"\n" + b" " * at + border + forged
        for at in (LINE_LIMIT - 1, LINE_LIMIT, LINE_LIMIT + 1)
    ]
    mails += [
        sign + b"<boss@harbour.example>\n" + raw() for sign in (b" ", b"\t", b" \t")
    ]
    mails += [raw(f"a{sign}{sign}{border.decode()}") for sign in "\r\v\f\x85\u2028"]
    for number, mail in enumerate(mails):
        found = rows(tmp_path, mail, trusted=TRUSTED)
        assert [one["From address"] for one in found] == [""], number


def test_a_mail_without_a_date_has_that_of_its_coming(tmp_path: Path) -> None:
    for said in ({}, {"Date": "yesterday"}):
        (one,) = rows(tmp_path, raw(**said))
        assert one["Date"].startswith("2026-11-30"), said
    (one,) = rows(tmp_path, raw(Date="Fri, 20 Nov 2026 08:00:00 +0000"))
    assert one["Date"].startswith("2026-11-20")


def test_hostile_mails_are_one_row_each(tmp_path: Path) -> None:
    deep = b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n" * 3000
    mails = [
        b"", b"\n\n\n", b"\x00" * 5000, b"\xff\xfe" * 5000, b"From x\n" * 5000,
        b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\nx",
        b"From: " + b"<a@b.c>," * 20_000 + b"\n\nx",
        b"Message-ID: " + b"<" * 50_000 + b"\n\nx",
        b"Authentication-Results: " + b"(" * 50_000 + b"\n\nx",
        b"Date: " + b"9" * 50_000 + b"\n\nx",
        b"Content-Type: text/plain; charset=no-such\n\n\x80x",
        deep, raw("x" * 300_000), raw(Message_ID="<" + "x" * 9000 + ">"),
    ]  # fmt: skip
    found = rows(tmp_path, *mails, trusted=TRUSTED)
    assert len(found) == len(mails)
    assert all(len(one["Message-ID"]) <= 200 for one in found)
