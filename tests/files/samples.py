"""A small good file for each reader; what is spoilt begins as one of these."""

from __future__ import annotations

import io
import json
import zipfile

from openpyxl import Workbook

ROWS = [
    ("id", "created", "customer", "words", "rating"),
    (
        "1",
        "2026-03-14 09:30",
        "Nordlicht AG",
        "The list, once sorted, forgets it.",
        "4",
    ),
    ("2", "2026-03-15", "Baker & Sons", 'It says "saved" and is not.', "2"),
    ("3", "16.03.2026", "Quai 9", "Ça marche, mais lentement.\nTrès lentement.", "5"),
]
MAIL = (
    "From: Ines <ines@quai9.example>\nTo: help@house.example\n"
    "Subject: The invoice is wrong\nDate: Mon, 16 Mar 2026 10:00:00 +0100\n"
    'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b1"\n\n'
    "--b1\nContent-Type: text/plain; charset=utf-8\n\nHello,\n\nthe sum is wrong.\n\n"
    "Regards\nInes\n--b1\nContent-Type: text/html\n\n<p>the sum is wrong</p>\n--b1--\n"
)
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//house//cal//EN
BEGIN:VTIMEZONE
TZID:Here
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:weekly
DTSTART;TZID=Here:20260302T090000
DTEND;TZID=Here:20260302T100000
RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=40
EXDATE;TZID=Here:20260309T090000
SUMMARY:With Quai 9
ATTENDEE;PARTSTAT=ACCEPTED:mailto:ines@quai9.example
END:VEVENT
BEGIN:VEVENT
UID:weekly
RECURRENCE-ID;TZID=Here:20260305T090000
DTSTART;TZID=Here:20260305T110000
DURATION:PT30M
SUMMARY:Moved
END:VEVENT
BEGIN:VEVENT
UID:day
DTSTART;VALUE=DATE:20260310
RRULE:FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU,WE;COUNT=5
RDATE;VALUE=PERIOD:20260312T090000Z/PT1H
SUMMARY:Focus
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
PLAN = {
    "periods": ["2026Q2", "2026Q3"],
    "teams": {"web": [10, 12]},
    "bets": [
        {"id": "sums", "effort": {"web": 6}, "after": ["sort"]},
        {"id": "sort", "effort": {"web": 3}, "value": {"growth": 2}},
    ],
    "customers": [{"id": "quai", "worth": 7, "wants": ["sums"]}],
    "objective": {"growth": 1, "worth": 1},
}


def table(delimiter: str = ",") -> bytes:
    """Return the rows as text."""
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in ROWS]
    return "\n".join(delimiter.join(row) for row in quoted).encode()


def workbook() -> bytes:
    """Return the rows as a workbook."""
    book, target = Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(target)
    return target.getvalue()


def packed(**members: bytes) -> bytes:
    """Return a ZIP of files; a double underscore stands for a dot."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return target.getvalue()


def samples() -> dict[str, bytes]:
    """Return a good file for each reader by its name."""
    named = [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]
    box = "".join(
        f"From ines@quai9.example Mon Mar 16 10:0{n}:00 2026\n{MAIL}\n"
        for n in range(3)
    )
    scores = "probability,outcome,group\n0.7,1,a\n0.2,0,b\n0.9,yes,a\n30%,no,b\n"
    return {
        "csv": table(),
        "tsv": table("\t"),
        "xlsx": workbook(),
        "json": json.dumps({"data": {"items": named}}).encode(),
        "jsonl": "\n".join(map(json.dumps, named)).encode(),
        "zip": packed(rows__csv=table(), note__txt=b"Nothing to see."),
        "mbox": box.encode(),
        "eml": MAIL.encode(),
        "ics": CALENDAR.encode(),
        "score": scores.encode(),
        "plan": json.dumps(PLAN).encode(),
    }
