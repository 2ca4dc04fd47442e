"""Numbers and dates that nobody has: at every address and in every form, no fault."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

import leadline
from leadline.web.shell.bounds import FIRST_YEAR, LARGEST, LAST_YEAR
from tests.conftest import Person
from tests.contracts.areas.all import thing_for
from tests.contracts.doors import addresses
from tests.contracts.examples import Examples
from tests.each import of_each

WEB = Path(leadline.__file__).parent / "web"
HUGE = "9" * 26
VALUES = [HUGE, "9" * 18, "-1", "0", "NaN", "1e999", "0001-01-01", "9999-12-31"]
READS = re.compile(r"(?:GET|POST)(?:\.get|\.getlist)?[\[(]\s*\"(\w+)\"")


def form_classes() -> Iterator[type[forms.BaseForm]]:
    """Every form that is written in the pages."""
    for path in sorted(WEB.rglob("*.py")):
        if "Form" not in path.read_text():
            continue
        parts = path.relative_to(WEB.parent.parent).with_suffix("").parts
        module = import_module(".".join(p for p in parts if p != "__init__"))
        for node in ast.parse(path.read_text()).body:
            found = (
                getattr(module, node.name, None)
                if isinstance(node, ast.ClassDef)
                else None
            )
            if isinstance(found, type) and issubclass(found, forms.BaseForm):
                yield found


FIELDS = [
    (f"{form.__name__}.{name}", field)
    for form in form_classes()
    for name, field in form.base_fields.items()
]


def cleaned(field: forms.Field, given: str) -> object:
    """What a field makes of a text; ``None`` where it refuses it."""
    try:
        return field.clean(given)
    except forms.ValidationError:
        return None


def test_there_are_fields_to_look_at() -> None:
    kinds = [type(field) for _, field in FIELDS]

    assert sum(issubclass(kind, forms.DateField) for kind in kinds) > 5
    assert sum(issubclass(kind, forms.IntegerField) for kind in kinds) > 5


@of_each(
    [(n, f) for n, f in FIELDS if not isinstance(f, forms.ModelChoiceField)],
    lambda found: found[0],
)
def test_no_field_lets_through_what_cannot_be_kept(
    found: tuple[str, forms.Field],
) -> None:
    field = found[1]
    for given in VALUES:
        value = cleaned(field, given)
        if isinstance(value, int) and not isinstance(value, bool):
            assert -LARGEST < value < LARGEST
        if isinstance(value, date):
            assert FIRST_YEAR <= value.year <= LAST_YEAR
        assert value == value, "not a number"


@pytest.mark.parametrize(
    ("given", "is_kept"),
    [
        ("1900-01-01", True),
        ("1899-12-31", False),
        ("2199-12-31", True),
        ("2200-01-01", False),
    ],
)
def test_the_edges_of_dates(given: str, is_kept: bool) -> None:
    assert (cleaned(forms.DateField(), given) is not None) == is_kept


@pytest.mark.parametrize("sign", ["", "-"])
def test_the_edges_of_numbers(sign: str) -> None:
    assert cleaned(forms.IntegerField(), f"{sign}{LARGEST - 1}") is not None
    assert cleaned(forms.IntegerField(), f"{sign}{LARGEST}") is None


def names_read() -> list[str]:
    """Every name that the pages read from an address or a form."""
    read = {name for p in WEB.rglob("*.py") for name in READS.findall(p.read_text())}
    read |= {name for form in form_classes() for name in form.base_fields}
    return sorted(read - {"password", "theme"})


@pytest.mark.parametrize("given", [HUGE, "-1", "NaN", "9999-12-31"])
def test_no_page_fails_by_what_its_address_asks_for(
    olu: Person, given: str, tmp_path: Path, settings: object
) -> None:
    settings.MEDIA_ROOT = tmp_path
    examples, found = Examples(olu), {}
    asked = dict.fromkeys(names_read(), given)
    browser = olu.browser
    browser.raise_request_exception = False
    for address in addresses():
        if not address.is_in_workspace:
            continue
        values = {p: thing_for(address.route, p)(examples) for p in address.parameters}
        answer = browser.get(reverse(address.name, kwargs=values), asked)
        if answer.status_code >= 500:
            found[address.name] = answer.status_code

    assert found == {}


@pytest.mark.parametrize("number", [HUGE, str(LARGEST), "9" * 5000])
def test_no_address_fails_by_its_numbers(olu: Person, number: str) -> None:
    examples, found = Examples(olu), {}
    people = {"owner": olu.browser, "nobody": Client()}
    for browser in people.values():
        browser.raise_request_exception = False
    for address in addresses():
        for name in re.findall(r"<int:(\w+)>", address.route):
            path = "/" + address.route
            for other in address.parameters:
                thing = (
                    number
                    if other == name
                    else thing_for(address.route, other)(examples)
                )
                path = re.sub(rf"<(\w+:)?{other}>", str(thing), path)
            for who, browser in people.items():
                code = browser.get(path).status_code
                if code not in {404, 405}:
                    found[f"{who} {address.route} {name}"] = code

    assert found == {}
