"""Numbers that no row can have, in addresses and forms: never a failure of ours."""

from __future__ import annotations

import pytest

from tests.conftest import Person
from tests.decisions.hearing import words_waiting
from tests.web.test_decisions import at

LONG = "9" * 30


@pytest.mark.parametrize("number", [LONG, "9" * 5000, "0" * 20 + LONG, "²", "٣"])
def test_a_number_no_row_can_have_is_refused(ana: Person, number: str) -> None:
    made = words_waiting(ana, 1)
    browser, room = ana.browser, f"/w/{ana.actor.workspace_id}"
    browser.raise_request_exception = False
    hear = at(ana, f"{made.pk}/hear/")
    asked = {
        f"{hear}?customer": {"customer": number},
        f"{room}/decisions/predictions/new/": {"bet": number, "goal": number},
        f"{room}/decisions/new/": {"need": number, "bet": number},
        f"{room}/stakeholders/": {"by": number, "owner": number, "page": number},
        f"{room}/stakeholders/people.csv": {"by": number, "owner": number},
        f"{room}/stakeholders/promises/new/": {"person": number},
        f"{room}/evidence/feedback/": {"need": number, "page": number},
        f"{room}/evidence/needs/": {"page": number},
    }
    pressed = {
        f"{hear}say/": [
            {"words": number, "side": "off"},
            {"words": "1", "side": f"{number}-for"},
            {"go": f"choose-{number}"},
            {"go": "next", "words": number, "option": number},
        ],
        at(ana, f"{made.pk}/words/1/"): [{"option": number, "side": "for"}],
        f"{room}/stakeholders/tell/told/": [{"person": number}],
    }

    found = {url: browser.get(url.partition("?")[0], q) for url, q in asked.items()}
    for url, forms in pressed.items():
        for n, form in enumerate(forms):
            found[f"{url} {n}"] = browser.post(url, form)

    assert {u: a.status_code for u, a in found.items() if a.status_code >= 500} == {}


@pytest.mark.parametrize(
    "path", ["/w/{n}/", "{here}/decisions/{n}/", "{here}/stakeholders/{n}/",
             "{here}/stakeholders/briefings/{n}/", "/peer/{n}/token/"],
)  # fmt: skip
def test_a_page_of_a_number_no_row_can_have_is_not_there(
    ana: Person, path: str
) -> None:
    ana.browser.raise_request_exception = False
    here = f"/w/{ana.actor.workspace_id}"

    assert ana.browser.get(path.format(n=LONG, here=here)).status_code == 404
