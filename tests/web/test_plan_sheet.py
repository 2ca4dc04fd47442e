"""What of a plan stands on its printed sheet, and that nothing is lost in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from leadline.roadmap.queries import plan_page
from leadline.roadmap.types import PlannedBet, PlanPage, Slipped, TeamLoad, TeamWeeks
from leadline.web.roadmap.plan_odds import PlanOdds, plan_odds
from leadline.web.roadmap.plan_sheet import TEAMS, PlanSheet, plan_sheet
from tests.conftest import Person
from tests.factories import make_bet, make_plan
from tests.web.roadmap import make_bets, make_web, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(ana: Person) -> PlanPage:
    """Three bets of one team in two quarters, and one left out."""
    make_bets(ana, make_web(ana))
    plan = make_plan(ana.actor)
    return plan_page(actor=ana.actor, plan_id=plan.pk)


@pytest.fixture
def odds(ana: Person, page: PlanPage) -> PlanOdds:
    today = timezone.localdate()
    return plan_odds(actor=ana.actor, plan_id=page.head.id, today=today)


def copies(bet: PlannedBet, count: int, **changes: Any) -> tuple[PlannedBet, ...]:
    """Return so many bets like one, each with a name of its own."""
    return tuple(
        replace(bet, bet=replace(bet.bet, title=f"{bet.bet.title} {n:03d}"), **changes)
        for n in range(count)
    )


def crowded(page: PlanPage, *, teams: int, bets: int, left: int) -> PlanPage:
    """Return a plan with so many teams, bets of each in the first quarter, left out."""
    load, bet = page.loads[0], page.bets[0]
    names = [f"Team {n:02d}" for n in range(teams)]
    return replace(
        page,
        loads=tuple(replace(load, team=name) for name in names),
        bets=tuple(
            one
            for name in names
            for one in copies(
                bet, bets, teams=(TeamWeeks(name, 1, 2),), period="2027Q1"
            )
        ),
        left_out=tuple(page.left_out[0] for _ in range(left)),
    )


def told(sheet: PlanSheet) -> tuple[int, int]:
    """Return how many bets and how many left out the sheet shows or counts."""
    cells = [cell for row in sheet.rows for cell in row.cells]
    bets = sum(len(cell.bets) + cell.more for cell in cells)
    return bets, len(sheet.left) + sheet.left_more


def test_a_small_plan_is_printed_whole_and_large(
    page: PlanPage, odds: PlanOdds
) -> None:
    sheet = plan_sheet(page, odds)

    [row] = sheet.rows
    titles = [bet.title for cell in row.cells for bet in cell.bets]
    assert (row.team, row.note) == ("Web", "20 weeks, 100% used")
    assert sorted(titles) == ["Big", "Half", "Other half"]
    assert [left.bet.title for left in sheet.left] == ["Least"]
    assert sheet.is_roomy
    assert sheet.is_wide
    assert (sheet.teams_more, sheet.left_more, sheet.odds_more) == (0, 0, 0)


def test_a_bet_stands_with_the_team_that_has_most_of_it_and_says_its_last_quarter(
    page: PlanPage, odds: PlanOdds
) -> None:
    load = page.loads[0]
    shared = replace(
        page.bets[0], period="2027Q1", finish="2027Q2",
        teams=(TeamWeeks("Web", 1, 2), TeamWeeks("App", 4, 5)),
    )  # fmt: skip
    nobody = replace(page.bets[1], teams=(), period="2027Q2", finish="2027Q2")
    loads = (load, replace(load, team="App"), TeamLoad("Idle", ()))

    sheet = plan_sheet(replace(page, bets=(shared, nobody), loads=loads), odds)

    found = {
        row.team: [[bet.title for bet in cell.bets] for cell in row.cells]
        for row in sheet.rows
    }
    assert found["App"] == [[f"{shared.bet.title}, to Q2 2027"], []]
    assert found["Web"] == [[], []]
    assert found["No team yet"] == [[], [nobody.bet.title]]
    assert [row.note for row in sheet.rows if row.team == "Idle"] == ["nobody is named"]


@pytest.mark.parametrize(
    ("teams", "bets", "left"), [(1, 1, 0), (4, 5, 30), (TEAMS, 9, 99), (8, 2, 500)]
)
def test_what_does_not_fit_is_counted(
    page: PlanPage, odds: PlanOdds, teams: int, bets: int, left: int
) -> None:
    sheet = plan_sheet(crowded(page, teams=teams, bets=bets, left=left), odds)

    assert told(sheet) == (teams * bets, left)
    assert all(cell.more != 1 for row in sheet.rows for cell in row.cells)


def test_left_out_is_cut_only_where_one_more_would_not_fit(
    page: PlanPage, odds: PlanOdds
) -> None:
    def cut(left: int) -> tuple[int, int]:
        sheet = plan_sheet(crowded(page, teams=4, bets=4, left=left), odds)
        return len(sheet.left), sheet.left_more

    most = max(n for n in range(80) if cut(n) == (n, 0))

    assert most > 10
    assert cut(most + 1) == (most - 1, 2)


def test_more_teams_than_a_sheet_holds_are_counted(
    page: PlanPage, odds: PlanOdds
) -> None:
    fits = plan_sheet(crowded(page, teams=TEAMS, bets=1, left=0), odds)
    too_many = plan_sheet(crowded(page, teams=TEAMS + 2, bets=1, left=0), odds)

    assert (len(fits.rows), fits.teams_more) == (TEAMS, 0)
    assert (len(too_many.rows), too_many.teams_more) == (TEAMS, 2)


def test_the_page_holds_the_sheet_and_says_where_the_rest_stands(
    ana: Person, page: PlanPage
) -> None:
    text = text_of(ana, f"plans/{page.head.id}/")

    sheet = text[text.index('class="plan-sheet') : text.index("</footer>")]
    assert "Left out, and why" in sheet
    assert "No odds of goals were worked out" in sheet
    assert f"/roadmap/plans/{page.head.id}/" in sheet


@pytest.mark.parametrize(("promises", "lines", "last"), [
    (1, 1, "Promise not kept: “Least”, promised to Renata by 20 March, is left out."),
    (3, 3, "Promise not kept: “Least”, promised to Renata by 20 March, is left out."),
    (4, 4, "1 more promise is not kept."),
    (6, 4, "3 more promises are not kept."),
])  # fmt: skip
def test_promises_that_are_not_kept_are_printed(
    page: PlanPage, odds: PlanOdds, promises: int, lines: int, last: str
) -> None:
    one = Slipped(page.left_out[0].bet, "promised to Renata by 20 March", finish="")
    sheet = plan_sheet(replace(page, slipped=(one,) * promises), odds)
    assert len(sheet.notes) == lines
    assert sheet.notes[-1] == last


@pytest.mark.parametrize(("unchecked", "note"), [
    (0, ()), (1, ("1 promise hangs on no bet: no plan can check it.",)),
    (2, ("2 promises hang on no bet: no plan can check them.",)),
])  # fmt: skip
def test_promises_that_no_plan_can_check_are_counted_on_paper(
    page: PlanPage, odds: PlanOdds, unchecked: int, note: tuple[str, ...]
) -> None:
    assert plan_sheet(page, odds, unchecked).notes == note


def test_that_the_world_moved_is_printed_and_takes_its_line(
    page: PlanPage, odds: PlanOdds
) -> None:
    assert plan_sheet(page, odds).notes == ()
    moved = replace(page, changed_bets=(page.bets[0].bet,), is_sheet_changed=True)
    assert plan_sheet(moved, odds).notes == (
        f"The world moved since it was made on {page.head.made_at:%-d %B %Y}: 1 bet "
        "was changed, the sheet of economics changed.",
    )

    def shown(plan: PlanPage) -> int:
        full = crowded(plan, teams=4, bets=4, left=99)
        return len(plan_sheet(full, odds).left)

    assert shown(moved) == shown(page) - 2, "two stand on a line"


def test_what_the_screen_warns_of_the_paper_does_too(
    ana: Person, page: PlanPage
) -> None:
    make_bet(ana.actor, "Newcomer", growth=3)
    text = text_of(ana, f"plans/{page.head.id}/")
    sheet = text[text.index('class="plan-sheet') : text.index("</footer>")]
    assert "The world moved since" in text.replace(sheet, "")
    assert "The world moved since it was made on" in sheet
