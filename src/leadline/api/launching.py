"""Around a launch: whether it goes, whom to tell, what came of it, and templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leadline.accounts.types import Kept
from leadline.api.launches import LAUNCHES
from leadline.api.operations import Ask, Op, Record, body
from leadline.api.shapes import build, said_in, shape_in
from leadline.launches import actions, queries
from leadline.launches.types import TemplateCard, TemplateRow
from leadline.launches.types.after import Afterwards, LetterRow, LettersHeld, OutcomeIn

AREA = "launches"
OF = "launches/{int:id}"


@dataclass(frozen=True, slots=True)
class OutcomesOfLaunch:
    """What is asked of a launch 30 and 90 days after it, and what was said."""

    items: list[Afterwards]


LETTERS = Record(
    "launch_letter",
    "launch_letters",
    AREA,
    LetterRow,
    lambda ask, pk: queries.letter_row(actor=ask.actor, letter_id=pk),
    (f"{AREA}:letter_row",),
)
TEMPLATES = Record(
    "launch_template",
    "launch_templates",
    AREA,
    TemplateCard,
    lambda ask, pk: queries.template_card(actor=ask.actor, template_id=pk),
    (f"{AREA}:template_card",),
    without=frozenset({"plan"}),
)


def _letters(ask: Ask) -> Any:
    queries.launch_row(actor=ask.actor, launch_id=ask.id)
    return queries.list_letters(
        actor=ask.actor, launch_id=ask.id, page=ask.page, size=ask.size
    )


def _draft(ask: Ask) -> LettersHeld:
    actions.draft_letters(actor=ask.actor, launch_id=ask.id)
    return queries.letters_held(actor=ask.actor, launch_id=ask.id)


def _outcomes(ask: Ask) -> OutcomesOfLaunch:
    found = queries.afterwards_of(actor=ask.actor, launch_id=ask.id)
    return OutcomesOfLaunch(found)


TEXT = body("TemplateIn", "A template as YAML: its name, kind and steps.", text=str)
OPS: list[Op] = [
    Op(
        "ask_to_go",
        "POST",
        f"{OF}/ask-to-go",
        AREA,
        "Open the decision whether a launch goes; its id is answered",
        (f"{AREA}:ask_to_go",),
        lambda ask: actions.ask_to_go(
            actor=ask.actor,
            launch_id=ask.id,
            now=ask.now,
            today=ask.today,
            seen=ask.seen,
        ),
        answers=Kept,
    ),
    LAUNCHES.acts(
        "ask_again",
        lambda ask: actions.ask_again(
            actor=ask.actor, launch_id=ask.id, today=ask.today, **said_in(ask.body)
        ),
        f"{AREA}:ask_again",
        body=body("AskAgainIn", "Who was asked about their steps.", owner_id=int),
        summary="Note that somebody was asked today about steps they said nothing of",
    ),
    LETTERS.lists(
        _letters,
        f"{AREA}:list_letters",
        f"{AREA}:launch_row",
        path=f"{OF}/letters",
    ),
    LETTERS.gets(),
    Op(
        "draft_letters",
        "POST",
        f"{OF}/letters",
        AREA,
        "Draft a letter to each who asked or was promised it; nothing is sent",
        (f"{AREA}:draft_letters", f"{AREA}:letters_held"),
        _draft,
        answers=LettersHeld,
    ),
    LETTERS.changes(
        lambda ask: actions.write_letter(
            actor=ask.actor, letter_id=ask.id, seen=ask.seen, **said_in(ask.body)
        ),
        f"{AREA}:write_letter",
        body=body("LetterPart", "The letter in one's own words.", text=str),
    ),
    LETTERS.acts(
        "mark",
        lambda ask: actions.mark_letter(
            actor=ask.actor,
            letter_id=ask.id,
            now=ask.now,
            seen=ask.seen,
            **said_in(ask.body),
        ),
        f"{AREA}:mark_letter",
        body=body(
            "MarkLetterIn",
            "How somebody was told, or why they need not be.",
            how=str,
            is_needless=(bool, False),
        ),
        summary="Note that somebody was told that it is here, or need not be",
    ),
    Op(
        "list_outcomes_of_launch",
        "GET",
        f"{OF}/outcomes",
        AREA,
        "Read what came of a launch after 30 and 90 days",
        (f"{AREA}:afterwards_of",),
        _outcomes,
        answers=OutcomesOfLaunch,
    ),
    Op(
        "say_outcome",
        "POST",
        f"{OF}/outcomes",
        AREA,
        "Say what came of a launch 30 or 90 days after it",
        (f"{AREA}:say_outcome",),
        lambda ask: actions.say_outcome(
            actor=ask.actor,
            launch_id=ask.id,
            said=build(OutcomeIn, ask.body),
            today=ask.today,
        ),
        answers=Kept,
        body=shape_in(OutcomeIn, name="LaunchOutcomeIn"),
    ),
    TEMPLATES.lists(
        lambda ask: queries.list_templates(
            actor=ask.actor, page=ask.page, size=ask.size
        ),
        f"{AREA}:list_templates",
        answers=TemplateRow,
    ),
    TEMPLATES.gets(),
    TEMPLATES.makes(
        lambda ask: actions.save_template(
            actor=ask.actor, now=ask.now, **said_in(ask.body)
        ),
        f"{AREA}:save_template",
        body=TEXT,
    ),
    TEMPLATES.changes(
        lambda ask: actions.save_template(
            actor=ask.actor,
            now=ask.now,
            template_id=ask.id,
            seen=ask.seen,
            **said_in(ask.body),
        ),
        f"{AREA}:save_template",
        body=body("TemplatePart", "A template said anew, as YAML.", text=str),
    ),
    TEMPLATES.removes(
        lambda ask: actions.remove_template(actor=ask.actor, template_id=ask.id),
        f"{AREA}:remove_template",
    ),
]
