"""What of a review is printed: as much as fits, and what is left off is counted."""

from __future__ import annotations

import pytest
from django.urls import reverse

from leadline.foundation.months import next_month
from leadline.strategy import actions
from leadline.strategy.queries import get_review
from leadline.strategy.types import (
    LONGEST,
    LONGEST_NOTE,
    ReviewPage,
    Section,
    density_of,
    lines_too_many,
    on_paper,
)
from tests.conftest import Person
from tests.overview.full_review import WORDS, full_facts
from tests.overview.month_world import MONTH, NOW

pytestmark = pytest.mark.django_db


def review(
    who: Person, share: float, by_hand: dict[Section, int] | None = None, n: int = 0
) -> ReviewPage:
    """Make a review with so much of what there may be, and words by hand."""
    month = next_month(MONTH, -n)
    made = actions.make_review(
        actor=who.actor, month=month, facts=full_facts(month, 90, share),
        today=NOW.date(), now=NOW,
    )  # fmt: skip
    for section, letters in (by_hand or {}).items():
        actions.write_section(
            actor=who.actor, review_id=made.id, section=section,
            words=(WORDS * 2)[: min(letters, LONGEST.get(section, LONGEST_NOTE))],
            now=NOW,
        )  # fmt: skip
    return get_review(actor=who.actor, review_id=made.id)


def test_a_short_review_is_printed_whole_and_large(ana: Person) -> None:
    page = review(ana, 0.1)

    assert density_of(page) == "roomy"
    assert not any(one.is_cut for one in on_paper(page).values())


def test_a_full_one_leaves_off_what_a_board_misses_least_and_counts_it(
    ana: Person,
) -> None:
    page = review(ana, 1)
    paper = on_paper(page)

    assert paper[Section.READINGS].lines == 0
    assert paper[Section.GOALS].lines >= 4
    for section, printed in paper.items():
        there = len(getattr(page.facts, section)) + page.facts.more.get(section, 0)
        assert printed.lines + printed.more == there, section
    assert lines_too_many(page) == 0


def test_words_by_hand_are_all_printed_and_push_computed_ones_off(ana: Person) -> None:
    alone = on_paper(review(ana, 0.6))
    words = dict.fromkeys((Section.GOALS, Section.DECISIONS, Section.AHEAD), 400)
    beside = on_paper(review(ana, 0.6, words, n=1))

    assert sum(one.lines for one in beside.values()) < sum(
        one.lines for one in alone.values()
    )


def test_only_words_by_hand_can_be_too_many(ana: Person) -> None:
    page = review(ana, 1, dict.fromkeys(Section, LONGEST_NOTE))

    assert lines_too_many(page) > 0
    assert all(one.lines <= 1 for one in on_paper(page).values())


def test_the_page_hides_in_print_what_is_left_off_and_says_where_it_stands(
    ana: Person,
) -> None:
    page = review(ana, 1)
    path = reverse("strategy:review", args=[ana.actor.workspace_id, page.row.id])
    text = ana.browser.get(path).content.decode()

    goals = on_paper(page)[Section.GOALS]
    hidden = len(page.facts.goals) - goals.lines
    rows = text[text.index("<tbody>") : text.index("</tbody>")]
    assert rows.count('<tr class="no-print">') == hidden > 0
    assert f"and {goals.more} more goals" in text
    assert f"stands at http://testserver{path}" in text
    assert "Acme, business review" in text
