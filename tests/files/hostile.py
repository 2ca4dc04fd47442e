"""Small files that were made to stop a reader: a name, its reader, its bytes.

By hand ``python -m tests.files.hostile FOLDER`` writes them all.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

from tests.files.samples import CALENDAR, MAIL, packed, table, workbook

ZONE = "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"
WEEKLY = "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=40"


def _calendar(old: str, new: str) -> bytes:
    assert old in CALENDAR
    return CALENDAR.replace(old, new, 1).encode()


def _events(count: int, rule: str) -> bytes:
    one = "BEGIN:VEVENT\r\nUID:{}\r\nDTSTART:20200101T090000Z\r\n{}\r\nEND:VEVENT\r\n"
    inner = "".join(one.format(number, rule) for number in range(count))
    return f"BEGIN:VCALENDAR\r\n{inner}END:VCALENDAR\r\n".encode()


def _sheet(old: bytes, new: bytes) -> bytes:
    """Return the workbook with something else in its sheet."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as book,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in book.namelist():
            part = book.read(name)
            if name.startswith("xl/worksheets/"):
                assert old in part
                part = part.replace(old, new, 1)
            made.writestr(name, part)
    return target.getvalue()


def _cell(text: str) -> bytes:
    return f'id,words\n1,"{text}"\n2,"The list forgets its order."\n'.encode()


def _groups(count: int) -> bytes:
    lines = [f"0.{n % 9 + 1},{n % 2},team {n}" for n in range(count)]
    return "\n".join(["probability,outcome,group", *lines]).encode()


FILES: dict[str, tuple[str, bytes]] = {
    "quote.csv": ("import", b'"'),
    "quotes.csv": ("import", b'id,words\n1,"never closed\n' + b'2,"x\n' * 6_000),
    "comments.csv": ("import", _cell("<!--" * 60_000)),
    "scripts.csv": ("import", _cell("<b>" + "<script " * 40_000)),
    "links.csv": ("import", _cell("<https://a|" * 30_000)),
    "spaces.csv": ("import", _cell("Regards" + " " * 200_000 + "x")),
    "newlines.csv": ("import", _cell("Hi" + "\n" * 200_000 + "x")),
    "dashes.csv": ("import", _cell("-" * 200_000 + "_" * 90_000)),
    "quoted.csv": ("import", _cell("> " * 100_000)),
    "wide.csv": ("import", b",".join(b"c%d" % n for n in range(100_000)) + b"\n1\n"),
    "nulls.csv": ("import", b"\x00" * 300_000),
    "delimiters.csv": ("import", b",;\t|" * 80_000),
    "empty_lines.csv": ("import", b"id,words\n" + b"\n" * 400_000 + b"1,It is slow\n"),
    "deep.json": ("import", b"[" * 200_000),
    "deep.jsonl": ("import", b'{"a":' * 60_000 + b"1" + b"}" * 60_000),
    "number.json": ("import", b'[{"words": "slow", "n": ' + b"9" * 60_000 + b"}]"),
    "row.xlsx": ("import", _sheet(b'<row r="2"', b'<row r="1000000000"')),
    "cut.xlsx": ("import", _sheet(b"</sheetData>", b"")),
    "style.xlsx": ("import", _sheet(b'<c r="A1"', b'<c r="A1" s="99999999"')),
    "shared.xlsx": ("import", _sheet(b't="inlineStr"', b't="s"')),
    "broken.xlsx": ("import", workbook()[:-900] + b"x" * 900),
    "bomb.zip": ("import", packed(rows__csv=b"id,words\n" + b"a,b\n" * 6_000_000)),
    "zips.zip": ("import", packed(a__zip=packed(b__zip=packed(c__csv=table())))),
    "nested.eml": (
        "import",
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
            for n in range(3_000)
        ),
    ),
    "heads.mbox": (
        "import",
        b"From a@b.example Mon Mar 16 10:00:00 2026\nX: y\n" * 1_500,
    ),
    "encoded.eml": (
        "import",
        MAIL.replace("The invoice", "=?utf-8?b?" * 9_000).encode(),
    ),
    "second.ics": ("hours", _calendar(ZONE, "RRULE:FREQ=SECONDLY")),
    "never.ics": (
        "hours",
        _calendar(ZONE, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    ),
    "rare.ics": (
        "hours",
        _calendar(ZONE, "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"),
    ),
    "back.ics": ("hours", _calendar(ZONE, "RRULE:FREQ=DAILY;INTERVAL=-1")),
    "naught.ics": ("hours", _calendar(ZONE, "RRULE:FREQ=YEARLY;INTERVAL=0")),
    "parameter.ics": ("hours", _calendar(ZONE, "RRULE;X=1:FREQ=MINUTELY")),
    "length.ics": ("hours", _calendar("DTSTART;VALUE=DATE:20260310", "DTSTART:PT1H")),
    "instance.ics": (
        "hours",
        _calendar("RECURRENCE-ID;TZID=Here:20260305T090000", "RECURRENCE-ID:-PT5M"),
    ),
    "seconds.ics": ("hours", _calendar(WEEKLY, "RRULE:FREQ=SECONDLY")),
    "many.ics": ("hours", _events(300, "RRULE:FREQ=SECONDLY")),
    "minutes.ics": ("hours", _events(60, "RRULE:FREQ=MINUTELY;INTERVAL=20")),
    "nested.ics": ("hours", b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 20_000),
    "groups.csv": ("score", _groups(40_000)),
    "large.csv": ("score", b"probability,outcome\n1e999,1\nNaN,0\n"),
    "deep_plan.json": ("optimise", b'{"bets": ' + b"[" * 100_000),
    "large_plan.json": (
        "optimise",
        b'{"periods": ["a"], "teams": {"t": [1e400]}, "bets": [{"id": "b", "effort": '
        b'{"t": 99999999999999999999999}}], "objective": {"worth": 1}}',
    ),
}


def main() -> None:
    """Write the files into a folder."""
    for name, (_, content) in FILES.items():
        Path(sys.argv[1], name).write_bytes(content)


if __name__ == "__main__":
    main()
