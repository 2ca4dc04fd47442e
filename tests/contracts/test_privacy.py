"""What is one person's own is on no page, in no file and no log of anybody else.

One person fills in everything that is private; three others then open every page and
file that any link leads to, the pages they could guess, the search and the exports.
"""

from __future__ import annotations

import re
from html import unescape

import pytest

from leadline.accounts import actions as accounts
from leadline.accounts.actions import record
from leadline.accounts.models import Event, Job
from leadline.accounts.queries import verify_chain
from leadline.attention import actions as attention
from leadline.decisions import actions as decisions
from leadline.decisions.types import DecisionIn, ForecastIn, OutcomeIn, PredictionIn
from leadline.foundation.months import month_of
from leadline.growth import actions as growth
from leadline.growth.types import StepIn
from leadline.overview.review import month_facts
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.models import Person as Stakeholder
from leadline.stakeholders.types import JudgementIn, PersonIn, PromiseIn
from leadline.strategy import actions as strategy
from tests.attention.test_calendars import BERLIN, GUEST, NOW, SECRET, WEEK
from tests.conftest import Person
from tests.factories import as_row
from tests.growth.test_cycles import TODAY, answer, ask, begin, close, keys

pytestmark = pytest.mark.django_db
MOST = 600
WORDS = {
    "note": "Quagga: I avoid the night line",
    "comment": "Quagga: she calls too late",
    "explained": "Quagga: I was ill in May",
    "step": "Quagga: say no before Friday",
    "learned": "Quagga: silence was a no",
    "rule": "quagga rounds",
    "calendar": "Quagga calendar",
    "own_address": "quagga@harbour.example",
    "address": "https://cal.example/quagga-key/basic.ics",
    "wants": "Quagga: a seat on the board",
    "worries": "Quagga: her budget is gone",
    "next_move": "Quagga: see her before Friday",
    "mind": "Quagga: Jonas talked to her",
}
SECRETS = ("quagga", SECRET.lower(), GUEST)
TOLD = ("data-people-map", "win petra", "wanted for", "of the most sway")


def judge(ana: Person, name: str, **fact: str) -> Stakeholder:
    """Write down somebody, and what Ana thinks of them."""
    person = stakeholders.create_person(
        actor=ana.actor, person=PersonIn(name, "finance", cadence_days=9, **fact)
    )
    thought = JudgementIn(
        stance="against", influence=91, interest=17,
        **{name: WORDS[name] for name in ("wants", "worries", "next_move")},
    )  # fmt: skip
    stakeholders.judge_person(
        actor=ana.actor, person_id=person.pk, judgement=thought, now=NOW
    )
    return as_row(Stakeholder, person)


def plant_judgements(ana: Person, about: str = "olu@example.com") -> Stakeholder:
    """Judge Petra, who is another member, and Jonas, who listens to her."""
    petra, jonas = judge(ana, "Petra Lang", email=about), judge(ana, "Jonas Falk")
    stakeholders.set_listening(
        actor=ana.actor, listener_id=jonas.pk, heeded_id=petra.pk, weight=3
    )
    stakeholders.set_stance(
        actor=ana.actor, person_id=petra.pk, stance="open", why=WORDS["mind"], now=NOW
    )
    stakeholders.move_person(
        actor=ana.actor, person_id=petra.pk, influence=92, interest=18
    )
    held = decisions.create_decision(
        actor=ana.actor, now=NOW,
        decision=DecisionIn("Raise the licence?"),
    )  # fmt: skip
    decisions.name_person(
        actor=ana.actor, decision_id=held.pk, person_id=petra.pk, part="asked", now=NOW
    )
    decisions.hear_person(
        actor=ana.actor, decision_id=held.pk, person_id=petra.pk, stance="against",
        why="Zebu: said in the room", now=NOW,
    )  # fmt: skip
    stakeholders.create_promise(
        actor=ana.actor, now=NOW,
        promise=PromiseIn(petra.pk, "Costs over three years", "given"),
    )  # fmt: skip
    return petra


