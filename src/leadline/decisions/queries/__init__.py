"""Reads of the decisions domain."""

from leadline.decisions.queries.asking import (
    predictions_to_answer,
    predictions_to_settle,
)
from leadline.decisions.queries.calibration import (
    calibration_of,
    hint_for,
    outlines_of,
    ranges_as_read,
    ranges_record,
    read_by_own_record,
    readers_of_ranges,
    record_of,
    shares_calibration,
    sharing_people,
    team_calibration,
)
from leadline.decisions.queries.chair import (
    chair_of,
    half_life,
    looked_through,
    needs_behind,
    silent_on,
)
from leadline.decisions.queries.classes import reference_classes
from leadline.decisions.queries.comparing import comparison_of, is_spoken_to
from leadline.decisions.queries.decisions import (
    count_open_decisions,
    count_overrides,
    decision_page,
    decisions_touching,
    list_decisions,
    open_decision_names,
    waiting_decisions,
    waiting_of,
)
from leadline.decisions.queries.hearing import (
    asked_about,
    guess_records,
    hearing_of,
)
from leadline.decisions.queries.lessons import lessons
from leadline.decisions.queries.next_talks import next_talks, next_voices
from leadline.decisions.queries.people import (
    asked_as,
    check_say,
    decisions_of_person,
    people_of_decision,
)
from leadline.decisions.queries.predictions import (
    due_predictions,
    list_predictions,
    outcomes_of,
    prediction_page,
    prediction_row,
    predictions_held,
    predictions_of,
    review_checks,
    review_of,
)
from leadline.decisions.queries.seating import SEATING, seating_of
from leadline.decisions.queries.similar import decided_before

__all__ = [
    "SEATING",
    "asked_about",
    "asked_as",
    "calibration_of",
    "chair_of",
    "check_say",
    "comparison_of",
    "count_open_decisions",
    "count_overrides",
    "decided_before",
    "decision_page",
    "decisions_of_person",
    "decisions_touching",
    "due_predictions",
    "guess_records",
    "half_life",
    "hearing_of",
    "hint_for",
    "is_spoken_to",
    "lessons",
    "list_decisions",
    "list_predictions",
    "looked_through",
    "needs_behind",
    "next_talks",
    "next_voices",
    "open_decision_names",
    "outcomes_of",
    "outlines_of",
    "people_of_decision",
    "prediction_page",
    "prediction_row",
    "predictions_held",
    "predictions_of",
    "predictions_to_answer",
    "predictions_to_settle",
    "ranges_as_read",
    "ranges_record",
    "read_by_own_record",
    "readers_of_ranges",
    "record_of",
    "reference_classes",
    "review_checks",
    "review_of",
    "seating_of",
    "shares_calibration",
    "sharing_people",
    "silent_on",
    "team_calibration",
    "waiting_decisions",
    "waiting_of",
]
