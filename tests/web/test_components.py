"""The components and the words they speak."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import RequestContext, Template
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

import leadline
from leadline.foundation import words
from leadline.foundation.paging import listed
from leadline.web.shell.charts.bars import bars
from leadline.web.shell.charts.fan import LEFT, Future, fan
from leadline.web.shell.charts.frontier import frontier
from leadline.web.shell.charts.ranges import Range, dumbbell, range_bar
from leadline.web.shell.charts.scale import Scale, round_steps
from leadline.web.shell.charts.spark import spark
from leadline.web.shell.charts.timeline import Piece, lanes, period_heads
from leadline.web.shell.forms import Ticks
from tests.conftest import Person
from tests.each import of_each

TODAY = date(2026, 11, 23)
TEMPLATES = Path(leadline.__file__).parent / "web" / "templates"


def drawn(source: str, address: str = "/", **context: Any) -> str:
    request = RequestFactory().get(address)
    source = CottonCompiler().process(source)
    html = Template(source).render(RequestContext(request, context))
    return re.sub(r"\s+", " ", html).strip()


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (412_350, "EUR", "€412k"),
        (2_940_000, "USD", "$2.94m"),
        (Decimal("9.50"), "GBP", "£9.50"),
        (9, "EUR", "€9"),
        (-48_000, "EUR", "\u2212€48k"),
        (999_600, "EUR", "€1.00m"),
        (1500, "CHF", "CHF\u00a01,500"),
        (0, "EUR", "€0"),
        (None, "EUR", "\u2013"),
    ],
)
def test_money_has_few_figures_and_its_currency(
    amount: Any, currency: str, text: str
) -> None:
    assert words.money(amount, currency) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(1284, "1,284"), (12_840, "12.8k"), (3.14159, "3.14"), (0, "0"), (-2, "\u22122")],
)
def test_a_short_number_keeps_three_figures(number: float, text: str) -> None:
    assert words.short_number(number) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.47, "47%"),
        (0.004, "0.4%"),
        (0.086, "8.6%"),
        (0.08, "8%"),
        (1, "100%"),
        (0, "0%"),
        (0.01, "1%"),
        (0.0099, "1.0%"),
        (0.0996, "10%"),
    ],
)
def test_a_share_is_said_in_percent(share: float, text: str) -> None:
    assert words.percent(share) == text


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 22), "1 day old"),
        (date(2026, 9, 1), "83 days old"),
        (datetime(2025, 9, 23, tzinfo=UTC), "14 months old"),
        (date(2022, 11, 23), "4 years old"),
    ],
)
def test_an_age_is_said_in_the_unit_that_matters(when: date, text: str) -> None:
    assert words.age(when, TODAY) == text


def test_a_day_names_its_year_only_when_it_is_another() -> None:
    assert words.day(date(2026, 11, 26), TODAY) == "Thu 26 Nov"
    assert words.day(date(2025, 7, 5), TODAY) == "Sat 5 Jul 2025"


def test_a_number_takes_the_word_that_fits() -> None:
    assert drawn('{{ 1|plural:"piece,pieces" }}') == "1 piece"
    assert drawn('{{ 1284|plural:"piece,pieces" }}') == "1,284 pieces"


def test_marked_words_stay_safe() -> None:
    html = drawn("{{ said|marked:'<b>' }}", said="I <b>hate</b> it")

    assert html == "I <mark>&lt;b&gt;</mark>hate&lt;/b&gt; it"


def test_initials_are_the_first_and_the_last() -> None:
    assert [drawn("{{ n|initials }}", n=n) for n in ("Ines B. Moreau", "olu@x.eu")] == [
        "IM",
        "O",
    ]


def test_a_spark_rises_only_when_the_last_third_does() -> None:
    rising, flat, short = spark([3, 2, 4, 3, 5, 14]), spark([5, 5, 5]), spark([7])

    assert rising.is_rising
    assert not flat.is_rising
    assert rising.end == (92, 5)
    assert short.line.startswith("M2 5")


def test_a_range_bar_says_where_what_happened_lies() -> None:
    inside = range_bar(Range(14, 21, 31, actual=19))
    below = range_bar(Range(6, 9, 13, actual=4))
    open_yet = range_bar(Range(6, 9, 13))

    verdicts = [bar.verdict for bar in (inside, below, open_yet)]
    assert verdicts == ["inside", "below", ""]
    assert below.actual is not None
    assert below.actual < below.outer_x
    assert 0 <= inside.outer_x <= inside.outer_x + inside.outer_width <= 300


def test_ranges_on_one_scale_can_be_compared() -> None:
    one, two = (range_bar(Range(10, 20, p90), 0, 100) for p90 in (30, 60))

    assert one.outer_x == two.outer_x
    assert two.outer_width == pytest.approx(2.5 * one.outer_width)


@pytest.mark.parametrize(
    ("base", "value", "kind"),
    [(0.18, 0.47, "over"), (0.31, 0.13, "under"), (0.2, 0.2, "fair"), (0, 0.1, "over")],
)
def test_a_dumbbell_names_who_is_over_and_under_heard(
    base: float, value: float, kind: str
) -> None:
    assert dumbbell(base, value, 0.5).kind == kind


def test_the_labels_of_a_fan_never_cover_each_other() -> None:
    narrow = fan([("now", 10)], [("next", Future(9.99, 10, 10.01))], goal=20)

    top, middle, bottom = narrow.label_y
    assert top + 13 <= middle + 0.05
    assert middle + 13 <= bottom + 0.05
    assert narrow.goal_y is not None


def test_bars_stand_on_each_other_and_under_the_last_line() -> None:
    chart = bars(["a", "b"], [[2, 3], [1, 0]])

    below, above = (b for b in chart.blocks if b.x == chart.blocks[0].x)
    assert above.y + above.height < below.y
    assert len(chart.blocks) == 3
    assert min(block.y for block in chart.blocks) >= chart.grid[-1][0]


@pytest.mark.parametrize("top", [1, 3, 7, 11, 14, 99, 1234, 0.4])
def test_the_lines_of_an_axis_are_few_and_reach_the_top(top: float) -> None:
    steps = round_steps(top)

    assert len(steps) <= 4
    assert steps[-1] >= top


def test_pieces_that_overlap_lie_on_different_rows() -> None:
    placed = lanes(
        [Piece(0, 1, 1.5, "a"), Piece(1, 2, 2, "b"), Piece(1.5, 2, 2, "c")], 2
    )

    assert [(p.thing, p.row) for p in placed] == [("a", 1), ("b", 2), ("c", 1)]
    assert placed[0].body == "r1 c1 w12"
    assert placed[0].tail == "r1 c13 w6"


def test_the_heads_of_periods_share_the_columns() -> None:
    assert period_heads(4) == ("c1 w6", "c7 w6", "c13 w6", "c19 w6")
    assert sum(int(head.split("w")[1]) for head in period_heads(5)) == 24


def test_a_frontier_keeps_the_order_of_its_first_measure() -> None:
    chart = frontier([(3, 1), (1, 3), (2, 2)], [(1, 1)], (2, 2))

    assert [x for x, _ in chart.best] == sorted(x for x, _ in chart.best)
    assert chart.chosen in chart.best


def test_a_scale_without_width_puts_everything_in_the_middle() -> None:
    assert Scale(5, 5, 0, 10)(5) == 5


class Sample(forms.Form):
    name = forms.CharField(help_text="As they write it.")
    notes = forms.CharField(required=False, widget=forms.Textarea)
    agreed = forms.BooleanField(required=False)


def test_an_error_stands_beside_its_field_and_is_tied_to_it() -> None:
    html = drawn("{{ form }}", form=Sample({"name": ""}))

    control = re.search(r'<input[^>]*name="name"[^>]*>', html)
    assert control
    assert 'aria-invalid="true"' in control[0]
    tied = re.search(r'aria-describedby="([^"]+)"', control[0])
    assert tied
    assert all(f'id="{one}"' in html for one in tied[1].split())
    assert "This is needed." in html


def test_what_may_stay_empty_says_so_and_every_control_has_a_label() -> None:
    html = drawn("{{ form }}", form=Sample())

    assert html.count('<span class="optional">optional</span>') == 1
    assert 'class="input"' in html
    ids = re.findall(r'<(?:input|textarea)[^>]* id="([^"]+)"', html)
    assert len(ids) == 3
    boxed = re.findall(r'<label class="check">\s*<input[^>]* id="([^"]+)"', html)
    assert all(f'for="{one}"' in html or one in boxed for one in ids)


def test_the_pager_keeps_the_filter_of_the_address() -> None:
    page = listed(range(120), list, 2)
    html = drawn('<c-pager :page="page" />', "/?state=new&page=2", page=page)

    assert "51 to 100 of 120" in html
    assert 'href="?state=new&amp;page=3"' in html


def test_one_page_needs_no_pager() -> None:
    page = listed(range(3), list)

    assert drawn('<c-pager :page="page" />', page=page) == ""


@pytest.mark.parametrize(
    ("address", "leads_to", "state"),
    [
        ("/?q=a", "?q=a&amp;sort=-value", None),
        ("/?sort=-value&page=4", "?sort=value", "descending"),
        ("/?sort=value", "?sort=-value", "ascending"),
    ],
)
def test_a_column_turns_its_order(
    address: str, leads_to: str, state: str | None
) -> None:
    html = drawn('<c-sort by="value" first="-">Value</c-sort>', address)

    assert f'href="{leads_to}"' in html
    assert ("aria-sort" in html) == (state is not None)
    assert state is None or f'aria-sort="{state}"' in html


@pytest.mark.django_db
def test_every_chart_says_its_finding_and_has_its_numbers_behind_it(
    ana: Person,
) -> None:
    html = ana.browser.get("/gallery/").content.decode()

    drawings = re.findall(r"<svg[^>]*>", html)
    pictures = [svg for svg in drawings if 'role="img"' in svg]
    assert len(pictures) >= 10
    assert all(re.search(r'aria-label="[^"]{8,}', svg) for svg in pictures)
    assert all('aria-hidden="true"' in s for s in drawings if s not in pictures)
    assert html.count('class="numbers"') >= 5


@of_each(
    sorted(TEMPLATES.rglob("*.html")), lambda path: f"{path.parent.name}/{path.name}"
)
def test_no_comment_of_a_template_runs_over_two_lines(path: Path) -> None:
    """Django ends such a comment at the line's end and shows it to everybody."""
    opened = [line for line in path.read_text().splitlines() if "{#" in line]

    assert [line for line in opened if "#}" not in line] == []


