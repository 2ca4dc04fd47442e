"""Tables as files: CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(value: object) -> str:
    """Return a cell's text; one that a spreadsheet would run gets a quote before it.

    >>> plain_cell("=1+1"), plain_cell(-3), plain_cell(None)
    ("'=1+1", '-3', '')
    """
    if value is None:
        return ""
    text = str(value)
    is_text = isinstance(value, str)
    return f"'{text}" if is_text and text.startswith(DANGEROUS) else text


def csv_download(
    file_name: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponseBase:
    """Answer with a CSV file (UTF-8 with its mark, so that Excel reads it right)."""

    def lines() -> Iterator[str]:
        out = io.StringIO("\ufeff")
        out.seek(1)
        writer = csv.writer(out)
        writer.writerow([plain_cell(cell) for cell in header])
        for row in rows:
            writer.writerow([plain_cell(cell) for cell in row])
            if out.tell() > 16_384:
                yield out.getvalue()
                out.seek(0)
                out.truncate()
        yield out.getvalue()

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer
