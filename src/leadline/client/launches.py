"""What a program asks and does: launches.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Unpack

from .connection import Connection
from .pages import Pages
from .types.launches import (
    LaunchRow,
    LaunchStepRow,
    LetterRow,
    LettersHeld,
    OutcomesOfLaunch,
    TemplateCard,
    TemplateRow,
)
from .types.sent.launches import (
    AskAgainIn,
    CallOffIn,
    LaunchedIn,
    LaunchIn,
    LaunchInPart,
    LaunchOutcomeIn,
    LetterPart,
    ListLaunches,
    ListLaunchLetters,
    ListLaunchSteps,
    ListLaunchTemplates,
    MarkLetterIn,
    StepAnswerIn,
    StepIn,
    StepInPart,
    TemplateIn,
    TemplatePart,
)
from .types.shared import Kept
from .values import Id, Seen


class Launches:
    """The operations of launches."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list_launches(self, **asked: Unpack[ListLaunches]) -> Pages[LaunchRow]:
        """List launches.

        Needs the scope ``launches:read``. Records come in the order in which
        they were made. Takes text, state, kind, updated_since, limit, cursor,
        fields.
        """
        return self._connection.rows("launches", asked=asked)

    def create_launch(self, *, key: str = "", **said: Unpack[LaunchIn]) -> LaunchRow:
        """Make a launch.

        Needs the scope ``launches:write``. Needs title, kind, day; takes
        summary, bet_id, owner_id.
        """
        answer: LaunchRow = self._connection.send(
            "POST", "launches", said=said, key=key
        )
        return answer

    def get_launch(self, id: Id, /, *, fields: str = "") -> LaunchRow:
        """Read a launch.

        Needs the scope ``launches:read``.
        """
        answer: LaunchRow = self._connection.read("launches", id, fields=fields)
        return answer

    def change_launch(
        self, id: Id, /, *, seen: Seen = None, **said: Unpack[LaunchInPart]
    ) -> LaunchRow:
        """Change a launch.

        Needs the scope ``launches:write``. ``seen`` refuses to overwrite a
        change. Takes title, kind, day, summary, bet_id, owner_id.
        """
        answer: LaunchRow = self._connection.send(
            "PATCH", "launches", id, said=said, seen=seen
        )
        return answer

    def mark_launched_launch(
        self, id: Id, /, *, seen: Seen = None, key: str = "", **said: Unpack[LaunchedIn]
    ) -> LaunchRow:
        """Say that it was launched.

        Needs the scope ``launches:write``. ``seen`` refuses to overwrite a
        change. Needs on.
        """
        answer: LaunchRow = self._connection.send(
            "POST", "launches", id, "mark-launched", said=said, seen=seen, key=key
        )
        return answer

    def call_off_launch(
        self, id: Id, /, *, seen: Seen = None, key: str = "", **said: Unpack[CallOffIn]
    ) -> LaunchRow:
        """Call a launch off.

        Needs the scope ``launches:write``. ``seen`` refuses to overwrite a
        change. Needs why.
        """
        answer: LaunchRow = self._connection.send(
            "POST", "launches", id, "call-off", said=said, seen=seen, key=key
        )
        return answer

    def take_up_launch(
        self, id: Id, /, *, seen: Seen = None, key: str = ""
    ) -> LaunchRow:
        """Take a launch up again that was called off.

        Needs the scope ``launches:write``. ``seen`` refuses to overwrite a
        change.
        """
        answer: LaunchRow = self._connection.send(
            "POST", "launches", id, "take-up", seen=seen, key=key
        )
        return answer

    def list_launch_steps(
        self, **asked: Unpack[ListLaunchSteps]
    ) -> Pages[LaunchStepRow]:
        """List launch steps.

        Needs the scope ``launches:read``. Records come in the order in which
        they were made. Takes launch_id, updated_since, limit, cursor, fields.
        """
        return self._connection.rows("launch-steps", asked=asked)

    def get_launch_step(self, id: Id, /, *, fields: str = "") -> LaunchStepRow:
        """Read a launch step.

        Needs the scope ``launches:read``.
        """
        answer: LaunchStepRow = self._connection.read("launch-steps", id, fields=fields)
        return answer

    def change_launch_step(
        self, id: Id, /, *, seen: Seen = None, **said: Unpack[StepInPart]
    ) -> LaunchStepRow:
        """Change a launch step.

        Needs the scope ``launches:write``. ``seen`` refuses to overwrite a
        change. Takes part, title, days, owner_id, lead_days, promise_id, state,
        proof, why.
        """
        answer: LaunchStepRow = self._connection.send(
            "PATCH", "launch-steps", id, said=said, seen=seen
        )
        return answer

    def remove_launch_step(self, id: Id, /) -> None:
        """Remove a launch step.

        Needs the scope ``launches:write``.
        """
        self._connection.send("DELETE", "launch-steps", id)

    def create_launch_step(
        self, id: Id, /, *, key: str = "", **said: Unpack[StepIn]
    ) -> LaunchStepRow:
        """Make a launch step.

        Needs the scope ``launches:write``. Needs part, title; takes days,
        owner_id, lead_days, promise_id, state, proof, why.
        """
        answer: LaunchStepRow = self._connection.send(
            "POST", "launches", id, "steps", said=said, key=key
        )
        return answer

    def answer_launch_step(
        self,
        id: Id,
        /,
        *,
        seen: Seen = None,
        key: str = "",
        **said: Unpack[StepAnswerIn],
    ) -> LaunchStepRow:
        """Answer for a step of one's own.

        Needs the scope ``launches:write``. ``seen`` refuses to overwrite a
        change. Needs state; takes proof, why.
        """
        answer: LaunchStepRow = self._connection.send(
            "POST", "launch-steps", id, "answer", said=said, seen=seen, key=key
        )
        return answer

    def ask_to_go(self, id: Id, /, *, key: str = "") -> Kept:
        """Open the decision whether a launch goes; its id is answered.

        Needs the scope ``launches:write``.
        """
        answer: Kept = self._connection.send(
            "POST", "launches", id, "ask-to-go", key=key
        )
        return answer

    def ask_again_launch(
        self, id: Id, /, *, seen: Seen = None, key: str = "", **said: Unpack[AskAgainIn]
    ) -> LaunchRow:
        """Note that somebody was asked today about steps they said nothing of.

        Needs the scope ``launches:write``. ``seen`` refuses to overwrite a
        change. Needs owner_id.
        """
        answer: LaunchRow = self._connection.send(
            "POST", "launches", id, "ask-again", said=said, seen=seen, key=key
        )
        return answer

    def list_launch_letters(
        self, id: Id, /, **asked: Unpack[ListLaunchLetters]
    ) -> Pages[LetterRow]:
        """List launch letters.

        Needs the scope ``launches:read``. Records come in the order in which
        they were made. Takes updated_since, limit, cursor, fields.
        """
        return self._connection.rows("launches", id, "letters", asked=asked)

    def draft_letters(self, id: Id, /, *, key: str = "") -> LettersHeld:
        """Draft a letter to each who asked or was promised it; nothing is sent.

        Needs the scope ``launches:write``.
        """
        answer: LettersHeld = self._connection.send(
            "POST", "launches", id, "letters", key=key
        )
        return answer

    def get_launch_letter(self, id: Id, /, *, fields: str = "") -> LetterRow:
        """Read a launch letter.

        Needs the scope ``launches:read``.
        """
        answer: LetterRow = self._connection.read("launch-letters", id, fields=fields)
        return answer

    def change_launch_letter(
        self, id: Id, /, *, seen: Seen = None, **said: Unpack[LetterPart]
    ) -> LetterRow:
        """Change a launch letter.

        Needs the scope ``launches:write``. ``seen`` refuses to overwrite a
        change. Needs text.
        """
        answer: LetterRow = self._connection.send(
            "PATCH", "launch-letters", id, said=said, seen=seen
        )
        return answer

    def mark_launch_letter(
        self,
        id: Id,
        /,
        *,
        seen: Seen = None,
        key: str = "",
        **said: Unpack[MarkLetterIn],
    ) -> LetterRow:
        """Note that somebody was told that it is here, or need not be.

        Needs the scope ``launches:write``. ``seen`` refuses to overwrite a
        change. Needs how; takes is_needless.
        """
        answer: LetterRow = self._connection.send(
            "POST", "launch-letters", id, "mark", said=said, seen=seen, key=key
        )
        return answer

    def list_outcomes_of_launch(
        self, id: Id, /, *, fields: str = ""
    ) -> OutcomesOfLaunch:
        """Read what came of a launch after 30 and 90 days.

        Needs the scope ``launches:read``.
        """
        answer: OutcomesOfLaunch = self._connection.read(
            "launches", id, "outcomes", fields=fields
        )
        return answer

    def say_outcome(
        self, id: Id, /, *, key: str = "", **said: Unpack[LaunchOutcomeIn]
    ) -> Kept:
        """Say what came of a launch 30 or 90 days after it.

        Needs the scope ``launches:write``. Needs after, result, words.
        """
        answer: Kept = self._connection.send(
            "POST", "launches", id, "outcomes", said=said, key=key
        )
        return answer

    def list_launch_templates(
        self, **asked: Unpack[ListLaunchTemplates]
    ) -> Pages[TemplateRow]:
        """List launch templates.

        Needs the scope ``launches:read``. Records come in the order in which
        they were made. Takes updated_since, limit, cursor, fields.
        """
        return self._connection.rows("launch-templates", asked=asked)

    def create_launch_template(
        self, *, key: str = "", **said: Unpack[TemplateIn]
    ) -> TemplateCard:
        """Make a launch template.

        Needs the scope ``launches:write``. Needs text.
        """
        answer: TemplateCard = self._connection.send(
            "POST", "launch-templates", said=said, key=key
        )
        return answer

    def get_launch_template(self, id: Id, /, *, fields: str = "") -> TemplateCard:
        """Read a launch template.

        Needs the scope ``launches:read``.
        """
        answer: TemplateCard = self._connection.read(
            "launch-templates", id, fields=fields
        )
        return answer

    def change_launch_template(
        self, id: Id, /, *, seen: Seen = None, **said: Unpack[TemplatePart]
    ) -> TemplateCard:
        """Change a launch template.

        Needs the scope ``launches:write``. ``seen`` refuses to overwrite a
        change. Needs text.
        """
        answer: TemplateCard = self._connection.send(
            "PATCH", "launch-templates", id, said=said, seen=seen
        )
        return answer

    def remove_launch_template(self, id: Id, /) -> None:
        """Remove a launch template.

        Needs the scope ``launches:write``.
        """
        self._connection.send("DELETE", "launch-templates", id)
