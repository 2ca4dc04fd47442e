"""Pages as a browser draws them: however their templates are folded into lines."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

BLOCKS = (
    "article|aside|caption|dd|details|div|dl|dt|fieldset|figure|footer|form|h[1-6]|"
    "header|hr|legend|li|main|nav|ol|option|p|path|rect|section|summary|table|tbody|"
    "td|tfoot|th|thead|tr|ul"
)
KEPT = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.S)
BESIDE = re.compile(rf" ?(</?(?:{BLOCKS})\b(?:[^>\"]|\"[^\"]*\")*>) ?")
ENDS = re.compile(r"(?<=[\w\"']) (?=/?>)")


def drawn(page: str) -> str:
    """Return a page without the white space that nobody sees.

    >>> drawn('<td>\\n  4 <b\\n  >of</b> 5</td>\\n<td>6</td>')
    '<td>4 <b>of</b> 5</td><td>6</td>'
    """
    parts = KEPT.split(page)
    # Between two texts stand what is kept and the name of its tag.
    return "".join(
        _fold(part) if at % 3 == 0 else part if at % 3 == 1 else ""
        for at, part in enumerate(parts)
    )


def _fold(text: str) -> str:
    one = ENDS.sub("", re.sub(r"\s+", " ", text))
    return BESIDE.sub(r"\1", one)


def read_pages_as_drawn() -> None:
    """Let every test client answer with pages as they are drawn."""
    ask = Client.request

    def request(self: Client, **asked: Any) -> Any:
        answer = ask(self, **asked)
        kind = answer.headers.get("Content-Type", "")
        is_page = kind.startswith("text/html") and not answer.streaming
        if is_page and "Content-Encoding" not in answer.headers:
            answer.content = drawn(answer.content.decode()).encode()
        return answer

    Client.request = request  # type: ignore[method-assign]
