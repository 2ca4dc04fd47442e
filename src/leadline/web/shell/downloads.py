"""Files that are taken along: CSV that a spreadsheet runs nothing in, and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from leadline.foundation.shown import json_text
from leadline.foundation.text import plain_cell


def json_download(file_name: str, value: Any) -> HttpResponse:
    """Answer with a JSON file; raises ``Invalid`` where a number in it is none."""
    answer = HttpResponse(json_text(value, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer


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
    disposition = content_disposition_header(as_attachment=True, filename=file_name)
    answer["Content-Disposition"] = disposition or "attachment"
    return answer