def plant(ana: Person) -> int:
    """Fill in all that is private; return the id of the assessment."""
    plant_judgements(ana)
    attention.import_calendar(
        actor=ana.actor, content=WEEK, name=WORDS["calendar"], now=NOW, zone=BERLIN
    )
    accounts.add_address(actor=ana.actor, email=WORDS["own_address"])
    attention.add_rule(actor=ana.actor, words=WORDS["rule"], kind="focus")
    attention.subscribe_calendar(
        actor=ana.actor, address=WORDS["address"], name="Quagga too", now=NOW
    )
    month = month_of(NOW.date())
    strategy.make_review(
        actor=ana.actor, month=month, today=NOW.date(), now=NOW,
        facts=month_facts(actor=ana.actor, month=month, now=NOW),
    )  # fmt: skip
    cycle = begin(ana, "Quagga 2026")
    growth.rate_oneself(
        actor=ana.actor, cycle_id=cycle.pk, levels=dict.fromkeys(keys(ana), 4),
        notes={"insight": WORDS["note"]},
    )  # fmt: skip
    for _ in range(4):
        answer(ana, ask(ana, cycle), 2, WORDS["comment"])
    close(ana, cycle)
    growth.explain_measure(
        actor=ana.actor, measure="market", is_hidden=False,
        explanation=WORDS["explained"],
    )  # fmt: skip
    said = StepIn(WORDS["step"], "influence", TODAY.replace(year=2037))
    step = growth.add_step(actor=ana.actor, step=said, on=TODAY, now=NOW)
    growth.end_step(
        actor=ana.actor, step_id=step.pk, state="done", learned=WORDS["learned"]
    )
    return cycle.pk


def crawl(who: Person, first: list[str]) -> dict[str, str]:
    """Return every page and file of the workspace that links lead to, with its text."""
    inside = f"/w/{who.actor.workspace_id}/"
    waiting, seen = list(first), {}
    while waiting:
        address = waiting.pop()
        assert len(seen) < MOST, "the links never end"
        if address in seen or not address.startswith(inside):
            continue
        got = who.browser.get(address)
        content = b"".join(got.streaming_content) if got.streaming else got.content
        seen[address] = content.decode(errors="replace")
        found = re.findall(r'(?:href|hx-get)="([^"#]+)', seen[address])
        waiting += [unescape(link) for link in found]
    return seen


