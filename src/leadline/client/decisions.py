"""What a program asks and does: decisions.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Unpack

from .connection import Connection
from .pages import Pages
from .types.decisions import Chair, DecisionRow, DecisionWhole, PredictionRow
from .types.sent.decisions import (
    DecideIn,
    DecisionIn,
    DecisionInPart,
    ForecastIn,
    ListDecisions,
    ListPredictions,
    OutcomeIn,
    PredictionIn,
    ReverseIn,
    WordIn,
    WordPart,
)
from .types.shared import Kept
from .values import Id, Seen


class Decisions:
    """The operations of decisions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list_decisions(self, **asked: Unpack[ListDecisions]) -> Pages[DecisionRow]:
        """List decisions.

        Needs the scope ``decisions:read``. Records come in the order in which
        they were made. Takes text, state, chair, decider, group, limit, cursor,
        fields.
        """
        return self._connection.rows("decisions", asked=asked)

    def create_decision(
        self, *, key: str = "", **said: Unpack[DecisionIn]
    ) -> DecisionWhole:
        """Make a decision.

        Needs the scope ``decisions:write``. Needs question; takes context,
        criteria, options, door, decider_id, consulted, due_date, need_ids,
        bet_ids, goal_ids, segments.
        """
        answer: DecisionWhole = self._connection.send(
            "POST", "decisions", said=said, key=key
        )
        return answer

    def get_decision(self, id: Id, /, *, fields: str = "") -> DecisionWhole:
        """Read a decision.

        Needs the scope ``decisions:read``.
        """
        answer: DecisionWhole = self._connection.read("decisions", id, fields=fields)
        return answer

    def change_decision(
        self, id: Id, /, *, seen: Seen = None, **said: Unpack[DecisionInPart]
    ) -> DecisionWhole:
        """Change a decision.

        Needs the scope ``decisions:write``. ``seen`` refuses to overwrite a
        change. Takes question, context, criteria, options, door, decider_id,
        consulted, due_date, need_ids, bet_ids, goal_ids, segments.
        """
        answer: DecisionWhole = self._connection.send(
            "PATCH", "decisions", id, said=said, seen=seen
        )
        return answer

    def get_chair(self, id: Id, /, *, fields: str = "") -> Chair:
        """Read the customer's chair of a decision.

        Needs the scope ``decisions:read``.
        """
        answer: Chair = self._connection.read("decisions", id, "chair", fields=fields)
        return answer

    def seat_decision(
        self, id: Id, /, *, seen: Seen = None, key: str = ""
    ) -> DecisionWhole:
        """Have words looked for that speak of the options: a job does it.

        Needs the scope ``decisions:write``. ``seen`` refuses to overwrite a
        change.
        """
        answer: DecisionWhole = self._connection.send(
            "POST", "decisions", id, "seat", seen=seen, key=key
        )
        return answer

    def add_word(self, id: Id, /, *, key: str = "", **said: Unpack[WordIn]) -> Kept:
        """Put a piece of feedback on the chair of a decision.

        Needs the scope ``decisions:write``. Needs feedback_id, option_id, side.
        """
        answer: Kept = self._connection.send(
            "POST", "decisions", id, "words", said=said, key=key
        )
        return answer

    def change_word(self, id: Id, word_id: Id, /, **said: Unpack[WordPart]) -> Kept:
        """Confirm words on the chair, turn them down, or say for which option they
        are.

        Needs the scope ``decisions:write``. Takes state, side, option_id.
        """
        answer: Kept = self._connection.send(
            "PATCH", "decisions", id, "words", word_id, said=said
        )
        return answer

    def hear_decision(
        self, id: Id, /, *, seen: Seen = None, key: str = ""
    ) -> DecisionWhole:
        """Say that the chair was heard: both sides were read.

        Needs the scope ``decisions:write``. ``seen`` refuses to overwrite a
        change.
        """
        answer: DecisionWhole = self._connection.send(
            "POST", "decisions", id, "hear", seen=seen, key=key
        )
        return answer

    def decide_decision(
        self, id: Id, /, *, seen: Seen = None, key: str = "", **said: Unpack[DecideIn]
    ) -> DecisionWhole:
        """Take a decision.

        Needs the scope ``decisions:write``. ``seen`` refuses to overwrite a
        change. Needs option_id, because; takes reasons, confidence,
        review_date, override, wording, premortem.
        """
        answer: DecisionWhole = self._connection.send(
            "POST", "decisions", id, "decide", said=said, seen=seen, key=key
        )
        return answer

    def reverse_decision(
        self, id: Id, /, *, seen: Seen = None, key: str = "", **said: Unpack[ReverseIn]
    ) -> DecisionWhole:
        """Reverse a decision that was taken.

        Needs the scope ``decisions:write``. ``seen`` refuses to overwrite a
        change. Needs reason.
        """
        answer: DecisionWhole = self._connection.send(
            "POST", "decisions", id, "reverse", said=said, seen=seen, key=key
        )
        return answer

    def list_predictions(
        self, **asked: Unpack[ListPredictions]
    ) -> Pages[PredictionRow]:
        """List predictions.

        Needs the scope ``decisions:read``. Records come in the order in which
        they were made. Takes text, state, limit, cursor, fields.
        """
        return self._connection.rows("predictions", asked=asked)

    def create_prediction(
        self, *, key: str = "", **said: Unpack[PredictionIn]
    ) -> PredictionRow:
        """Make a prediction.

        Needs the scope ``decisions:write``. Needs text; takes kind, rule,
        resolve_on, unit, decision_id, bet_id, goal_id, metric_id, judge_id,
        way, bar.
        """
        answer: PredictionRow = self._connection.send(
            "POST", "predictions", said=said, key=key
        )
        return answer

    def get_prediction(self, id: Id, /, *, fields: str = "") -> PredictionRow:
        """Read a prediction.

        Needs the scope ``decisions:read``.
        """
        answer: PredictionRow = self._connection.read("predictions", id, fields=fields)
        return answer

    def answer_prediction(
        self, id: Id, /, *, key: str = "", **said: Unpack[ForecastIn]
    ) -> PredictionRow:
        """Say what one expects, as the holder of the token.

        Needs the scope ``decisions:write``. Takes probability, p10, p50, p90.
        """
        answer: PredictionRow = self._connection.send(
            "POST", "predictions", id, "answer", said=said, key=key
        )
        return answer

    def resolve_prediction(
        self, id: Id, /, *, key: str = "", **said: Unpack[OutcomeIn]
    ) -> PredictionRow:
        """Say what came of a prediction.

        Needs the scope ``decisions:write``. Takes happened, value, source,
        lesson, is_void, from_reading.
        """
        answer: PredictionRow = self._connection.send(
            "POST", "predictions", id, "resolve", said=said, key=key
        )
        return answer
