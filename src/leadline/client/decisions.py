"""What a program asks and does: decisions.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Unpack

from .connection import Connection
from .pages import Pages
from .types.decisions import (
    Chair,
    ComparisonOfDecision,
    DecisionRow,
    DecisionWhole,
    PeopleOfDecision,
    PredictionRow,
    PredictionWhole,
    WordsBack,
    WordsToHear,
)
from .types.sent.decisions import (
    CompareIn,
    DecideIn,
    DecisionIn,
    DecisionInPart,
    ForecastIn,
    ListDecisions,
    ListPredictions,
    MoveReviewIn,
    NamePersonIn,
    OrderIn,
    OutcomeIn,
    OwnStanceIn,
    PredictionIn,
    ReverseIn,
    ReviewIn,
    SayWordsIn,
    StanceIn,
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
        they were made. Takes text, state, chair, decider, updated_since, limit,
        cursor, fields.
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
    ) -> PredictionWhole:
        """Make a prediction.

        Needs the scope ``decisions:write``. Needs text; takes kind, rule,
        resolve_on, unit, decision_id, bet_id, goal_id, metric_id, judge_id,
        way, bar.
        """
        answer: PredictionWhole = self._connection.send(
            "POST", "predictions", said=said, key=key
        )
        return answer

    def get_prediction(self, id: Id, /, *, fields: str = "") -> PredictionWhole:
        """Read a prediction.

        Needs the scope ``decisions:read``.
        """
        answer: PredictionWhole = self._connection.read(
            "predictions", id, fields=fields
        )
        return answer

    def answer_prediction(
        self, id: Id, /, *, key: str = "", **said: Unpack[ForecastIn]
    ) -> PredictionWhole:
        """Say what one expects, as the holder of the token.

        Needs the scope ``decisions:write``. Takes probability, p10, p50, p90.
        """
        answer: PredictionWhole = self._connection.send(
            "POST", "predictions", id, "answer", said=said, key=key
        )
        return answer

    def resolve_prediction(
        self, id: Id, /, *, key: str = "", **said: Unpack[OutcomeIn]
    ) -> PredictionWhole:
        """Say what came of a prediction.

        Needs the scope ``decisions:write``. Takes happened, value, source,
        lesson, is_void, from_reading.
        """
        answer: PredictionWhole = self._connection.send(
            "POST", "predictions", id, "resolve", said=said, key=key
        )
        return answer

    def list_people_of_decision(
        self, id: Id, /, *, fields: str = ""
    ) -> PeopleOfDecision:
        """Read who is asked before a decision, and who is told after it.

        Needs the scope ``decisions:read``.
        """
        answer: PeopleOfDecision = self._connection.read(
            "decisions", id, "people", fields=fields
        )
        return answer

    def name_person(
        self, id: Id, /, *, key: str = "", **said: Unpack[NamePersonIn]
    ) -> Kept:
        """Say that a stakeholder is asked before a decision, or told after it.

        Needs the scope ``decisions:write``. Needs person_id, part.
        """
        answer: Kept = self._connection.send(
            "POST", "decisions", id, "people", said=said, key=key
        )
        return answer

    def hear_person(self, id: Id, person_id: Id, /, **said: Unpack[StanceIn]) -> Kept:
        """Keep where somebody stands on an open decision, and why.

        Needs the scope ``decisions:write``. Needs stance; takes why, option_id.
        """
        answer: Kept = self._connection.send(
            "PATCH", "decisions", id, "people", person_id, said=said
        )
        return answer

    def drop_person(self, id: Id, person_id: Id, /) -> None:
        """Say that somebody has no say in a decision after all.

        Needs the scope ``decisions:write``.
        """
        self._connection.send("DELETE", "decisions", id, "people", person_id)

    def answer_asked(
        self, id: Id, /, *, key: str = "", **said: Unpack[OwnStanceIn]
    ) -> Kept:
        """Say where one stands oneself, as the holder of the token who is asked.

        Needs the scope ``decisions:write``. Needs stance; takes why, option_id.
        """
        answer: Kept = self._connection.send(
            "POST", "decisions", id, "answer", said=said, key=key
        )
        return answer

    def get_comparison(self, id: Id, /, *, fields: str = "") -> ComparisonOfDecision:
        """Read how the options compare.

        Needs the scope ``decisions:read``.
        """
        answer: ComparisonOfDecision = self._connection.read(
            "decisions", id, "comparison", fields=fields
        )
        return answer

    def compare_options(
        self, id: Id, /, *, key: str = "", **said: Unpack[CompareIn]
    ) -> DecisionWhole:
        """Say by which criteria the options are compared: what stood there makes
        room.

        Needs the scope ``decisions:write``. Needs criteria.
        """
        answer: DecisionWhole = self._connection.send(
            "POST", "decisions", id, "compare-options", said=said, key=key
        )
        return answer

    def order_options(
        self, id: Id, /, *, key: str = "", **said: Unpack[OrderIn]
    ) -> DecisionWhole:
        """Put the options of an open decision in order.

        Needs the scope ``decisions:write``. Needs option_ids.
        """
        answer: DecisionWhole = self._connection.send(
            "POST", "decisions", id, "order-options", said=said, key=key
        )
        return answer

    def get_next_words(self, id: Id, /, *, fields: str = "") -> WordsToHear:
        """Read the words on the chair that are heard next.

        Needs the scope ``decisions:read``.
        """
        answer: WordsToHear = self._connection.read(
            "decisions", id, "hearing", fields=fields
        )
        return answer

    def say_words(
        self, id: Id, /, *, key: str = "", **said: Unpack[SayWordsIn]
    ) -> Kept:
        """Say where words stand: on sides of options, off the subject, or no more.

        Needs the scope ``decisions:write``. Needs feedback_ids, mark; takes
        sides, is_off, stays.
        """
        answer: Kept = self._connection.send(
            "POST", "decisions", id, "sayings", said=said, key=key
        )
        return answer

    def take_back_saying(self, id: Id, saying_id: Id, /) -> WordsBack:
        """Take back what the holder of the token said of words.

        Needs the scope ``decisions:write``.
        """
        answer: WordsBack = self._connection.send(
            "DELETE", "decisions", id, "sayings", saying_id
        )
        return answer

    def reject_the_rest(self, id: Id, /, *, key: str = "") -> DecisionWhole:
        """Leave every word that still waits unheard.

        Needs the scope ``decisions:write``.
        """
        answer: DecisionWhole = self._connection.send(
            "POST", "decisions", id, "reject-the-rest", key=key
        )
        return answer

    def move_review(
        self, id: Id, /, *, key: str = "", **said: Unpack[MoveReviewIn]
    ) -> DecisionWhole:
        """Look at a taken decision again on another day.

        Needs the scope ``decisions:write``. Needs review_date, why.
        """
        answer: DecisionWhole = self._connection.send(
            "POST", "decisions", id, "move-review", said=said, key=key
        )
        return answer

    def review_decision(
        self, id: Id, /, *, key: str = "", **said: Unpack[ReviewIn]
    ) -> DecisionWhole:
        """Say how a decision was taken, how it went and what was learned.

        Needs the scope ``decisions:write``. Needs process, result, lesson.
        """
        answer: DecisionWhole = self._connection.send(
            "POST", "decisions", id, "review-decision", said=said, key=key
        )
        return answer