def test_many_things_to_tick_show_what_is_ticked_first_and_a_field_to_find() -> None:
    class Form(forms.Form):
        needs = forms.MultipleChoiceField(
            choices=[(n, f"Need {n} & more") for n in range(20)], widget=Ticks
        )

    drawn = str(Form(initial={"needs": [7]})["needs"].as_field_group())

    assert drawn.index('value="7" checked') < drawn.index('value="0"')
    assert drawn.count("<label") == 20
    assert "data-ticks-find" in drawn
    assert "Need 7 &amp; more" in drawn
    assert "<legend" in drawn
    assert Form({"needs": ["3", "4"]}).is_valid()


def test_values_in_per_cent_are_not_a_hundred_times_too_large() -> None:
    span = Range(20, 30, 45)

    asked = drawn('<c-range :of="span" unit="%" />', span=span)
    read = drawn('<c-spark :values="values" unit="%" label="Kept" />', values=[90, 94])

    assert "20% to 45%, middle 30%" in asked
    assert "90%, 94%" in read


@pytest.mark.parametrize("goal", [None, 60, 100, 140])
@pytest.mark.parametrize(
    "values", [[80, 100, 120], [120, 100, 80], [100, 100, 100], [90, 130, 60], [70, 71]]
)
def test_the_first_value_of_a_fan_is_written_off_its_line(
    values: list[int], goal: int | None
) -> None:
    past = [(f"Q{n}", value) for n, value in enumerate(values)]
    drawn = fan(past, [("next", Future(80, 110, 140))], goal=goal)

    assert drawn.first is not None
    _, foot = drawn.first
    points = [tuple(map(float, p.split())) for p in re.split("[ML]", drawn.past) if p]
    under = [y for x, y in points if x <= LEFT + 44]
    assert not [y for y in under if foot - 9 < y < foot + 2]


def test_a_fan_has_an_axis_with_round_values_and_says_where_it_began() -> None:
    future = [("next", Future(104, 110, 116))]
    chart = fan([("then", 90), ("now", 100)], future, goal=115)

    values = [value for _, value in chart.marks]
    assert len(values) >= 2
    assert all(value % 10 == 0 for value in values)
    assert chart.first is not None
    assert fan([("now", 100)], future).first is None
    near = fan([("then", 114), ("now", 100)], future, goal=115)
    assert near.first is not None
    assert near.goal_y is not None
    assert near.first[1] > near.goal_y
