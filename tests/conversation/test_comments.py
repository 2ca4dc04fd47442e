"""Comments: written, answered, changed, taken back; by whom, and who is kept out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from leadline.accounts.actions import create_user
from leadline.accounts.models import Event, Membership, User
from leadline.conversation import actions, queries
from leadline.conversation.models import Comment, Mention, Note, Reaction, Thread
from leadline.conversation.types import LONGEST, TALKED, About, Sign
from leadline.foundation.errors import Invalid, NotAllowed, NotFound, Stale
from tests.conftest import Person
from tests.contracts.areas.all import thing_for
from tests.contracts.examples import Examples
from tests.conversation.talking import NOW, answer, begin, need_of, told

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def test_a_reader_begins_a_thread_and_a_lead_answers(ana: Person, ben: Person) -> None:
    need = need_of(ana)
    first = begin(ben, need, "Who **asked**?")
    answer(ana, first, "Nine ports.")

    talk = queries.talk_of(actor=ana.actor, about="need", record_id=need.pk)
    (thread,) = talk.threads
    assert (thread.first.author, thread.replies[0].text) == ("ben", "Nine ports.")
    assert (talk.open, talk.resolved) == (1, 0)
    watched = queries.watching_of(actor=ana.actor, about="need", record_id=need.pk)
    assert (watched.is_on, watched.count) == (True, 2)


@pytest.mark.parametrize("about", TALKED)
def test_every_kind_of_record_can_be_talked_about(about: About, ana: Person) -> None:
    pages = {
        "need": "needs", "feedback": "feedback", "customer": "customers",
        "bet": "bets", "goal": "goals", "metric": "metrics", "plan": "plans",
        "decision": "decisions",
        "prediction": "predictions", "person": "stakeholders", "promise": "promises",
        "review": "strategy/reviews", "launch": "launches",
    }  # fmt: skip
    make = thing_for(f"{pages[about]}/<int:pk>/", "pk")
    assert make is not None
    pk = int(str(getattr(made := make(Examples(ana)), "pk", made)))

    actions.begin_thread(
        actor=ana.actor, about=about, record_id=pk, text="Why?", now=NOW
    )
    talk = queries.talk_of(actor=ana.actor, about=about, record_id=pk)
    assert talk.subject.title
    assert len(talk.threads) == 1


@pytest.mark.parametrize("about", ["cycle", "entry", "judgement", "user", "step", ""])
def test_what_is_ones_own_is_no_kind_to_talk_about(about: str, ana: Person) -> None:
    with pytest.raises(NotFound):
        queries.talk_of(actor=ana.actor, about=about, record_id=1)


@pytest.mark.parametrize("text", ["", "  \n ", "\x00"])
def test_nothing_is_no_comment(text: str, ana: Person) -> None:
    with pytest.raises(Invalid) as refused:
        begin(ana, need_of(ana), text)
    assert refused.value.field == "text"


def test_a_comment_has_an_end(ana: Person) -> None:
    need = need_of(ana)
    begin(ana, need, "x" * LONGEST)
    with pytest.raises(Invalid):
        begin(ana, need, "x" * (LONGEST + 1))


def test_a_first_name_of_two_people_is_asked_about(ana: Person, ben: Person) -> None:
    for name in ("Lee Moss", "Lee Field"):
        made = create_user(email=f"{name[4:]}@x.example", name=name)
        other = User.objects.get(pk=made.id)
        Membership.objects.create(
            workspace_id=ana.actor.workspace_id, user=other, role="reader"
        )
    need = need_of(ana)
    with pytest.raises(Invalid, match="@Lee could be more than one"):
        begin(ana, need, "@Lee, look")
    begin(ana, need, "@Lee Moss, look")
    assert Mention.objects.get().user.name == "Lee Moss"


def test_a_name_written_twice_with_other_blanks_is_one_mention(ana: Person) -> None:
    made = create_user(email="moss@x.example", name="Lee Moss")
    other = User.objects.get(pk=made.id)
    Membership.objects.create(
        workspace_id=ana.actor.workspace_id, user=other, role="reader"
    )
    far, further = (f"@Lee{' ' * blanks}Moss" for blanks in (200, 201))

    begin(ana, need_of(ana), f"{far} and {further}")

    assert Mention.objects.get().user == other


def test_only_who_wrote_it_changes_it(ana: Person, ben: Person, olu: Person) -> None:
    comment = begin(ben, need_of(ana), "Frist")
    for other in (ana, olu):
        with pytest.raises(NotAllowed):
            actions.edit_comment(
                actor=other.actor, comment_id=comment.pk, text="No", now=LATER
            )
        with pytest.raises(NotAllowed):
            actions.delete_comment(actor=other.actor, comment_id=comment.pk, now=LATER)

    actions.edit_comment(
        actor=ben.actor, comment_id=comment.pk, text="First", now=LATER, seen=1
    )
    comment.refresh_from_db()
    assert (comment.text, comment.edited_at, comment.version) == ("First", LATER, 2)


def test_two_windows_and_one_comment(ana: Person) -> None:
    comment = begin(ana, need_of(ana), "One")
    change = {"actor": ana.actor, "comment_id": comment.pk, "now": LATER, "seen": 1}
    actions.edit_comment(text="Two", **change)
    with pytest.raises(Stale):
        actions.edit_comment(text="Three", **change)
    with pytest.raises(Stale):
        actions.delete_comment(**change)
    comment.refresh_from_db()
    assert comment.text == "Two"


def test_what_was_taken_back_is_gone_everywhere(ana: Person, ben: Person) -> None:
    secret = "the price is forty"
    comment = begin(ana, need_of(ana), f"@ben {secret}")
    answer(ben, comment, "Oh")
    actions.sign_comment(actor=ben.actor, comment_id=comment.pk, sign=Sign.SEEN)
    actions.delete_comment(actor=ana.actor, comment_id=comment.pk, now=LATER)

    comment.refresh_from_db()
    assert (comment.text, comment.deleted_at) == ("", LATER)
    assert not Mention.objects.exists()
    assert not Reaction.objects.exists()
    assert not Note.objects.filter(comment=comment).exists()
    assert all(secret not in str(event.detail) for event in Event.objects.all())
    with pytest.raises(NotFound):
        actions.sign_comment(actor=ben.actor, comment_id=comment.pk, sign=Sign.SEEN)


def test_a_thread_without_a_word_goes(ana: Person) -> None:
    comment = begin(ana, need_of(ana), "Alone")
    actions.delete_comment(actor=ana.actor, comment_id=comment.pk, now=LATER)
    assert not Thread.objects.exists()
    assert not Comment.objects.exists()


def test_resolved_reopened_and_open_again_by_an_answer(
    ana: Person, ben: Person
) -> None:
    first = begin(ana, need_of(ana), "Is it so?")
    thread = {"thread_id": first.thread_id}
    actions.resolve_thread(actor=ben.actor, now=NOW, **thread)
    actions.resolve_thread(actor=ana.actor, now=LATER, **thread)
    found = Thread.objects.get()
    assert (found.resolved_at, found.resolved_by) == (NOW, ben.user)

    actions.reopen_thread(actor=ana.actor, **thread)
    assert Thread.objects.get().resolved_at is None
    actions.resolve_thread(actor=ana.actor, now=LATER, **thread)
    answer(ben, first, "One more thing")
    assert Thread.objects.get().resolved_at is None
    with pytest.raises(Stale):
        actions.resolve_thread(actor=ana.actor, now=LATER, seen=1, **thread)


def test_a_sign_is_left_and_taken_away(ana: Person, ben: Person) -> None:
    need = need_of(ana)
    comment = begin(ana, need, "Good?")
    for _ in range(3):
        actions.sign_comment(actor=ben.actor, comment_id=comment.pk, sign=Sign.AGREE)
    actions.sign_comment(actor=ana.actor, comment_id=comment.pk, sign=Sign.AGREE)

    talk = queries.talk_of(actor=ana.actor, about="need", record_id=need.pk)
    agree, thanks, _ = talk.threads.items[0].first.signs
    assert (agree.names, agree.is_mine, thanks.names) == (("ben", "you"), True, ())
    with pytest.raises(Invalid):
        actions.sign_comment(actor=ana.actor, comment_id=comment.pk, sign="smile")


def test_a_stranger_learns_nothing(ana: Person, cleo: Person) -> None:
    need = need_of(ana)
    first = begin(ana, need, "Secret")
    ask = {"actor": cleo.actor}
    for knock in (
        lambda: queries.talk_of(about="need", record_id=need.pk, **ask),
        lambda: begin(cleo, need, "Hello"),
        lambda: answer(cleo, first, "Hello"),
        lambda: actions.resolve_thread(thread_id=first.thread_id, now=NOW, **ask),
        lambda: actions.reopen_thread(thread_id=first.thread_id, **ask),
        lambda: actions.sign_comment(comment_id=first.pk, sign=Sign.SEEN, **ask),
        lambda: actions.edit_comment(comment_id=first.pk, text="x", now=NOW, **ask),
        lambda: actions.delete_comment(comment_id=first.pk, now=NOW, **ask),
        lambda: queries.own_comment(comment_id=first.pk, **ask),
        lambda: actions.set_watching(
            about="need", record_id=need.pk, is_on=True, **ask
        ),
    ):
        with pytest.raises(NotFound):
            knock()
    assert told(cleo) == []


@pytest.mark.parametrize("threads", [1, 3])
def test_threads_are_read_at_one_price(
    threads: int, ana: Person, ben: Person, django_assert_num_queries: object
) -> None:
    need = need_of(ana)
    for _ in range(threads):
        first = begin(ana, need, "@ben so?")
        actions.sign_comment(actor=ben.actor, comment_id=first.pk, sign=Sign.AGREE)
        answer(ben, first, "Yes")
    with django_assert_num_queries(8):  # type: ignore[operator]
        queries.talk_of(actor=ana.actor, about="need", record_id=need.pk)
