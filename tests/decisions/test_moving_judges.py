"""Older predictions name who settles them: who asked, as the audit log says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.older import begun_at, to

BEFORE = [("decisions", "0006_criteria_premortem_and_options_of_a_say")]
AFTER = [("decisions", "0007_who_settles_a_prediction")]


@pytest.fixture
def old(transactional_db: None) -> Iterator[Any]:
    with begun_at(BEFORE) as tables:
        yield tables


class World:
    """Workspaces as they stood before, with who asked what by their log."""

    def __init__(self, apps: Any) -> None:
        self.apps = apps
        self.lines = 0

    def make(self, app: str, model: str, /, **values: Any) -> Any:
        return self.apps.get_model(app, model).objects.create(**values)

    def member(self, name: str, *spaces: Any) -> Any:
        user = self.make("accounts", "User", email=f"{name}@example.com")
        for space in spaces:
            self.make("accounts", "Membership", workspace=space, user=user, role="lead")
        return user

    def prediction(self, space: Any) -> Any:
        return self.make(
            "decisions", "Prediction", workspace=space, text="Will it hold?",
            kind="event", resolve_on="2026-12-01",
        )  # fmt: skip

    def wrote(
        self, space: Any, user: Any, subject: str, verb: str = "create_prediction"
    ) -> None:
        self.lines += 1
        self.make(
            "accounts", "Event", workspace=space, sequence=self.lines,
            user_id=user.pk, surface="web", verb=f"decisions.{verb}", subject=subject,
            previous_hash="", hash=str(self.lines),
        )  # fmt: skip


def judges(apps: Any) -> dict[int, int | None]:
    found = apps.get_model("decisions", "Prediction").objects
    return dict(found.values_list("pk", "judge_id"))


def test_who_asked_settles_where_they_are_still_a_member(old: Any) -> None:
    was = World(old)
    acme = was.make("accounts", "Workspace", name="Acme")
    other = was.make("accounts", "Workspace", name="Other")
    ana, leo = was.member("ana", acme), was.member("leo", acme, other)
    gone, elsewhere = was.member("gone"), was.member("elsewhere", other)
    asked = {name: was.prediction(acme) for name in ("ana", "leo", "gone", "elsewhere")}
    for name, user in (
        ("ana", ana), ("leo", leo), ("gone", gone), ("elsewhere", elsewhere)
    ):  # fmt: skip
        was.wrote(acme, user, f"decisions.Prediction:{asked[name].pk}")
    was.wrote(acme, leo, f"decisions.Prediction:{asked['ana'].pk}", "answer_prediction")
    silent = was.prediction(acme)
    was.wrote(other, leo, f"decisions.Prediction:{silent.pk}")
    was.wrote(acme, ana, "decisions.Prediction:none")

    assert judges(to(AFTER)) == {
        asked["ana"].pk: ana.pk,
        asked["leo"].pk: leo.pk,
        asked["gone"].pk: None,
        asked["elsewhere"].pk: None,
        silent.pk: None,
    }


def test_the_judge_goes_away_with_the_column_and_comes_back(old: Any) -> None:
    was = World(old)
    acme = was.make("accounts", "Workspace", name="Acme")
    ana = was.member("ana", acme)
    one = was.prediction(acme)
    was.wrote(acme, ana, f"decisions.Prediction:{one.pk}")

    to(AFTER)
    back = to(BEFORE)

    assert back.get_model("decisions", "Prediction").objects.get().pk == one.pk
    assert judges(to(AFTER)) == {one.pk: ana.pk}
