"""No page shows a record as Python writes it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

from django.urls import reverse

from tests.browser.test_every_page import is_page
from tests.conftest import Person
from tests.contracts.areas.all import thing_for
from tests.contracts.doors import addresses, missing
from tests.contracts.examples import Examples

# A record, an enum's member or an object that a template wrote out whole.
AS_PYTHON = re.compile(r"\b[A-Z]\w+\(\w+=|<[\w.]+ object at 0x|\b[A-Z]\w+ object \(\d")


def test_no_page_shows_a_record_as_python_writes_it(
    olu: Person, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    examples, shown, seen = Examples(olu), {}, 0
    for address in addresses():
        if missing(address):
            continue
        values = {
            parameter: thing_for(address.route, parameter)(examples)
            for parameter in address.parameters
        }
        answer = olu.browser.get(reverse(address.name, kwargs=values))
        if answer.status_code == 200 and is_page(answer):
            seen += 1
            if found := AS_PYTHON.findall(unescape(answer.content.decode())):
                shown[address.name] = found
    assert seen > 50
    assert shown == {}
