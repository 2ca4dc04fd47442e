"""Grouping finds needs, finds them again, and leaves people's corrections alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leadline.evidence import actions
from leadline.evidence.models import Feedback, Need, NeedDemand
from leadline.evidence.types import FeedbackIn, FeedbackState, NeedBy, NeedState
from leadline.foundation.errors import NotAllowed
from tests.conftest import Person

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
EXPORT = [
    "The export to Excel fails when the report is long",
    "Exporting the report to Excel breaks every time",
    "Excel export does not work for our monthly report",
    "I cannot export reports to Excel, it just stops",
    "Report export into an Excel file fails again",
    "We need the Excel export of reports to work",
]
LOGIN = [
    "I forgot my password and the reset mail never arrives",
    "Password reset e-mails do not arrive",
    "Cannot log in, the reset link for my password is broken",
    "Resetting the password does not send any mail",
    "Login fails and the password reset mail is not sent",
    "The password reset link does not work for me",
]
DARK = [
    "Please add a dark mode for night shifts",
    "A dark theme would help us at night",
    "The screen is too bright at night, we want dark mode",
    "Dark mode please, my eyes hurt in the night shift",
    "Is there a dark theme for the night shift",
    "Night shift needs a dark mode on the screen",
]


def say(person: Person, lines: list[str]) -> list[int]:
    ids = []
    for n, words in enumerate(lines):
        piece = FeedbackIn(
            words=words, source="desk", said_at=NOW - timedelta(days=n), author="Kim"
        )
        ids.append(actions.record_feedback(actor=person.actor, piece=piece, now=NOW).pk)
    return ids


def placed() -> dict[int, int | None]:
    return dict(Feedback.objects.values_list("pk", "need_id"))


def regroup(person: Person) -> dict[str, int]:
    return actions.group_feedback(actor=person.actor, now=NOW)


@pytest.fixture
def grouped(ana: Person) -> dict[str, list[int]]:
    ids = {"export": say(ana, EXPORT), "login": say(ana, LOGIN), "dark": say(ana, DARK)}
    regroup(ana)
    return ids


def need_of(ids: list[int]) -> Need:
    """Return the need that most of the pieces belong to."""
    found = list(Feedback.objects.filter(pk__in=ids).values_list("need_id", flat=True))
    return Need.objects.get(pk=max(set(found), key=found.count))


def recount() -> dict[int, tuple[int, int]]:
    counted = {}
    for need in Need.objects.all():
        pieces = Feedback.objects.filter(need=need).exclude(state="archived")
        customers = set(pieces.values_list("customer_id", flat=True)) - {None}
        counted[need.pk] = (pieces.count(), len(customers))
    return counted


def test_grouping_twice_changes_nothing(
    ana: Person, grouped: dict[str, list[int]]
) -> None:
    needs = list(Need.objects.order_by("pk").values())
    where = placed()

    counts = regroup(ana)

    assert placed() == where
    assert list(Need.objects.order_by("pk").values()) == needs
    assert counts["new_needs"] == 0
    assert len({need_of(ids).pk for ids in grouped.values()}) == 3


def test_demand_equals_a_recount_from_scratch(
    ana: Person, grouped: dict[str, list[int]]
) -> None:
    actions.triage_feedback(
        actor=ana.actor,
        feedback_ids=grouped["dark"][:2],
        state=FeedbackState.ARCHIVED,
        now=NOW,
    )
    regroup(ana)

    kept = NeedDemand.objects.values_list("need_id", "pieces", "customers")
    assert {pk: (pieces, n) for pk, pieces, n in kept} == recount()


def test_a_name_a_person_gave_stays_and_its_need_takes_new_voices(
    ana: Person, grouped: dict[str, list[int]]
) -> None:
    need = need_of(grouped["export"])
    actions.rename_need(actor=ana.actor, need_id=need.pk, statement="Get figures out")
    new = say(ana, ["Exporting a long report to Excel fails for us too"])

    regroup(ana)

    need.refresh_from_db()
    assert need.statement == "Get figures out"
    assert need_of(new) == need == need_of(grouped["export"])


def test_merged_needs_stay_merged_and_take_new_voices_of_both(
    ana: Person, grouped: dict[str, list[int]]
) -> None:
    keep, absorb = need_of(grouped["export"]), need_of(grouped["login"])
    actions.merge_needs(actor=ana.actor, keep_id=keep.pk, absorb_ids=[absorb.pk])
    new = say(ana, ["The mail to reset my password does not arrive"])

    regroup(ana)

    assert need_of(new) == keep == need_of(grouped["login"])
    absorb.refresh_from_db()
    assert (absorb.state, absorb.merged_into_id) == (NeedState.MERGED, keep.pk)


def test_dismissed_needs_stay_dismissed_and_take_their_like(
    ana: Person, grouped: dict[str, list[int]]
) -> None:
    need = need_of(grouped["dark"])
    actions.dismiss_need(actor=ana.actor, need_id=need.pk, reason="Not now")
    new = say(ana, ["A dark mode for the night shift, please"])

    regroup(ana)

    need.refresh_from_db()
    assert need.state == NeedState.DISMISSED
    assert need_of(new) == need == need_of(grouped["dark"])


def test_pieces_a_person_moved_or_split_off_stay_where_they_were_put(
    ana: Person, grouped: dict[str, list[int]]
) -> None:
    export, login = need_of(grouped["export"]), need_of(grouped["login"])
    moved, out, *split = grouped["dark"][:4]
    home = need_of(grouped["dark"])
    actions.move_feedback(
        actor=ana.actor, feedback_ids=[moved], need_id=export.pk, now=NOW
    )
    actions.move_feedback(actor=ana.actor, feedback_ids=[out], need_id=None, now=NOW)
    receipt = actions.split_need(
        actor=ana.actor,
        need_id=home.pk,
        feedback_ids=split,
        statement="Rest the eyes",
        now=NOW,
    )
    before = placed()

    regroup(ana)

    after = placed()
    pinned = [moved, out, *split]
    assert {pk: after[pk] for pk in pinned} == {pk: before[pk] for pk in pinned}
    assert {after[pk] for pk in split} == {receipt.need_id}
    assert need_of(grouped["login"]) == login
    kept = Feedback.objects.filter(pk__in=pinned).values_list("need_by", flat=True)
    assert set(kept) == {NeedBy.PERSON}


def test_archived_pieces_are_left_out_and_languages_are_found(ana: Person) -> None:
    ids = say(ana, [*EXPORT, "Der Export nach Excel funktioniert leider nicht"])
    actions.triage_feedback(
        actor=ana.actor,
        feedback_ids=ids[:1],
        state=FeedbackState.ARCHIVED,
        now=NOW,
    )

    counts = regroup(ana)

    assert counts["pieces"] == len(ids) - 1
    assert Feedback.objects.get(pk=ids[0]).need_id is None
    assert Feedback.objects.get(pk=ids[-1]).language == "de"


def test_grouping_an_empty_workspace_finds_nothing(ana: Person) -> None:
    assert regroup(ana) == {
        "pieces": 0,
        "needs": 0,
        "new_needs": 0,
        "without_need": 0,
    }


def test_grouping_is_closed_to_a_reader_and_blind_to_strangers_feedback(
    ana: Person, ben: Person, cleo: Person
) -> None:
    say(ana, EXPORT)

    with pytest.raises(NotAllowed):
        regroup(ben)
    assert regroup(cleo)["pieces"] == 0
    assert set(placed().values()) == {None}


def test_pieces_that_are_about_nothing_the_others_ask_count_for_no_need(
    ana: Person, grouped: dict[str, list[int]]
) -> None:
    odd = say(
        ana,
        [
            "Thanks to Mia, who solved it in minutes",
            "Is there a discount for charities?",
            "Your phone number on the website is wrong",
            "Please support the scanners of our warehouse",
        ],
    )

    regroup(ana)

    kept = dict(NeedDemand.objects.values_list("need_id", "pieces"))
    assert [kept[need_of(ids).pk] for ids in grouped.values()] == [6, 6, 6]
    assert {placed()[pk] for pk in odd} == {None}
