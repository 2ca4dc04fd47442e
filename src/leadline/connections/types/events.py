"""Which lines of the audit log other programs may be told of, and which never.

Both are lists, so that a new verb is told of when somebody has said so, and not before;
a test holds that every verb of these areas is in one of them.
"""

from __future__ import annotations

from leadline.accounts.types import Area, Verb

TRY = "connections.try"
"""The type of a message that an owner sends to see whether it arrives."""

TOLD: dict[Area, frozenset[Verb]] = {
    Area.EVIDENCE: frozenset({
        Verb.BRING_BACK_FEEDBACK, Verb.CHANGE_NEEDS, Verb.CONFIRM_NEED,
        Verb.CREATE_NEED, Verb.DISMISS_NEED, Verb.EDIT_FEEDBACK, Verb.FINISH_IMPORT,
        Verb.GROUP_FEEDBACK, Verb.MEET_NEED, Verb.MERGE_NEEDS, Verb.MOVE_FEEDBACK,
        Verb.RECORD_FEEDBACK, Verb.REMOVE_CONTACT, Verb.RENAME_NEED, Verb.REOPEN_NEED,
        Verb.SAVE_CONTACT, Verb.SAVE_CUSTOMER, Verb.SET_ASIDE_FEEDBACK,
        Verb.SET_PRODUCT_OF_NEED, Verb.SPLIT_NEED, Verb.TRIAGE_FEEDBACK,
        Verb.UNDO_CHANGE, Verb.UNDO_IMPORT,
    }),
    Area.STRATEGY: frozenset({
        Verb.ADD_MEASURE, Verb.ADD_SHEET_SEGMENT, Verb.ARCHIVE_METRIC,
        Verb.CHANGE_GOAL, Verb.CHANGE_MEASURE, Verb.CHANGE_METRIC, Verb.CHECK_IN,
        Verb.CREATE_GOAL, Verb.CREATE_METRIC, Verb.EMPTY_CELL, Verb.FILL_METRIC,
        Verb.FINISH_REVIEW, Verb.MAKE_REVIEW, Verb.PROPOSE_CELL, Verb.RECORD_READING,
        Verb.REMOVE_MEASURE, Verb.REMOVE_READING, Verb.REMOVE_SHEET_SEGMENT,
        Verb.SAVE_READINGS, Verb.SAY_CELL, Verb.SET_GOAL_STATE, Verb.SET_YARDSTICK,
        Verb.TAKE_BACK_CHECK_IN, Verb.TAKE_IN_FACTS, Verb.WRITE_SECTION,
    }),
    Area.STAKEHOLDERS: frozenset({
        Verb.CHANGE_BRIEFING, Verb.CHANGE_COMMITMENT, Verb.CHANGE_PERSON,
        Verb.CREATE_BRIEFING, Verb.CREATE_COMMITMENT, Verb.CREATE_PERSON,
        Verb.MARK_TOLD, Verb.MOVE_COMMITMENT, Verb.REMOVE_PERSON, Verb.SEND_BRIEFING,
        Verb.SET_COMMITMENT_DATE, Verb.TAKE_BACK_COMMITMENT, Verb.TAKE_BACK_TOLD,
    }),
    Area.ROADMAP: frozenset({
        Verb.ADD_EFFECT, Verb.ARCHIVE_TEAM, Verb.BET_FROM_NEED, Verb.CHANGE_BET,
        Verb.COMMIT_PLAN, Verb.CREATE_BET, Verb.CREATE_TEAM, Verb.HONOUR_COMMITMENT,
        Verb.LINK_BETS, Verb.MAKE_PLAN, Verb.MOVE_BET, Verb.PICK_WAY, Verb.RELEASE_BET,
        Verb.REMOVE_EFFECT, Verb.RENAME_PLAN, Verb.RENAME_TEAM, Verb.SET_BETS_OF_GOAL,
        Verb.SET_BETS_OF_PROMISE, Verb.SET_BET_COSTS, Verb.SET_BET_GOALS,
        Verb.SET_BET_NEEDS, Verb.SET_BET_OWNERS, Verb.SET_BET_STATE, Verb.SET_CAPACITY,
        Verb.SUPERSEDE_PLAN, Verb.UNLINK_BETS,
    }),
    Area.DECISIONS: frozenset({
        Verb.ADD_WORD, Verb.CHANGE_DECISION, Verb.COMPARE_OPTIONS, Verb.CREATE_DECISION,
        Verb.CREATE_PREDICTION, Verb.DECIDE, Verb.DROP_PERSON, Verb.HEAR_CHAIR,
        Verb.HEAR_PERSON, Verb.MOVE_REVIEW, Verb.NAME_PERSON, Verb.ORDER_OPTIONS,
        Verb.REJECT_THE_REST, Verb.RESOLVE_PREDICTION, Verb.REVERSE_DECISION,
        Verb.REVIEW_DECISION, Verb.SAY_WORDS, Verb.SEAT_CHAIR, Verb.SET_WORD,
        Verb.TAKE_BACK, Verb.TAKE_GUESSES,
    }),
    Area.LAUNCHES: frozenset({
        Verb.ADD_LAUNCH_STEP, Verb.ANSWER_LAUNCH_STEP, Verb.ASK_AGAIN, Verb.ASK_TO_GO,
        Verb.CALL_OFF, Verb.CHANGE_LAUNCH, Verb.CHANGE_LAUNCH_STEP, Verb.CREATE_LAUNCH,
        Verb.DRAFT_LETTERS, Verb.MARK_LAUNCHED, Verb.MARK_LETTER,
        Verb.REMOVE_LAUNCH_STEP, Verb.SAY_OUTCOME, Verb.TAKE_UP, Verb.WRITE_LETTER,
    }),
    Area.CONVERSATION: frozenset({
        Verb.DELETE_COMMENT, Verb.EDIT_COMMENT, Verb.REMOVE_ATTACHMENT,
        Verb.REOPEN_THREAD, Verb.RESOLVE_THREAD, Verb.WRITE_COMMENT,
    }),
}  # fmt: skip
"""What is told, by the areas that an access token reads."""

