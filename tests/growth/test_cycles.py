"""Assessments: what is shown to whom, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadline.accounts.actions import record
from leadline.accounts.models import Event
from leadline.accounts.types import Actor, Role, Verb
from leadline.decisions.actions import decide
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.growth import actions, queries
from leadline.growth.models import Cycle, PeerComment, PeerLink, PeerRating
from leadline.growth.types import StepIn, parse_framework
from tests.conftest import Person
from tests.decisions.making import full_chair, make_decision, option_of

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()


def keys(who: Person) -> list[str]:
    plan = queries.framework_of(actor=who.actor)
    return [one.key for one in plan.competencies]


def begin(who: Person, name: str = "Autumn") -> Cycle:
    made = actions.open_cycle(actor=who.actor, name=name, on=TODAY)
    return Cycle.objects.get(pk=made.pk)


def ask(who: Person, cycle: Cycle) -> str:
    return actions.peer_link_for(actor=who.actor, cycle_id=cycle.pk, on=TODAY)


def answer(who: Person, token: str, level: int = 3, comment: str = "", **more: object):
    peer = Actor(who.actor.workspace_id, 0, Role.READER, "link")
    more.setdefault("levels", dict.fromkeys(keys(who), level))
    more.setdefault("on", TODAY)
    actions.answer_as_peer(actor=peer, token=token, comment=comment, **more)


def page(who: Person, cycle: Cycle):
    return queries.cycle_page(actor=who.actor, cycle_id=cycle.pk, now=NOW)


def close(who: Person, cycle: Cycle) -> None:
    actions.close_cycle(actor=who.actor, cycle_id=cycle.pk, on=TODAY)


def peers_shown(who: Person, cycle: Cycle) -> set[float | None]:
    return {skill.peers for skill in page(who, cycle).skills}


@pytest.mark.parametrize("n", [0, 3, 4, 6])
def test_peers_are_shown_once_closed_and_from_four_on(ana: Person, n: int) -> None:
    cycle = begin(ana)
    for level in (2, 3, 4, 5, 4, 3)[:n]:
        answer(ana, ask(ana, cycle), level, f"Words {level}")
        assert peers_shown(ana, cycle) == {None}
        assert page(ana, cycle).comments == []
    close(ana, cycle)

    if n < 4:
        assert peers_shown(ana, cycle) == {None}
        assert page(ana, cycle).comments == []
    else:
        assert peers_shown(ana, cycle) == {3.5}
        assert len(page(ana, cycle).comments) == n


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(levels=st.lists(st.integers(1, 5), min_size=4, max_size=6), data=st.data())
def test_nobody_can_be_told_apart_by_order_time_or_difference(
    ana: Person, levels: list[int], data: st.DataObject
) -> None:
    """Answers in another order leave rows that differ in nothing but chance."""
    Cycle.objects.all().delete()
    seen = []
    for order in (levels, data.draw(st.permutations(levels))):
        cycle = begin(ana)
        before = page(ana, cycle)
        for n, level in enumerate(order):
            answer(ana, ask(ana, cycle), level, f"Comment {level}")
            after = page(ana, cycle)
            # No difference between two looks while answers come in, but "four or more".
            assert [s.peers for s in after.skills] == [s.peers for s in before.skills]
            assert after.has_enough_peers == (n >= 3)
        rows = PeerRating.objects.filter(cycle=cycle)
        words = PeerComment.objects.filter(cycle=cycle)
        assert len(set(rows.values_list("created_at", flat=True))) == 1
        assert len(set(words.values_list("created_at", flat=True))) == 1
        assert {row.id.version for row in rows} == {4}
        close(ana, cycle)
        shown = page(ana, cycle)
        seen.append(
            (
                [s.peers for s in shown.skills],
                sorted(shown.comments),
                sorted(rows.values_list("competency", "level")),
            )
        )
    assert seen[0] == seen[1]
    fields = {f.name for f in PeerRating._meta.get_fields()}
    assert fields == {"id", "workspace", "created_at", "cycle", "competency", "level"}


def test_words_of_fewer_than_four_peers_stay_unseen(ana: Person) -> None:
    cycle = begin(ana)
    for words in ("", "", "Mine alone", "", ""):
        answer(ana, ask(ana, cycle), 3, words)
    close(ana, cycle)

    assert page(ana, cycle).comments == []
    assert peers_shown(ana, cycle) == {3.0}


def test_unused_links_are_taken_back_at_once(ana: Person, olu: Person) -> None:
    cycle = begin(ana)
    used, unused = ask(ana, cycle), ask(ana, cycle)
    answer(ana, used)
    with pytest.raises(NotFound):
        actions.take_back_links(actor=olu.actor, cycle_id=cycle.pk)
    actions.take_back_links(actor=ana.actor, cycle_id=cycle.pk)

    with pytest.raises(NotFound, match="taken back"):
        answer(ana, unused)
    assert PeerRating.objects.filter(cycle=cycle).count() == 10
    assert page(ana, cycle).invited == 2  # not how many have answered
    close(ana, cycle)
    with pytest.raises(Conflict, match="closed"):
        actions.take_back_links(actor=ana.actor, cycle_id=cycle.pk)


def test_a_link_is_used_once_ends_and_tells_nothing(ana: Person, cleo: Person) -> None:
    cycle = begin(ana)
    token = ask(ana, cycle)
    late = TODAY + timedelta(days=31)
    with pytest.raises(NotFound, match="ended"):
        answer(ana, token, on=late)
    with pytest.raises(NotFound):
        answer(cleo, token)
    with pytest.raises(NotFound):
        answer(ana, token + "x")
    with pytest.raises(Invalid, match="between 1 and 5"):
        answer(ana, token, 6)
    with pytest.raises(Invalid, match="leave none out"):
        answer(ana, token, levels={"insight": 3})
    answer(ana, token)
    with pytest.raises(NotFound):
        answer(ana, token)
    other = ask(ana, cycle)
    close(ana, cycle)
    with pytest.raises(NotFound, match="ended"):
        answer(ana, other)
    assert token not in str(list(PeerLink.objects.values()))


def test_an_assessment_is_its_persons_until_shared(
    ana: Person, olu: Person, ben: Person, cleo: Person
) -> None:
    cycle = begin(ana)
    actions.rate_oneself(
        actor=ana.actor, cycle_id=cycle.pk, levels=dict.fromkeys(keys(ana), 4),
        notes={"insight": "Secret note"},
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="Close it first"):
        actions.share_cycle(actor=ana.actor, cycle_id=cycle.pk, user_id=olu.user.pk)
    close(ana, cycle)
    for who in (olu, ben, cleo):
        with pytest.raises(NotFound):
            page(who, cycle)
        assert queries.list_cycles(actor=who.actor).items == ()
        with pytest.raises(NotFound):
            actions.share_cycle(actor=who.actor, cycle_id=cycle.pk, user_id=ben.user.pk)

    actions.share_cycle(actor=ana.actor, cycle_id=cycle.pk, user_id=olu.user.pk)
    shown = page(olu, cycle)
    assert {skill.own for skill in shown.skills} == {4}
    assert shown.shared_with == []
    assert [s.record for s in shown.skills] == [[]] * 10
    with pytest.raises(NotFound):
        page(ben, cycle)
    actions.share_cycle(
        actor=ana.actor, cycle_id=cycle.pk, user_id=olu.user.pk, is_shared=False
    )
    with pytest.raises(NotFound):
        page(olu, cycle)
    told = [str(event.detail) for event in Event.objects.all()]
    assert not any("Secret" in line or "levels" in line for line in told)


def test_a_manager_sees_a_form_and_nothing_else(ana: Person, olu: Person) -> None:
    cycle = begin(ana)
    with pytest.raises(Invalid, match="Somebody else"):
        actions.ask_manager(actor=ana.actor, cycle_id=cycle.pk, user_id=ana.user.pk)
    with pytest.raises(NotFound, match="not a member"):
        actions.ask_manager(actor=ana.actor, cycle_id=cycle.pk, user_id=10**6)
    with pytest.raises(NotFound, match="Nobody asked"):
        queries.asked_view(actor=olu.actor, cycle_id=cycle.pk)
    actions.ask_manager(actor=ana.actor, cycle_id=cycle.pk, user_id=olu.user.pk)

    assert queries.asked_view(actor=olu.actor, cycle_id=cycle.pk)[1] == "ana"
    with pytest.raises(NotFound):
        page(olu, cycle)
    actions.rate_as_manager(
        actor=olu.actor, cycle_id=cycle.pk, levels=dict.fromkeys(keys(ana), 2)
    )
    assert {skill.manager for skill in page(ana, cycle).skills} == {2}
    close(ana, cycle)
    with pytest.raises(Conflict, match="closed"):
        actions.rate_as_manager(actor=olu.actor, cycle_id=cycle.pk, levels={})


def test_views_that_differ_come_first(ana: Person) -> None:
    cycle = begin(ana)
    actions.rate_oneself(
        actor=ana.actor, cycle_id=cycle.pk, notes={},
        levels=dict.fromkeys(keys(ana), 3) | {"influence": 5, "insight": 4},
    )  # fmt: skip
    for _ in range(4):
        answer(ana, ask(ana, cycle), 3)
    close(ana, cycle)

    apart = page(ana, cycle).discrepancies

    assert [(s.competency.key, s.gap) for s in apart] == [
        ("influence", 2.0), ("insight", 1.0),
    ]  # fmt: skip


def test_one_assessment_is_open_at_a_time(ana: Person) -> None:
    cycle = begin(ana)
    with pytest.raises(Conflict, match="open first"):
        begin(ana)
    with pytest.raises(Invalid, match="Name it"):
        actions.open_cycle(actor=ana.actor, name=" ", on=TODAY)
    close(ana, cycle)
    with pytest.raises(Conflict, match="closed"):
        close(ana, cycle)
    begin(ana, "Spring")


def test_evidence_is_hidden_or_explained(ana: Person, olu: Person) -> None:
    rows = {row.key: row for row in queries.record_of(actor=ana.actor, now=NOW)}
    assert len(rows) == len(queries.MEASURES)
    assert all(row.definition and row.pitfall for row in rows.values())
    assert rows["chairs"].is_few

    actions.explain_measure(
        actor=ana.actor, measure="market", is_hidden=True, explanation="On leave"
    )
    with pytest.raises(NotFound):
        actions.explain_measure(
            actor=ana.actor, measure="x", is_hidden=True, explanation=""
        )

    own = {r.key: r for r in queries.record_of(actor=ana.actor, now=NOW)}
    others = {r.key: r for r in queries.record_of(actor=olu.actor, now=NOW)}
    assert (own["market"].is_hidden, own["market"].explanation) == (True, "On leave")
    assert not others["market"].is_hidden


def test_a_sentence_counts_as_naming_who_is_against_by_the_fact(ana: Person) -> None:
    for option, because in (("Buy", "it sells"), ("Build", "buyers told us so")):
        made = make_decision(ana, decider_id=ana.user.pk)
        full_chair(ana, made)
        decide(
            actor=ana.actor, decision_id=made.pk, option_id=option_of(made, option).pk,
            because=because, now=NOW,
        )  # fmt: skip

    found = {row.key: row for row in queries.record_of(actor=ana.actor, now=NOW)}

    assert found["sentences"].value == "1 of 2 sentences name a customer against it"


def test_three_steps_are_enough(ana: Person, olu: Person) -> None:
    def step(**fields: object):
        said = {"what": "Ask first", "competency": "influence",
                "due_on": TODAY + timedelta(days=30)} | fields  # fmt: skip
        return actions.add_step(actor=ana.actor, step=StepIn(**said), on=TODAY, now=NOW)

    for fields, words in (
        ({"what": " "}, "differently"), ({"competency": "magic"}, "competency"),
        ({"due_on": TODAY}, "to come"), ({"due_on": None}, "to come"),
        ({"seen_by": "luck"}, "record"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=words):
            step(**fields)
    made = [step(seen_by="contact") for _ in range(3)]
    with pytest.raises(Conflict, match="Three steps"):
        step()

    def end(who: Person, state: str = "done", learned: str = "It works"):
        return actions.end_step(
            actor=who.actor, step_id=made[0].pk, state=state, learned=learned
        )

    with pytest.raises(NotFound):
        end(olu)
    with pytest.raises(Invalid, match="learned"):
        end(ana, learned=" ")
    with pytest.raises(Invalid, match="done or dropped"):
        end(ana, state="open")
    end(ana)
    with pytest.raises(Conflict, match="ended"):
        end(ana)
    step()
    listed = queries.list_steps(actor=ana.actor, now=NOW)
    assert [s.state for s in listed] == ["open"] * 3 + ["done"]
    assert listed[0].progress == "0 of 0 spoken to in time"
    assert listed[0].baseline == listed[0].progress
    assert queries.list_steps(actor=olu.actor, now=NOW) == []


def test_ours_has_ten_competencies_in_three_faces_and_five_levels(ana: Person) -> None:
    plan = queries.framework_of(actor=ana.actor)

    assert len(plan.competencies) == 10
    assert {one.face for one in plan.competencies} == {
        "engineer", "designer", "diplomat",
    }  # fmt: skip
    told = [words for one in plan.competencies for words in one.levels]
    assert len(set(told)) == 50


def test_an_own_framework_counts_from_the_next_assessment_on(
    ana: Person, ben: Person
) -> None:
    before = begin(ana)
    text = (
        "name: Ours\nlevels: [A, B]\ncompetencies:\n"
        "  - {key: craft, name: Craft, face: designer, levels: [sees, does]}\n"
    )
    with pytest.raises(NotAllowed):
        actions.load_framework(actor=ben.actor, text=text)
    actions.load_framework(actor=ana.actor, text=text)
    assert len(page(ana, before).skills) == 10
    close(ana, before)
    assert len(page(ana, begin(ana, "Next")).skills) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[", "no YAML"),
        ("- a", "begins with"),
        ("levels: [a]", "2 to 9 levels"),
        ("levels: [a, b]", "1 to 30 competencies"),
        ("levels: [a, b]\ncompetencies: [x]", "Competency 1 has no key"),
        ("levels: [a, b]\ncompetencies: [{key: 1 2, name: N}]", "needs a key"),
        ("levels: [a, b]\ncompetencies: [{key: k, name: N, face: x}]", "has the face"),
        (
            "levels: [a, b]\ncompetencies: [{key: k, name: N, face: designer, "
            "levels: [a]}]",
            "2 to 2 levels of k",
        ),
        ("a: &x [1]\nb: *x", "no anchors"),
        ("!!python/object/apply:os.system ['ls']", "begins with"),
        ("name: 2026-13-45", "no levels"),
        ("name: !!int x", "no levels"),
        ("name: !!timestamp x", "no levels"),
        ("name: !!bool x", "no levels"),
        ("name: " + "1" * 5000, "no levels"),
        ("x" * 200_001, "longer than"),
        ("[" * 20_000, "nested too deeply|no YAML"),
    ],
)
def test_a_framework_that_cannot_be_is_refused_with_what_to_do(
    text: str, says: str
) -> None:
    with pytest.raises(Invalid, match=says):
        parse_framework(text)
    assert date.min


def test_what_programs_send_in_somebody_s_name_is_no_piece_they_wrote(
    ana: Person,
) -> None:
    for surface in ("web", "api", "mcp"):
        record(
            actor=replace(ana.actor, surface=surface),
            verb=Verb.RECORD_FEEDBACK,
            subject=ana.user,
        )

    found = {row.key: row for row in queries.record_of(actor=ana.actor, now=NOW)}
    assert found["feedback"].n == 1
