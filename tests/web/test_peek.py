"""A record beside its list: what it shows, to whom, and where it stands."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse

from leadline.evidence.actions import merge_needs
from tests.beside import KINDS, NAMES
from tests.conftest import Person

PEEK = {"HX-Request": "true", "HX-Target": "peek"}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def three(person: Person, kind: str) -> list[int]:
    return [KINDS[kind].make(person, name) for name in NAMES]


def in_order(kind: str) -> dict[str, str]:
    return {"sort": KINDS[kind].order} if KINDS[kind].order else {}


def address(person: Person, kind: str) -> str:
    return reverse(KINDS[kind].list, args=[person.actor.workspace_id])


def shown(response: Any) -> str:
    """What stands in the place of the panel."""
    text = response.content.decode()
    assert response.status_code == 200
    return str(text[text.index('id="peek"') :])


def test_the_address_of_a_list_names_the_record_that_stands_beside_it(
    ana: Person, kind: str
) -> None:
    ids = three(ana, kind)
    sort = in_order(kind)

    page = ana.browser.get(address(ana, kind), {**sort, "open": ids[1]})

    panel = shown(page)
    assert 'id="peek-title"' in panel
    assert NAMES[1] in panel
    assert "2 of 3" in panel
    assert f'data-peek="{ids[0]}"' in panel
    assert f'data-peek="{ids[2]}"' in panel
    assert 'id="peek-title"' not in shown(ana.browser.get(address(ana, kind)))


@pytest.mark.parametrize(("at", "steps"), [(0, ["after"]), (2, ["before"])])
def test_the_first_has_none_before_it_and_the_last_none_after(
    ana: Person, kind: str, at: int, steps: list[str]
) -> None:
    ids = three(ana, kind)
    sort = in_order(kind)

    page = ana.browser.get(address(ana, kind), {**sort, "open": ids[at]})

    assert re.findall(r'id="peek-(before|after)"', shown(page)) == steps


def test_htmx_gets_the_panel_alone_and_the_address_to_share(
    ana: Person, kind: str
) -> None:
    ids, url = three(ana, kind), address(ana, kind)
    here = f"http://testserver{url}?open={ids[0]}"

    first = ana.browser.get(url, {"open": ids[0]}, headers=PEEK)
    then = ana.browser.get(
        url, {"open": ids[1]}, headers={**PEEK, "HX-Current-URL": here}
    )

    assert "data-list" not in first.content.decode()
    assert first["HX-Push-Url"] == f"{url}?open={ids[0]}"
    assert then["HX-Replace-Url"] == f"{url}?open={ids[1]}"
    assert "HX-Push-Url" not in then
    assert {"HX-Request", "HX-Target"} <= set(first["Vary"].split(", "))


def test_a_record_that_the_filter_leaves_out_is_shown_and_says_so(
    ana: Person, kind: str
) -> None:
    ids = three(ana, kind)

    page = ana.browser.get(address(ana, kind), {"text": "berth", "open": ids[0]})

    panel = shown(page)
    assert NAMES[0] in panel
    assert "Not on this page of the list" in " ".join(panel.split())
    assert 'id="peek-before"' not in panel


def test_a_reader_sees_it_a_stranger_and_nobody_learn_nothing(
    ana: Person, ben: Person, cleo: Person, client: Any, kind: str
) -> None:
    ids = three(ana, kind)
    asked = {"open": ids[0]}

    assert NAMES[0] in shown(ben.browser.get(address(ana, kind), asked))
    assert cleo.browser.get(address(ana, kind), asked).status_code == 404
    assert cleo.browser.get(address(cleo, kind), asked).status_code == 404
    assert client.get(address(ana, kind), asked).status_code == 302


@pytest.mark.parametrize("said", ["", "x", "-1", "²"])
def test_what_is_no_id_opens_nothing(ana: Person, kind: str, said: str) -> None:
    three(ana, kind)

    page = ana.browser.get(address(ana, kind), {"open": said})

    assert 'id="peek-title"' not in shown(page)


def test_a_merged_need_leads_to_the_one_it_went_into(ana: Person) -> None:
    ids = three(ana, "need")
    merge_needs(actor=ana.actor, keep_id=ids[0], absorb_ids=[ids[1]])

    page = ana.browser.get(address(ana, "need"), {"open": ids[1]})

    assert NAMES[0] in shown(page)


def test_a_row_leads_to_its_own_page_where_there_is_no_script(
    ana: Person, kind: str
) -> None:
    ids = three(ana, kind)
    own = reverse(KINDS[kind].own, args=[ana.actor.workspace_id, ids[0]])

    text = ana.browser.get(address(ana, kind)).content.decode()

    assert re.search(rf'data-peek="{ids[0]}"\s+href="{own}"', text)


def test_a_view_of_the_list_is_kept_without_the_record_beside_it(
    ana: Person, kind: str
) -> None:
    ids = three(ana, kind)

    page = ana.browser.get(address(ana, kind), {"text": "port", "open": ids[0]})

    assert 'value="text=port"' in page.content.decode()


def page_of(query: str) -> str | None:
    return QueryDict(unescape(query)).get("page")


def test_at_the_edge_of_a_page_the_next_one_stands_on_the_page_that_follows(
    ana: Person, kind: str
) -> None:
    ids = [KINDS[kind].make(ana, f"Thing {n:03}") for n in range(52)]
    size = 30 if kind == "need" else 50
    url, order = address(ana, kind), in_order(kind)

    def steps(at: int, page: int) -> dict[str, str]:
        asked = {**order, "page": page, "open": ids[at]}
        found = re.findall(
            r'id="peek-(before|after)" data-peek="(\d+)"([^>]*)href="\?([^"]*)"',
            shown(ana.browser.get(url, asked)),
        )
        return {
            way: f"{pk} {'turns' * ('turn' in turns)} {page_of(query)}"
            for way, pk, turns, query in found
        }

    assert steps(size - 2, 1)["after"] == f"{ids[size - 1]}  None"
    assert steps(size - 1, 1) == {
        "before": f"{ids[size - 2]}  None", "after": f"{ids[size]} turns 2",
    }  # fmt: skip
    assert steps(size, 2)["before"] == f"{ids[size - 1]} turns None"
    assert steps(size + 1, 2)["before"] == f"{ids[size]}  2"
    assert "after" not in steps(51, -(-52 // size))
