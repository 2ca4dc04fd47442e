"""Templates of launches: read without trust, kept, taken away."""

from __future__ import annotations

import pytest

from leadline.foundation.errors import Invalid, NotAllowed, NotFound, Stale
from leadline.launches import actions, queries
from leadline.launches.models import LaunchTemplate
from leadline.launches.types import parse_template
from tests.conftest import Person
from tests.factories import NOW, as_row
from tests.launches.launching import begin

pytestmark = pytest.mark.django_db
STEP = "  - {function: sell, title: Price list, days: -7}\n"
TEXT = f"name: Ours\nkind: minor\nsteps:\n{STEP}"


def keep(who: Person, text: str = TEXT, **more: object) -> LaunchTemplate:
    made = actions.save_template(actor=who.actor, text=text, now=NOW, **more)
    return as_row(LaunchTemplate, made)


def test_a_launch_begins_with_a_template_of_ones_own(ana: Person) -> None:
    template = keep(ana)
    launch = begin(ana, kind="major", template_id=template.pk)

    (step,) = queries.list_steps(actor=ana.actor, launch_id=launch.pk)

    assert (step.title, step.days, step.part) == ("Price list", -7, "sell")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "begins with name"),
        ("- a", "begins with name"),
        (f"{TEXT}color: red\n", "has no “color”"),
        (TEXT.replace("name: Ours", "name:"), "needs a name"),
        (TEXT.replace("Ours", "x" * 81), "needs a name"),
        (TEXT.replace("minor", "huge"), "The kind is one of"),
        ("name: a\nkind: minor\n", "1 to 80 steps"),
        ("name: a\nkind: minor\nsteps: []\n", "1 to 80 steps"),
        (TEXT + STEP * 80, "1 to 80 steps"),
        ("name: a\nkind: minor\nsteps: [b]\n", "Step 1 has no function"),
        (TEXT.replace("function: sell", "function: moon"), "the function is one of"),
        (TEXT.replace("Price list", ""), "Step 1 needs a title"),
        (TEXT.replace("Price list", "x" * 161), "Step 1 needs a title"),
        (TEXT.replace(", days: -7", ""), "say its days"),
        (TEXT.replace("-7", "soon"), "days is a whole number"),
        (TEXT.replace("-7", "1.5"), "days is a whole number"),
        (TEXT.replace("-7", "-731"), "between -730 and 365"),
        (TEXT.replace("-7", "366"), "between -730 and 365"),
        (TEXT.replace("-7", "-7, lead_days: 731"), "between 0 and 730"),
        (TEXT.replace("-7", "-7, owner: Ana"), "Step 1 has no “owner”"),
        ("a: &x [1]\nb: *x", "no anchors"),
        ("a: [", "no YAML"),
        ("[" * 5000, "nested too deeply"),
        ("x" * 50_001, "longer than 50,000"),
    ],
)
def test_what_is_no_template_says_what_to_do(
    text: str, words: str, ana: Person
) -> None:
    with pytest.raises(Invalid, match=words) as refused:
        keep(ana, text)
    assert refused.value.field == "text"
    assert not LaunchTemplate.objects.exists()


def test_a_template_at_its_edges_is_read() -> None:
    plan = parse_template(TEXT.replace("-7", "365, lead_days: 730") + STEP * 79)
    assert len(plan.steps) == 80
    assert (plan.steps[0].days, plan.steps[0].lead_days) == (365, 730)
    assert parse_template(TEXT.replace("-7", "-730")).steps[0].days == -730


def test_names_are_each_ones_own(ana: Person, cleo: Person) -> None:
    template = keep(ana)
    with pytest.raises(Invalid, match="Another template is called"):
        keep(ana)
    keep(cleo)
    again = keep(ana, TEXT.replace("-7", "-9"), template_id=template.pk, seen=1)
    assert (again.pk, again.version) == (template.pk, 2)
    with pytest.raises(Stale):
        keep(ana, template_id=template.pk, seen=1)


def test_templates_have_an_end(ana: Person) -> None:
    for n in range(40):
        keep(ana, TEXT.replace("Ours", f"Ours {n}"))
    with pytest.raises(Invalid, match="At most 40"):
        keep(ana)


def test_who_may_not_change_keeps_no_template(
    ana: Person, ben: Person, cleo: Person
) -> None:
    template = keep(ana)
    with pytest.raises(NotAllowed):
        keep(ben, TEXT.replace("Ours", "Mine"))
    for who, error in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(error):
            actions.remove_template(actor=who.actor, template_id=template.pk)
    with pytest.raises(NotFound):
        queries.template_card(actor=cleo.actor, template_id=template.pk)
    assert queries.template_card(actor=ben.actor, template_id=template.pk).text == TEXT


def test_launches_stay_when_their_template_goes(ana: Person) -> None:
    template = keep(ana)
    launch = begin(ana, template_id=template.pk)
    actions.remove_template(actor=ana.actor, template_id=template.pk)
    assert len(queries.list_steps(actor=ana.actor, launch_id=launch.pk)) == 1
    assert not queries.list_templates(actor=ana.actor)
