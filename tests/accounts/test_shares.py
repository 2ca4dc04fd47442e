"""Links by which people without an account read one record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leadline.accounts.actions import (
    change_role,
    change_sharing,
    end_share,
    forget_share_tries,
    note_opened,
    remove_member,
    share_record,
    take_share_try,
)
from leadline.accounts.models import Event, Membership, Share, Workspace
from leadline.accounts.queries import (
    list_shares,
    open_share,
    own_share,
    sharing_rules,
    unlock_share,
)
from leadline.accounts.types import ShareIn, ShareState
from leadline.foundation.errors import Invalid, NotAllowed, NotFound
from tests.conftest import Person, join

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PASSWORD = "crane-tide-41"
SITE = "https://www.harbour.example"


def share(by: Person, **said: object) -> tuple[int, str]:
    what = ShareIn(kind="roadmap", record_id=7, title="Growth first", **said)
    kept, token = share_record(actor=by.actor, share=what, now=NOW)
    return kept.id, token


def opens(token: str, now: datetime = NOW) -> bool:
    try:
        open_share(token=token, now=now)
    except NotFound:
        return False
    return True


def member(person: Person) -> int:
    return Membership.objects.get(user=person.user).pk


def test_a_link_is_read_as_its_maker_and_keeps_nothing_that_opens_it(
    ana: Person,
) -> None:
    pk, token = share(ana, label="Klinikum", password=PASSWORD, has_names=True)

    found = open_share(token=token, now=NOW)

    assert (found.actor.user_id, found.actor.role) == (ana.user.pk, ana.actor.role)
    assert (found.id, found.record_id, found.workspace) == (pk, 7, "Acme")
    assert (found.has_names, found.has_money, found.has_password) == (True, False, True)
    assert found.expires_at == NOW + timedelta(days=30)
    assert len(token) == 43
    row = Share.objects.values_list().get(pk=pk)
    last = Event.objects.latest("pk")
    assert last.verb == "accounts.share_record"
    for kept in (str(row), str(last.detail)):
        assert token not in kept
        assert PASSWORD not in kept


def test_readers_share_nothing_and_strangers_find_nothing(
    ana: Person, ben: Person, cleo: Person
) -> None:
    pk, _ = share(ana)

    for act in (
        lambda: share(ben),
        lambda: end_share(actor=ben.actor, share_id=pk, now=NOW),
        lambda: list_shares(actor=ben.actor, now=NOW),
        lambda: own_share(actor=ben.actor, share_id=pk, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()
    for find in (end_share, own_share):
        with pytest.raises(NotFound):
            find(actor=cleo.actor, share_id=pk, now=NOW)
    assert len(list_shares(actor=cleo.actor, now=NOW)) == 0


def test_owners_see_and_end_every_link_and_others_their_own(
    ana: Person, olu: Person
) -> None:
    hers, her_token = share(ana)
    owners, owners_token = share(olu)

    assert [row.id for row in list_shares(actor=olu.actor, now=NOW)] == [owners, hers]
    assert [row.id for row in list_shares(actor=ana.actor, now=NOW)] == [hers]
    for act in (end_share, own_share):
        with pytest.raises(NotFound):
            act(actor=ana.actor, share_id=owners, now=NOW)
    with pytest.raises(NotFound):  # an owner looks at nothing as somebody else
        own_share(actor=olu.actor, share_id=hers, now=NOW)
    end_share(actor=olu.actor, share_id=hers, now=NOW)

    assert (opens(her_token), opens(owners_token)) == (False, True)
    assert Event.objects.latest("pk").verb == "accounts.end_share"
    with pytest.raises(NotFound):
        end_share(actor=ana.actor, share_id=hers, now=NOW)


def test_links_of_one_record_are_listed_with_it(ana: Person) -> None:
    pk, _ = share(ana)

    def of(record_id: int) -> list[int]:
        found = list_shares(
            actor=ana.actor, now=NOW, kind="roadmap", record_id=record_id
        )
        return [row.id for row in found]

    assert (of(7), of(8)) == ([pk], [])


def test_a_link_ends_at_its_moment(ana: Person) -> None:
    pk, token = share(ana, days=1)
    end = NOW + timedelta(days=1)

    assert (opens(token, end - SECOND), opens(token, end)) == (True, False)
    (row,) = list_shares(actor=ana.actor, now=end)
    assert (row.id, row.state) == (pk, ShareState.EXPIRED)


def test_a_link_ends_for_good_when_its_maker_leaves_or_only_reads(
    ana: Person, olu: Person
) -> None:
    _, token = share(ana)
    change_role(actor=olu.actor, member_id=member(ana), role="contributor")
    assert opens(token)
    change_role(actor=olu.actor, member_id=member(ana), role="reader")
    assert not opens(token)
    change_role(actor=olu.actor, member_id=member(ana), role="lead")
    assert not opens(token)

    _, second = share(ana)
    remove_member(actor=olu.actor, member_id=member(ana))
    assert not opens(second)
    Membership.objects.create(
        workspace_id=olu.actor.workspace_id, user=ana.user, role="lead"
    )
    assert not opens(second)
    rows = list_shares(actor=olu.actor, now=NOW)
    assert {row.state for row in rows} == {ShareState.LEFT}


def test_a_link_opens_nothing_while_its_maker_may_not_sign_in(ana: Person) -> None:
    _, token = share(ana)
    ana.user.is_active = False
    ana.user.save()

    assert not opens(token)


def test_a_workspace_without_sharing_opens_and_makes_no_link(
    ana: Person, olu: Person
) -> None:
    _, token = share(ana)

    with pytest.raises(NotAllowed):
        change_sharing(actor=ana.actor, is_off=True, sites="")
    change_sharing(actor=olu.actor, is_off=True, sites="")

    assert not opens(token)
    assert sharing_rules(actor=ana.actor).is_off
    with pytest.raises(NotAllowed):
        share(ana)
    change_sharing(actor=olu.actor, is_off=False, sites="")
    assert opens(token)


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("days", {"days": 1}, {"days": 0}),
        ("days", {"days": 365}, {"days": 366}),
        ("password", {"password": "x" * 8}, {"password": "x" * 7}),
        ("password", {"password": "x" * 128}, {"password": "x" * 129}),
        ("shown_as", {"shown_as": "timeline"}, {"shown_as": "pie"}),
    ],
)
def test_a_link_has_bounds(
    ana: Person, field: str, good: dict[str, object], bad: dict[str, object]
) -> None:
    share(ana, **good)
    with pytest.raises(Invalid) as refused:
        share(ana, **bad)
    assert refused.value.field == field


def test_only_the_password_unlocks_and_nothing_tells_a_link_from_none(
    ana: Person, cleo: Person
) -> None:
    pk, token = share(ana, password=PASSWORD)
    _, bare = share(ana)

    assert unlock_share(token=token, password=PASSWORD, now=NOW).id == pk
    said = set()
    for key, password in [
        (token, "crane-tide-42"),
        (token, ""),
        ("no-such-link", PASSWORD),
        (bare, PASSWORD),
        (bare, ""),
    ]:
        with pytest.raises(NotFound) as refused:
            unlock_share(token=key, password=password, now=NOW)
        said.add(str(refused.value))
    assert len(said) == 1


def test_the_same_is_read_and_hashed_for_a_link_and_for_none(
    ana: Person, django_assert_num_queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, token = share(ana, password=PASSWORD)
    _, expired = share(ana, password=PASSWORD, days=1)
    hashed: list[str] = []
    from leadline.accounts.queries import shares

    real = shares.check_password
    monkeypatch.setattr(
        shares,
        "check_password",
        lambda given, kept: hashed.append(kept.split("$")[0]) or real(given, kept),
    )
    later = NOW + timedelta(days=2)
    for key in (token, expired, "nothing"):
        with django_assert_num_queries(1), pytest.raises(NotFound):
            unlock_share(token=key, password="wrong", now=later)

    assert len(hashed) == 3
    assert len(set(hashed)) == 1


def test_guessing_a_password_gets_slow_for_a_link_and_for_none(ana: Person) -> None:
    _, token = share(ana, password=PASSWORD)

    def tries(key: str, address: str) -> list[int]:
        waits = (take_share_try(token=key, address=address, now=NOW) for _ in range(7))
        return [wait.seconds for wait in waits]

    assert tries(token, "192.0.2.1") == [0, 0, 0, 0, 0, 2, 2]
    assert tries("nothing", "192.0.2.1") == [0, 0, 0, 0, 0, 2, 2]
    assert tries(token, "192.0.2.2")[0] == 0
    forget_share_tries(token=token, address="192.0.2.1")
    assert tries(token, "192.0.2.1")[0] == 0


def test_a_link_and_an_address_have_sixty_tries_a_minute(ana: Person) -> None:
    _, token = share(ana, password=PASSWORD)
    minute = timedelta(minutes=1)

    def wait(key: str, address: str, now: datetime = NOW) -> timedelta:
        return take_share_try(token=key, address=address, now=now)

    assert not any(wait(token, f"192.0.2.{n}") for n in range(60))
    assert wait(token, "192.0.2.99") == minute
    assert not wait(token, "192.0.2.99", NOW + minute)
    assert not any(wait(f"key {n}", "198.51.100.1") for n in range(60))
    assert wait("another", "198.51.100.1") == minute


def test_openings_are_counted_and_nothing_else_is_kept(ana: Person) -> None:
    pk, _ = share(ana)
    lines = Event.objects.count()

    note_opened(share_id=pk, now=NOW)
    note_opened(share_id=pk, now=NOW + SECOND)

    (row,) = list_shares(actor=ana.actor, now=NOW)
    assert (row.opened, row.opened_at) == (2, NOW + SECOND)
    assert Event.objects.count() == lines


def test_an_owner_names_the_sites_that_may_embed(ana: Person, olu: Person) -> None:
    with pytest.raises(Invalid) as refused:
        share(ana, may_embed=True)
    assert refused.value.field == "may_embed"

    sites = f"{SITE}/\nhttps://Wiki.example:8443 {SITE}"
    change_sharing(actor=olu.actor, is_off=False, sites=sites)
    _, token = share(ana, may_embed=True)
    _, other = share(ana)

    allowed = (SITE, "https://wiki.example:8443")
    assert open_share(token=token, now=NOW).sites == allowed
    assert open_share(token=other, now=NOW).sites == ()
    with pytest.raises(Invalid):
        share(ana, may_embed=True, password=PASSWORD)


@pytest.mark.parametrize(
    "site",
    [
        "http://www.harbour.example", "https://", "*", "https://*.example", SITE + "/a",
        SITE + "?x", "https://a@b.example", "javascript:alert(1)", "https://a;b.example",
        "https://a.example:99999", "https://" + "a" * 200, "'self'",
    ],
)  # fmt: skip
def test_a_site_is_scheme_and_host(olu: Person, site: str) -> None:
    with pytest.raises(Invalid) as refused:
        change_sharing(actor=olu.actor, is_off=False, sites=site)
    assert refused.value.field == "sites"


def test_ten_sites_are_the_most(olu: Person) -> None:
    ten = " ".join(f"https://{n}.example" for n in range(10))
    assert len(change_sharing(actor=olu.actor, is_off=False, sites=ten).sites) == 10
    with pytest.raises(Invalid):
        change_sharing(
            actor=olu.actor, is_off=False, sites=ten + " https://one-more.example"
        )


@pytest.mark.parametrize("n", [1, 3])
def test_a_list_of_links_takes_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_num_queries
) -> None:
    for _ in range(n):
        share(ana)
    with django_assert_num_queries(2):
        assert len(list_shares(actor=ana.actor, now=NOW)) == n


def test_another_contributor_finds_no_link_of_anas(ana: Person) -> None:
    share(ana)
    dee = join("dee", Workspace.objects.get(name="Acme"), "contributor")

    assert len(list_shares(actor=dee.actor, now=NOW)) == 0
