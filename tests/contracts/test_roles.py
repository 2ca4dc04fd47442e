"""What roles do says exactly what they do, held against every action there is."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

import pytest

import leadline
from leadline.accounts.types import DEEDS, GRANTS, REFUSALS, Role, role_text
from leadline.foundation.jobs import job_kind
from leadline.web.accounts.forms import ROLES

ROOT = Path(leadline.__file__).parents[2]
DOMAINS = ROOT / "src" / "leadline"
PAGE = ROOT / "docs" / "accounts.md"
# Signing in and what a job does of itself need no role; a job needs what its kind says.
READER = {
    "accounts": {
        "add_address", "add_app", "add_passkey", "admit_assistant", "change_password",
        "change_profile", "delete_view", "end_other_sessions", "end_session",
        "make_token", "note_told", "remove_address", "remove_step",
        "renew_recovery_codes", "revoke_token", "save_view",
    },
    "attention": {
        "add_rule", "claim_due", "correct_series", "expect_calendar", "fill_calendar",
        "import_calendar", "note_failure", "remove_calendar", "remove_rule",
        "set_target", "subscribe_calendar", "take_in",
    },
    "conversation": {
        "answer_by_mail", "answer_thread", "attach", "begin_thread", "claim_letters",
        "delete_comment",
        "digest_of", "edit_comment", "hold_members", "keep_watch", "mail_of",
        "note_due", "note_news", "post_to_channels", "put_to_sleep", "read_all_notes",
        "read_note", "read_notes_of", "remove_attachment", "reopen_thread",
        "resolve_thread", "send_news", "set_telling", "set_watching",
        "settle_letter", "sign_comment", "snooze_note", "stop_mail",
        "sweep_attached", "take_in", "take_letter", "tell_people", "wait_for_digest",
        "wake_note", "wake_notes", "wake_up",
    },
    "decisions": {
        "answer_asked", "answer_prediction", "resolve_prediction", "share_calibration",
    },
    "evidence": {
        "place_feedback", "record_feedback", "refresh_demand", "start_placing",
    },
    "launches": {"answer_step"},
    "strategy": {"check_in", "take_back_check_in"},
    "growth": {
        "add_step", "answer_as_peer", "ask_manager", "close_cycle", "end_step",
        "explain_measure", "open_cycle", "peer_link_for", "rate_as_manager",
        "rate_oneself", "share_cycle", "take_back_links",
    },
}  # fmt: skip


def needs() -> dict[tuple[str, str], str]:
    """Return what each action of each area asks for, as its source says."""
    found = {}
    for path in DOMAINS.glob("*/actions/*.py"):
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            for line in node.body[:2]:
                told = ast.unparse(line)
                if told.startswith("actor.require('"):
                    found[path.parts[-3], node.name] = told.split("'")[1]
    return found


def test_the_text_of_roles_names_each_grant_where_it_is_asked_for() -> None:
    asked = {(grant, area) for (area, _), grant in needs().items()}

    assert len(asked) > 15
    assert asked == set(DEEDS)


def test_readers_take_part_and_change_nothing_else() -> None:
    may: dict[str, set[str]] = {}
    for (area, action), grant in needs().items():
        if grant in GRANTS[Role.READER]:
            may.setdefault(area, set()).add(action)

    assert may == READER
    assert job_kind("evidence.place_feedback").needs in GRANTS[Role.READER]
    assert job_kind("evidence.group_feedback").needs not in GRANTS[Role.READER]


@pytest.mark.parametrize("role", Role)
def test_a_role_is_told_what_it_adds_and_nothing_it_may_not(role: Role) -> None:
    text = role_text(role)
    before = [GRANTS[r] for r in list(Role)[: list(Role).index(role)]]
    new = GRANTS[role].difference(*before)

    assert new
    for (grant, _), words in DEEDS.items():
        assert (words in text) is (grant in new), words
    assert ROLES[role].endswith(text)
    assert text in " ".join(PAGE.read_text().split())


def test_each_role_holds_what_the_one_before_it_does() -> None:
    held = [GRANTS[role] for role in Role]
    for less, more in pairwise(held):
        assert less < more
    # Whatever a reader cannot do says what to do about it.
    assert set(REFUSALS) == held[-1] - held[0]