UNTOLD = frozenset({
    # What one person thinks, forecasts or has in a calendar.
    Verb.ANSWER_ASKED, Verb.ANSWER_PREDICTION, Verb.HIDE_CALIBRATION,
    Verb.JUDGE_PERSON, Verb.LOG_CONTACT, Verb.MOVE_PERSON, Verb.SET_LISTENING,
    Verb.SET_STANCE, Verb.SHARE_CALIBRATION, Verb.SHARE_JUDGEMENTS,
    # How people are told, and what signs they give.
    Verb.ADD_CHANNEL, Verb.CHANGE_CHANNEL, Verb.REMOVE_CHANNEL, Verb.SET_TELLING,
    Verb.SET_WATCHING, Verb.SIGN_COMMENT, Verb.SWITCH_CHANNEL,
    # Steps on the way to a change that is told, and how a workspace is set up.
    Verb.ADD_METRIC_SOURCE, Verb.ADD_RANKING, Verb.ASK_MODEL, Verb.BEGIN_IMPORT,
    Verb.CHANGE_IMPORT, Verb.CHANGE_METRIC_SOURCE, Verb.CHANGE_RANKING,
    Verb.DISCARD_IMPORT, Verb.FAIL_IMPORT, Verb.MAKE_PROJECTION, Verb.MARK_MAILED,
    Verb.PLACE_FEEDBACK, Verb.REMOVE_LAUNCH_TEMPLATE, Verb.REMOVE_METRIC_QUERY,
    Verb.REMOVE_METRIC_SOURCE, Verb.REMOVE_RANKING, Verb.RETRY_BRIEFING,
    Verb.SAVE_CUSTOMERS_ROWS, Verb.SAVE_FEEDBACK_ROWS, Verb.SAVE_LAUNCH_TEMPLATE,
    Verb.SAVE_METRIC_QUERY, Verb.SENT_BY_HAND, Verb.SET_HALF_LIFE, Verb.START_IMPORT,
    Verb.SWITCH_METRIC_QUERY, Verb.TRY_METRIC_QUERY, Verb.WORK_OUT_LIMITS,
    Verb.WORK_OUT_WAYS,
})  # fmt: skip
"""What is not told, of these areas; of all other areas nothing is."""

AREA_OF = {verb.value: area for area, verbs in TOLD.items() for verb in verbs}
"""The area that a line of the log is told under, by its verb."""
AREAS = tuple(TOLD)
