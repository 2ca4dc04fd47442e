"""Names beside the shapes of a map, and needs on one."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from leadline.roadmap.actions import bet_from_need
from leadline.web.shell.charts.names import free_names
from tests.conftest import Person
from tests.evidence.makers import NOW, account, say, want

FRAME = (44.0, 16.0, 684.0, 420.0)


def test_names_cover_no_other_name_and_stay_on_the_map() -> None:
    places = [
        *((364, 50), (402, 46), (428, 68), (259, 76), (441, 83), (654, 110)),
        *((680, 138), (569, 118), (409, 149), (371, 169), (512, 177), (538, 197)),
    ]
    shapes = [(x, y, "Margaret Hartley", "Finance") for x, y in places]

    labels = free_names(shapes, FRAME, 12)
    found = [one.box for one in labels.values()]

    assert len(found) >= 10
    assert labels == free_names(shapes, FRAME, 12)
    for i, (left, top, right, bottom) in enumerate(found):
        assert FRAME[0] <= left < right <= FRAME[2]
        for other in found[i + 1 :]:
            apart = right <= other[0] or other[2] <= left
            assert apart or bottom <= other[1] or other[3] <= top


@pytest.mark.django_db
def test_the_map_says_who_asks_what_they_pay_and_whether_a_bet_answers(
    ana: Person, ben: Person, cleo: Person, client: Any
) -> None:
    for n in range(14):
        need = want(ana.actor, f"Need {n:02}")
        for k in range(14 - n):
            payer = account(ana.actor, f"Port {n} {k}", revenue_amount=1000 * (n + 1))
            say(ana.actor, f"{n} {k}", payer, need)
        if not n:
            bet_from_need(actor=ana.actor, need_id=need.pk, now=NOW)
    unheard = want(ana.actor, "Nobody asks")
    url = reverse("evidence:needs_map", args=[ana.actor.workspace_id])

    page = ben.browser.get(url)
    drawn = page.context["map"]

    text = page.content.decode()
    named = [spot.need.statement for spot in drawn.spots if spot.label]
    assert named == [f"Need {n:02}" for n in range(12)]
    assert drawn.loose == 13
    assert len(drawn.spots) == 14
    assert unheard.statement not in {spot.need.statement for spot in drawn.spots}
    assert "13 of 14 needs that customers ask for" in " ".join(text.split())
    assert "€1,000 a year each, a bet answers it" in " ".join(text.split())
    assert drawn == ben.browser.get(url).context["map"]
    assert cleo.browser.get(url).status_code == 404
    assert client.get(url).status_code == 302
