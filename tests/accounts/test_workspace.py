from __future__ import annotations

import pytest

from leadline.accounts.actions import (
    add_product,
    archive_product,
    change_profile,
    change_workspace,
    delete_view,
    rename_product,
    save_view,
    settle_timezone,
)
from leadline.accounts.models import Event, SavedView, User
from leadline.accounts.queries import list_products, list_views, workspace_of
from leadline.accounts.types import CURRENCIES
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.conftest import Person

GOOD = {"name": "Acme Ltd", "currency": "GBP", "timezone": "Europe/London"}


def test_settings_are_changed_and_noted_with_what_was_before(olu: Person) -> None:
    change_workspace(actor=olu.actor, **GOOD)

    workspace = workspace_of(actor=olu.actor)
    assert (workspace.name, workspace.currency) == ("Acme Ltd", "GBP")
    assert workspace.timezone == "Europe/London"
    assert Event.objects.get().detail == {
        "before": ["Acme", "EUR", "UTC"],
        "after": ["Acme Ltd", "GBP", "Europe/London"],
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "  "},
        {"name": "x" * 121},
        {"currency": "eur"},
        {"currency": "XXX"},
        {"timezone": "Mars/Base"},
    ],
)
def test_wrong_settings_change_nothing(olu: Person, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        change_workspace(actor=olu.actor, **{**GOOD, **wrong})
    assert workspace_of(actor=olu.actor).name == "Acme"
    assert Event.objects.count() == 0


def test_currencies_are_three_letters_and_each_once() -> None:
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES)
    assert len(set(CURRENCIES)) == len(CURRENCIES) > 150


def test_a_product_is_added_renamed_archived_and_brought_back(olu: Person) -> None:
    product = add_product(actor=olu.actor, name="  Rudder   One ")
    assert product.name == "Rudder One"

    rename_product(actor=olu.actor, product_id=product.pk, name="Rudder")
    archive_product(actor=olu.actor, product_id=product.pk)
    assert list_products(actor=olu.actor).items == ()
    archived = list_products(actor=olu.actor, with_archived=True)
    assert [p.name for p in archived] == ["Rudder"]
    archive_product(actor=olu.actor, product_id=product.pk, is_archived=False)

    assert [p.name for p in list_products(actor=olu.actor)] == ["Rudder"]
    verbs = Event.objects.order_by("pk").values_list("verb", flat=True)
    assert [verb.split(".")[1] for verb in verbs] == [
        "add_product",
        "rename_product",
        "archive_product",
        "restore_product",
    ]


def test_a_product_name_is_taken_once_in_a_workspace(olu: Person, cleo: Person) -> None:
    first = add_product(actor=olu.actor, name="Rudder")
    other = add_product(actor=olu.actor, name="Keel")
    add_product(actor=cleo.actor, name="Rudder")

    with pytest.raises(Conflict):
        add_product(actor=olu.actor, name="Rudder ")
    with pytest.raises(Conflict):
        rename_product(actor=olu.actor, product_id=other.pk, name="Rudder")
    rename_product(actor=olu.actor, product_id=first.pk, name="Rudder")
    with pytest.raises(Invalid):
        add_product(actor=olu.actor, name=" ")


def test_settings_and_products_are_for_owners(
    olu: Person, ana: Person, ben: Person, cleo: Person
) -> None:
    product = add_product(actor=olu.actor, name="Rudder").pk

    for person in (ana, ben):
        for attempt in (
            lambda p: change_workspace(actor=p.actor, **GOOD),
            lambda p: add_product(actor=p.actor, name="Keel"),
            lambda p: rename_product(actor=p.actor, product_id=product, name="Keel"),
            lambda p: archive_product(actor=p.actor, product_id=product),
        ):
            with pytest.raises(NotAllowed):
                attempt(person)
    with pytest.raises(NotFound):
        rename_product(actor=cleo.actor, product_id=product, name="Keel")
    with pytest.raises(NotFound):
        archive_product(actor=cleo.actor, product_id=product)
    assert list_products(actor=cleo.actor).items == ()


