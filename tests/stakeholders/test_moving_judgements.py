"""What everybody could read moves to whoever wrote it last, from a real older state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.older import begun_at, to

BEFORE = [("stakeholders", "0002_telling_and_briefings")]
AFTER = [("stakeholders", "0005_judgements_apart_from_facts")]
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def old(transactional_db: None) -> Iterator[Any]:
    with begun_at(BEFORE) as tables:
        yield tables


class World:
    """A workspace as it stood before, with who wrote what by its log."""

    def __init__(self, apps: Any) -> None:
        self.apps = apps
        self.space = self.table("accounts", "Workspace").objects.create(name="Acme")
        self.lines = 0

    def table(self, app: str, name: str) -> Any:
        return self.apps.get_model(app, name)

    def member(self, name: str, role: str) -> int:
        user = self.table("accounts", "User").objects.create(
            email=f"{name}@example.com", name=name.title()
        )
        if role:
            self.table("accounts", "Membership").objects.create(
                workspace=self.space, user=user, role=role
            )
        return user.pk

    def person(self, name: str, **said: Any) -> Any:
        return self.table("stakeholders", "Person").objects.create(
            workspace=self.space, name=name, function="finance", **said
        )

    def wrote(self, user: int, verb: str, person: Any, **detail: Any) -> None:
        self.lines += 1
        self.table("accounts", "Event").objects.create(
            workspace=self.space, sequence=self.lines, user_id=user, surface="web",
            verb=f"stakeholders.{verb}", subject=f"stakeholders.person:{person.pk}",
            detail=detail, previous_hash="", hash="",
        )  # fmt: skip


def authors(apps: Any) -> dict[str, int]:
    found = apps.get_model("stakeholders", "Judgement").objects
    return dict(found.values_list("person__name", "author_id"))


def test_each_goes_to_who_wrote_it_last_and_never_to_themselves(old: Any) -> None:
    was = World(old)
    ana, olu = was.member("ana", "owner"), was.member("olu", "owner")
    leo, ben = was.member("leo", "lead"), was.member("ben", "reader")
    gone = was.member("gone", "")
    for name, writers, said in (
        ("by nobody", [], {}),
        ("by Leo last", [ana, leo], {}),
        ("by a reader now", [leo, ben], {}),
        ("by who left", [leo, gone], {}),
        ("Ana herself", [ana], {"email": "ANA@example.com"}),
        ("Leo", [leo], {}),
    ):
        person = was.person(name, worries=f"Worry {name}", stance="against", **said)
        for user in writers:
            was.wrote(user, "change_person", person)
        was.wrote(ben, "log_contact", person)

    now = to(AFTER)

    assert authors(now) == {
        "by nobody": ana,
        "by Leo last": leo,
        "by a reader now": ana,
        "by who left": ana,
        "Ana herself": olu,
        "Leo": ana,
    }
    one = now.get_model("stakeholders", "Judgement").objects.get(author_id=leo)
    assert (one.worries, one.stance) == ("Worry by Leo last", "against")
    assert not now.get_model("stakeholders", "JudgementShare").objects.exists()


def test_ties_and_changes_of_mind_move_along_and_back(old: Any) -> None:
    was = World(old)
    ana, leo = was.member("ana", "owner"), was.member("leo", "lead")
    petra = was.person("Petra", influence=91, next_move="Show her")
    jonas = was.person("Jonas")
    was.table("stakeholders", "Listening").objects.create(
        workspace=was.space, listener=jonas, heeded=petra, weight=3
    )
    was.table("stakeholders", "StanceChange").objects.create(
        workspace=was.space, person=petra, at=NOW, was="open", stance="for", why="Saw"
    )
    was.wrote(ana, "create_person", petra)
    was.wrote(leo, "set_listening", jonas, heeded=petra.pk, weight=3)

    now = to(AFTER)

    tie = now.get_model("stakeholders", "Listening").objects.get()
    change = now.get_model("stakeholders", "StanceChange").objects.get()
    assert tie.author_id == leo
    assert (change.why, change.judgement.author_id) == ("Saw", ana)
    pairs = now.get_model("stakeholders", "Judgement").objects.values_list(
        "author_id", "person__name"
    )
    assert set(pairs) == {(ana, "Petra"), (ana, "Jonas"), (leo, "Petra"),
                          (leo, "Jonas")}  # fmt: skip

    back = to(BEFORE)

    kept = back.get_model("stakeholders", "Person").objects.get(name="Petra")
    assert kept.name == "Petra"
    assert back.get_model("stakeholders", "StanceChange").objects.get().person == kept
    assert back.get_model("stakeholders", "Listening").objects.count() == 1


def test_what_nobody_may_have_is_dropped(old: Any) -> None:
    was = World(old)
    was.member("ana", "owner")
    ana, petra = was.person("Ana", worries="Alone"), was.person("Petra")
    was.table("stakeholders", "Listening").objects.create(
        workspace=was.space, listener=petra, heeded=ana
    )
    was.table("stakeholders", "StanceChange").objects.create(
        workspace=was.space, person=ana, at=NOW, was="open", stance="for"
    )

    now = to(AFTER)

    assert list(authors(now)) == ["Petra"]
    for name in ("Listening", "StanceChange"):
        assert not now.get_model("stakeholders", name).objects.exists()
