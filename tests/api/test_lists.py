"""Lists by cursor: each row once, whoever writes meanwhile."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline.evidence.models import Customer, Need
from leadline.foundation.paging import After, listed
from tests.api.program import Program, program
from tests.conftest import Person

pytestmark = pytest.mark.django_db


def add(who: Person, *names: str) -> list[str]:
    made = [
        Customer.objects.create(
            workspace_id=who.actor.workspace_id, name=name, name_key=name.lower()
        )
        for name in names
    ]
    return [str(one.pk) for one in made]


def read(sync: Program, path: str) -> tuple[list[str], str | None]:
    answer = sync.get(path)
    assert answer.status_code == 200, answer.content
    return [one["id"] for one in answer.json()["items"]], answer.json()["next"]


def test_writers_between_pages_make_nothing_missed_or_doubled(ana: Person) -> None:
    sync = program(ana)
    ids = add(ana, *(f"C{n:02}" for n in range(10)))
    seen: list[str] = []
    cursor: str | None = ""
    turn = 0
    while cursor is not None:
        page, cursor = read(sync, f"customers?limit=3&cursor={cursor}")
        seen += page
        turn += 1
        if turn == 1:
            # One that was read goes, one comes that sorts first, one changes its name.
            Customer.objects.filter(pk=page[0]).delete()
            late = add(ana, "A first by name")
            Customer.objects.filter(pk=ids[5]).update(name="AA", name_key="aa")
        if turn == 2:
            Customer.objects.filter(pk=ids[8]).delete()

    assert seen == [*ids[:8], ids[9], *late]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_last_page_says_so(ana: Person, count: int) -> None:
    add(ana, *(f"C{n}" for n in range(count)))
    page, following = read(program(ana), "customers?limit=2")

    assert len(page) == min(count, 2)
    assert (following is None) is (count <= 2)


@pytest.mark.parametrize(
    ("limit", "status"), [(0, 422), (1, 200), (200, 200), (201, 422), ("x", 422)]
)
def test_a_page_has_one_row_to_two_hundred(
    ana: Person, limit: object, status: int
) -> None:
    assert program(ana).get(f"customers?limit={limit}").status_code == status


def test_a_cursor_is_good_for_its_own_question_alone(ana: Person, cleo: Person) -> None:
    sync = program(ana)
    add(ana, "A", "B")
    _, cursor = read(sync, "customers?limit=1")

    for path in (
        f"customers?limit=1&segment=x&cursor={cursor}",
        f"needs?cursor={cursor}",
        f"customers?cursor={cursor}x",
        "customers?cursor=1",
    ):
        answer = sync.get(path)
        assert answer.status_code == 422, path
        assert answer.json()["errors"][0]["pointer"] == "/cursor"
    assert program(cleo).get(f"customers?cursor={cursor}").status_code == 422
    assert read(sync, f"customers?limit=2&cursor={cursor}")[1] is None


@pytest.mark.sqlite  # PostgreSQL is asked for writers that are under way besides
def test_a_list_asks_as_often_for_three_as_for_one(
    ana: Person, django_assert_num_queries: object
) -> None:
    ask, sync = django_assert_num_queries, program(ana)
    add(ana, "A")
    sync.get("customers")
    with ask(3):  # type: ignore[operator]
        assert len(read(sync, "customers")[0]) == 1
    add(ana, "B", "C")
    with ask(3):  # type: ignore[operator]
        assert len(read(sync, "customers")[0]) == 3


def test_a_list_that_is_worked_out_goes_on_by_id_too(ana: Person) -> None:
    sync = program(ana)
    ids = [
        str(
            Need.objects.create(
                workspace_id=ana.actor.workspace_id,
                statement=f"Need {n}",
                is_made_by_person=True,
            ).pk
        )
        for n in range(3)
    ]
    page, cursor = read(sync, "needs?trend=unknown&limit=2")
    rest, end = read(sync, f"needs?trend=unknown&limit=2&cursor={cursor}")

    assert page + rest == ids
    assert end is None


@given(ids=st.sets(st.integers(1, 99), max_size=30), size=st.integers(1, 7))
@settings(max_examples=50)
def test_going_on_after_a_row_meets_each_once(ids: set[int], size: int) -> None:
    mixed = sorted(ids, key=lambda pk: (pk * 37) % 101)
    met: list[int] = []
    after, is_more = 0, True
    while is_more:
        page = listed(mixed, list, After(after), size)
        met += page.items
        after, is_more = page.last, page.is_more

    assert met == sorted(ids)