def test_a_time_zone_is_said_once_and_changed_by_owners(
    ana: Person, ben: Person, olu: Person
) -> None:
    User.objects.filter(pk=olu.user.pk).update(timezone="Asia/Tokyo")

    with pytest.raises(NotAllowed):
        settle_timezone(actor=ben.actor, timezone="Europe/Oslo")
    for unknown in ("", "Mars/Base", "europe/oslo", "../etc/passwd"):
        with pytest.raises(Invalid, match="no such time zone"):
            settle_timezone(actor=ana.actor, timezone=unknown)
    assert not Event.objects.filter(verb="accounts.settle_timezone").exists()

    settled = settle_timezone(actor=ana.actor, timezone="Europe/Oslo")
    again = settle_timezone(actor=olu.actor, timezone="Europe/Oslo")
    with pytest.raises(Conflict, match="An owner changes that"):
        settle_timezone(actor=ana.actor, timezone="Europe/Paris")
    zones = dict(User.objects.values_list("email", "timezone"))

    assert settled.timezone == again.timezone == "Europe/Oslo"
    assert zones[ana.user.email] == "Europe/Oslo"
    assert zones[olu.user.email] == "Asia/Tokyo", "their own was overwritten"
    assert zones[ben.user.email] == "UTC", "somebody else's was written"
    changed = change_workspace(actor=olu.actor, **GOOD)
    assert changed.timezone == "Europe/London"


def test_everybody_changes_their_own_profile(ben: Person) -> None:
    change_profile(actor=ben.actor, name="Ben B", theme="dark", timezone="Asia/Tokyo")

    ben.user.refresh_from_db()
    assert (ben.user.name, ben.user.theme) == ("Ben B", "dark")
    assert ben.user.timezone == "Asia/Tokyo"
    assert Event.objects.get().verb == "accounts.change_profile"


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"theme": "pink"}, {"timezone": "Mars"}]
)
def test_a_wrong_profile_changes_nothing(ben: Person, wrong: dict[str, str]) -> None:
    good = {"name": "Ben B", "theme": "dark", "timezone": "UTC"}

    with pytest.raises(Invalid):
        change_profile(actor=ben.actor, **{**good, **wrong})
    ben.user.refresh_from_db()
    assert ben.user.name == "ben"


def test_a_view_is_kept_replaced_and_forgotten(ben: Person) -> None:
    page = "evidence:feedback"
    save_view(actor=ben.actor, page=page, name="Mine", query="state=new")
    view = save_view(actor=ben.actor, page=page, name=" Mine ", query="state=triaged")
    save_view(actor=ben.actor, page="evidence:needs", name="Open", query="")

    found = list_views(actor=ben.actor, page=page)
    assert [(v.name, v.query) for v in found] == [("Mine", "state=triaged")]

    delete_view(actor=ben.actor, view_id=view.pk)

    assert list_views(actor=ben.actor, page=page) == []
    assert Event.objects.count() == 4


def test_a_view_needs_a_name_and_a_short_address(ben: Person) -> None:
    with pytest.raises(Invalid):
        save_view(actor=ben.actor, page="evidence:needs", name=" ", query="")
    with pytest.raises(Invalid):
        save_view(actor=ben.actor, page="evidence:needs", name="x", query="q" * 1001)
    assert SavedView.objects.count() == 0


def test_a_view_is_its_persons_alone(ana: Person, ben: Person, cleo: Person) -> None:
    view = save_view(actor=ben.actor, page="evidence:needs", name="Open", query="")

    for person in (ana, cleo):
        assert list_views(actor=person.actor, page="evidence:needs") == []
        with pytest.raises(NotFound):
            delete_view(actor=person.actor, view_id=view.pk)


@pytest.mark.parametrize("n", [1, 3])
def test_views_take_one_query(
    ben: Person, n: int, django_assert_num_queries: object
) -> None:
    for number in range(n):
        save_view(actor=ben.actor, page="evidence:needs", name=f"V{number}", query="")

    with django_assert_num_queries(1):
        assert len(list_views(actor=ben.actor, page="evidence:needs")) == n