@pytest.mark.parametrize("name", ["olu", "ben", "cleo"])
def test_nobody_else_is_led_to_what_is_ones_own(
    ana: Person,
    name: str,
    request: pytest.FixtureRequest,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Not by its words, nor by its place, its map, or the order it would give."""
    who: Person = request.getfixturevalue(name)
    cycle = plant(ana)
    petra = Stakeholder.objects.get(name="Petra Lang")
    home = f"/w/{who.actor.workspace_id}/"
    theirs = f"/w/{ana.actor.workspace_id}/"
    guessed = [
        *(f"{home}search/?q={word}" for word in ("quagga", "zebra", "petra")),
        f"{theirs}growth/{cycle}/", f"{theirs}growth/{cycle}/view/",
        f"{theirs}attention/?week=2026-11-23", f"{theirs}attention/calendars/",
        *doors_of_judgements(ana),
    ]  # fmt: skip
    seen = crawl(who, [home, *guessed])

    assert len(seen) > 30
    assert any(".csv" in address for address in seen)
    for address, text in seen.items():
        # One's own search comes back in its field; that tells nobody anything.
        text = text.replace('value="quagga"', "").replace("“quagga”", "")
        shown = [s for s in (*SECRETS, *TOLD) if s in text.lower()]
        assert not shown or address.endswith("?q=quagga"), (address, shown)
    assert not any(secret in caplog.text.lower() for secret in SECRETS)
    told = {address: text.lower() for address, text in seen.items()}
    if name != "cleo":
        # What was said in a decision is a fact: its readers find it.
        assert any("zebu: said in the room" in text for text in told.values())
        assert "costs over three years" in told[f"{theirs}stakeholders/{petra.pk}/"]
        assert ";91;17" not in "".join(told.values()).replace(",", ";")


def doors_of_judgements(ana: Person) -> list[str]:
    """Return the pages that ask for what Ana thinks of people."""
    rooms = f"/w/{ana.actor.workspace_id}/stakeholders/"
    asked = f"?by={ana.actor.user_id}&sort=sway&stance=against"
    people = Stakeholder.objects.values_list("pk", flat=True)
    each = [f"{rooms}{pk}/{door}" for pk in people for door in ("", "judgement/")]
    return [rooms, f"{rooms}{asked}", f"{rooms}people.csv{asked}",
            f"{rooms}sharing/", *each]  # fmt: skip


def test_whom_it_is_shared_with_reads_that_and_no_more(
    ana: Person, ben: Person, olu: Person
) -> None:
    plant_judgements(ana)
    rooms = f"/w/{ana.actor.workspace_id}/stakeholders/"
    for who, left in ((ben, 0), (olu, 1)):
        done = stakeholders.share_judgements(
            actor=ana.actor, user_id=who.actor.user_id, is_shared=True
        )
        assert done == (2 - left, left)

    read = " ".join(crawl(ben, [rooms]).values())
    herself = " ".join(crawl(olu, [rooms]).values())

    assert all(WORDS[what] in read for what in ("wants", "worries", "mind"))
    assert "win petra first: jonas listens" in read.lower()
    # Petra, an owner here, reads what is thought of Jonas, and nothing of herself.
    assert WORDS["worries"] in herself
    assert WORDS["mind"] not in herself
    assert "of the most sway" not in herself
    assert "Win Jonas first" in herself


def test_an_old_line_of_the_log_says_no_more_what_was_thought(
    ana: Person, olu: Person
) -> None:
    petra = plant_judgements(ana)
    record(
        actor=ana.actor, verb="stakeholders.set_stance", subject=petra, stance="against"
    )
    space = f"/w/{ana.actor.workspace_id}/"

    pages = " ".join(crawl(olu, [f"{space}audit/", f"{space}settings/"]).values())

    assert "stakeholders.set_stance" in pages
    assert "against" not in "".join(
        row for row in re.split(r"<tr>|\n", pages) if "set_stance" in row
    )
    assert verify_chain(workspace_id=ana.actor.workspace_id).is_whole


def test_the_record_of_what_was_done_holds_none_of_it(ana: Person) -> None:
    plant(ana)

    for table in (Event, Job):
        kept = str(list(table.objects.values())).lower()
        assert not any(secret in kept for secret in SECRETS), table


def test_how_well_one_forecasts_is_ones_own(
    ana: Person, olu: Person, ben: Person
) -> None:
    said = PredictionIn("Will it rain?", "event", resolve_on=TODAY.replace(day=1))
    made = decisions.create_prediction(
        actor=ana.actor, prediction=said, on=TODAY.replace(month=1, day=1)
    )
    decisions.answer_prediction(
        actor=ana.actor, prediction_id=made.pk, forecast=ForecastIn(probability=83),
        now=NOW.replace(month=2),
    )  # fmt: skip
    decisions.resolve_prediction(
        actor=ana.actor, prediction_id=made.pk,
        outcome=OutcomeIn(happened=True, value=None, source="The window", lesson=""),
        now=NOW,
    )  # fmt: skip
    space = f"/w/{ana.actor.workspace_id}/decisions/calibration/"
    own = ana.browser.get(space).content.decode()
    assert "1 forecast" in own

    for who in (olu, ben):
        asked = who.browser.get(f"{space}?person={ana.actor.user_id}")
        assert asked.status_code == 403
        assert "1 forecast" not in who.browser.get(space).content.decode()


def test_their_owner_is_led_to_all_of_it(ana: Person) -> None:
    """The walk finds what there is; without this the tests above could see nothing."""
    plant(ana)
    home = f"/w/{ana.actor.workspace_id}/"
    week = f"{home}attention/?week=2026-11-23"
    seen = crawl(ana, [home, week])
    told = " ".join(seen.values())

    for what, words in WORDS.items():
        # The address is a secret that even its owner is not shown again.
        assert (words in told) is (what != "address"), what
    assert SECRET in told
    assert all(words in told.lower() for words in TOLD)
    assert any(",91,17," in text for name, text in seen.items() if ".csv" in name)
