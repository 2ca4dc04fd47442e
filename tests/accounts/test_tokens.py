"""Access tokens: what opens, as whom, how far and until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leadline.accounts.actions import (
    change_role,
    make_token,
    note_token_use,
    remove_member,
    revoke_service_token,
    revoke_token,
)
from leadline.accounts.models import ApiToken, Event, Membership, User
from leadline.accounts.queries import (
    bearer_of,
    list_tokens,
)
from leadline.accounts.types import (
    ALL_READ,
    MOST_TOKEN_DAYS,
    MOST_TOKENS,
    SCOPES,
    Bearer,
    Role,
    TokenIn,
    TokenState,
)
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.foundation.signing import is_access_token, new_access_token, token_hash
from tests.conftest import Person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def make(who: Person, **said: object) -> tuple[int, str]:
    token = TokenIn(**{"name": "Sync", **said})
    kept, key = make_token(actor=who.actor, token=token, now=NOW)
    return kept.id, key


def opened(key: str, at: datetime = NOW) -> Bearer | None:
    return bearer_of(token=key, surface="api", now=at)


def test_only_the_digest_of_a_key_is_kept(ana: Person) -> None:
    token_id, key = make(ana)
    row = ApiToken.objects.get(pk=token_id)

    assert is_access_token(key)
    assert row.digest == token_hash(key)
    assert key not in str(ApiToken.objects.values()) + str(list(Event.objects.values()))
    assert key.endswith(row.ending)


def test_a_key_with_one_sign_changed_is_none() -> None:
    key = new_access_token()
    other = "x" if key[10] != "x" else "y"

    assert not is_access_token(key[:10] + other + key[11:])
    assert not is_access_token(key + "0")
    assert not is_access_token("é" * 56)


def test_a_token_acts_as_its_holder_is_now(ana: Person, olu: Person) -> None:
    _, key = make(ana, scopes=("evidence:write",))
    found = opened(key)
    assert found
    assert (found.actor.user_id, found.actor.role) == (ana.user.pk, Role.LEAD)
    assert found.actor.surface == "api"

    member = Membership.objects.get(user=ana.user)
    change_role(actor=olu.actor, member_id=member.pk, role="reader")

    weaker = opened(key)
    assert weaker
    assert not weaker.actor.may("change")
    with pytest.raises(NotAllowed, match="As a reader"):
        weaker.actor.require("change")


def test_a_token_that_reads_changes_nothing(olu: Person) -> None:
    _, key = make(olu, scopes=ALL_READ)
    found = opened(key)

    assert found
    with pytest.raises(NotAllowed, match="This access token may not do that"):
        found.actor.require("change")
    found.actor.require("read")


@pytest.mark.parametrize("grant", ["administer", "judge"])
def test_no_token_holds_what_is_for_people(olu: Person, grant: str) -> None:
    _, key = make(olu, scopes=SCOPES)
    found = opened(key)

    assert found
    assert not found.actor.may(grant)
    assert found.actor.may("plan")


def test_writing_an_area_is_reading_it_and_no_other(ana: Person) -> None:
    _, key = make(ana, scopes=("evidence:write", "roadmap:read"))
    found = opened(key)

    assert found
    assert found.may("evidence", "read")
    assert found.may("evidence", "write")
    assert found.may("roadmap", "read")
    assert not found.may("roadmap", "write")
    assert not found.may("decisions", "read")


def test_a_token_opens_until_its_last_second(ana: Person) -> None:
    _, key = make(ana, days=1)
    end = NOW + timedelta(days=1)

    assert opened(key, end - SECOND)
    assert opened(key, end) is None


def test_what_never_was_opens_nothing(ana: Person) -> None:
    make(ana)

    assert opened(new_access_token()) is None
    assert opened("hello") is None
    assert opened("") is None


def test_a_revoked_token_opens_nothing(ana: Person) -> None:
    token_id, key = make(ana)
    revoke_token(actor=ana.actor, token_id=token_id, now=NOW)

    assert opened(key) is None
    with pytest.raises(NotFound):
        revoke_token(actor=ana.actor, token_id=token_id, now=NOW)


def test_who_leaves_takes_their_tokens_along_for_good(ana: Person, olu: Person) -> None:
    _, key = make(ana)
    member = Membership.objects.get(user=ana.user)
    remove_member(actor=olu.actor, member_id=member.pk)
    assert opened(key) is None

    Membership.objects.create(
        workspace_id=olu.actor.workspace_id, user=ana.user, role="owner"
    )
    assert opened(key) is None
    assert list_tokens(actor=ana.actor, now=NOW)[0].state == TokenState.LEFT


def test_who_is_switched_off_has_no_tokens(ana: Person) -> None:
    _, key = make(ana)
    User.objects.filter(pk=ana.user.pk).update(is_active=False)

    assert opened(key) is None


def test_tokens_of_others_are_neither_seen_nor_revoked(
    ana: Person, olu: Person, cleo: Person
) -> None:
    token_id, _ = make(ana)

    for other in (olu, cleo):
        assert not list_tokens(actor=other.actor, now=NOW)
        with pytest.raises(NotFound):
            revoke_token(actor=other.actor, token_id=token_id, now=NOW)
    with pytest.raises(NotFound):
        revoke_service_token(actor=olu.actor, token_id=token_id, now=NOW)


def test_a_reader_makes_a_token_of_their_own(ben: Person) -> None:
    token_id, key = make(ben, scopes=SCOPES)
    found = opened(key)

    assert found
    assert found.actor.may("comment")
    assert not found.actor.may("change")
    assert list_tokens(actor=ben.actor, now=NOW)[0].id == token_id


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"scopes": ()}, "scopes"),
        ({"scopes": ("growth:read",)}, "scopes"),
        ({"scopes": ("accounts:administer",)}, "scopes"),
        ({"days": 0}, "days"),
        ({"days": MOST_TOKEN_DAYS + 1}, "days"),
    ],
)
def test_a_token_out_of_bounds_is_refused(
    ana: Person, said: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        make(ana, **said)

    assert refused.value.field == field


def test_the_edges_of_a_token_are_taken(ana: Person) -> None:
    make(ana, name="x" * 80, days=MOST_TOKEN_DAYS)
    make(ana, days=1)

    assert len(list_tokens(actor=ana.actor, now=NOW)) == 2


def test_a_session_by_anothers_link_makes_no_token(ana: Person) -> None:
    with pytest.raises(NotAllowed, match="A link that Olu made"):
        make_token(actor=ana.actor, token=TokenIn("Sync"), now=NOW, by_link_of="Olu")


def test_a_token_makes_no_token(ana: Person) -> None:
    _, key = make(ana, scopes=SCOPES)
    found = opened(key)

    assert found
    with pytest.raises(NotAllowed, match="cannot make another"):
        make_token(actor=found.actor, token=TokenIn("Second"), now=NOW)


def test_one_token_too_many_is_refused_until_one_ends(ana: Person) -> None:
    ids = [make(ana)[0] for _ in range(MOST_TOKENS)]
    with pytest.raises(Conflict):
        make(ana)

    revoke_token(actor=ana.actor, token_id=ids[0], now=NOW)
    make(ana)


def test_the_log_holds_the_first_use_of_each_day(ana: Person) -> None:
    _, key = make(ana)

    def use(at: datetime) -> None:
        found = opened(key, at)
        assert found
        note_token_use(bearer=found, now=at)

    def used() -> int:
        return Event.objects.filter(verb="accounts.use_token").count()

    use(NOW)
    use(NOW + timedelta(minutes=5))
    assert (used(), ApiToken.objects.get().last_used_at) == (1, NOW)

    later = NOW + timedelta(minutes=11)
    use(later)
    assert (used(), ApiToken.objects.get().last_used_at) == (1, later)

    use(NOW.replace(day=30, hour=23, minute=59, second=59))
    use(NOW.replace(month=12, day=1, hour=0))
    assert used() == 2
