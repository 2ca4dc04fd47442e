"""What is done to the record, one word each: the verbs of the audit log.

Actions write them as literals beside what they do; who reads the log asks for them
here, and a house rule holds the two together. With each stands what people read: what
somebody did, after their name.
"""

from __future__ import annotations

from enum import StrEnum


class Verb(StrEnum):
    """Everything that an action notes in the audit log, by domain."""

    words: str

    def __new__(cls, value: str, words: str) -> Verb:
        """Make a verb of its key and of what people read; none goes without.

        >>> Verb.MERGE_NEEDS.words
        'merged needs'
        """
        verb = str.__new__(cls, value)
        verb._value_ = value
        verb.words = words
        return verb

    ACCEPT_INVITATION = "accounts.accept_invitation", "accepted an invitation"
    ADD_ADDRESS = "accounts.add_address", "added an address for mail"
    ADD_MEMBER = "accounts.add_member", "added a member"
    ADD_PRODUCT = "accounts.add_product", "added a product"
    ADD_SERVICE = "accounts.add_service", "added a service account"
    ADD_SECOND_STEP = "accounts.add_second_step", "added a second step"
    ADMIT_ASSISTANT = "accounts.admit_assistant", "let an assistant in"
    AGREE_TO_LINK = "accounts.agree_to_link", "made a link somebody asked for"
    ARCHIVE_PRODUCT = "accounts.archive_product", "archived a product"
    CALL_TOOL = "accounts.call_tool", "used a tool of the assistant"
    CANCEL_JOB = "accounts.cancel_job", "cancelled a job"
    CHANGE_PASSWORD = "accounts.change_password", "changed a password"
    CHANGE_PROFILE = "accounts.change_profile", "changed a profile"
    CHANGE_ROLE = "accounts.change_role", "changed a role"
    CHANGE_SHARING = "accounts.change_sharing", "changed who may share"
    CHANGE_WORKSPACE = "accounts.change_workspace", "changed the workspace"
    DELETE_VIEW = "accounts.delete_view", "deleted a saved view"
    END_DIRECTORY_ACCESS = (
        "accounts.end_directory_access",
        "ended the access of a directory",
    )
    END_SESSION = "accounts.end_session", "ended a session"
    END_SHARE = "accounts.end_share", "ended a shared page"
    FORGET_PERSON = "accounts.forget_person", "forgot a person"
    INVITE = "accounts.invite", "invited somebody"
    ISSUE_SIGN_IN_LINK = "accounts.issue_sign_in_link", "made a link to sign in"
    LET_ASSISTANTS_WRITE = (
        "accounts.let_assistants_write",
        "set whether assistants may write",
    )
    MAKE_SERVICE_TOKEN = "accounts.make_service_token", "made a token of a service"
    MAKE_TOKEN = "accounts.make_token", "made a token"
    JOIN_BY_DIRECTORY = "accounts.join_by_directory", "joined by the directory"
    JOIN_BY_PROVIDER = "accounts.join_by_provider", "joined by single sign-on"
    LINK_PROVIDER = "accounts.link_provider", "tied an account to single sign-on"
    MAKE_DIRECTORY_ACCESS = "accounts.make_directory_access", "gave a directory access"
    NOTE_TOLD = "accounts.note_told", "saw which links others made"
    REFUSE_LINK = "accounts.refuse_link", "refused a link somebody asked for"
    REMOVE_ADDRESS = "accounts.remove_address", "removed an address for mail"
    REMOVE_MEMBER = "accounts.remove_member", "removed a member"
    REMOVE_RATE = "accounts.remove_rate", "removed an exchange rate"
    REMOVE_SERVICE = "accounts.remove_service", "removed a service account"
    REMOVE_SECOND_STEP = "accounts.remove_second_step", "removed a second step"
    RENAME_PRODUCT = "accounts.rename_product", "renamed a product"
    RENEW_RECOVERY_CODES = "accounts.renew_recovery_codes", "made new recovery codes"
    REQUIRE_SECOND_STEP = "accounts.require_second_step", "set who needs a second step"
    RESTORE_PRODUCT = "accounts.restore_product", "restored a product"
    RETRY_JOB = "accounts.retry_job", "started a job again"
    REVOKE_INVITATION = "accounts.revoke_invitation", "took an invitation back"
    REVOKE_SERVICE_TOKEN = (
        "accounts.revoke_service_token",
        "revoked a token of a service",
    )
    REVOKE_TOKEN = "accounts.revoke_token", "revoked a token"
    SAVE_RATES = "accounts.save_rates", "brought in exchange rates"
    SAVE_VIEW = "accounts.save_view", "saved a view"
    SEAL_RECORD = "accounts.seal_record", "sealed the record"
    SET_DIRECTORY_GROUPS = "accounts.set_directory_groups", "set the roles of groups"
    SET_RATE = "accounts.set_rate", "set an exchange rate"
    SET_UP = "accounts.set_up", "set up the workspace"
    SETTLE_CURRENCY = "accounts.settle_currency", "settled the currency"
    SETTLE_TIMEZONE = "accounts.settle_timezone", "settled the time zone"
    SHARE_RECORD = "accounts.share_record", "shared a page"
    SIGN_IN = "accounts.sign_in", "signed in"
    SIGN_OUT = "accounts.sign_out", "signed out"
    START_JOB = "accounts.start_job", "started a job"
    USE_TOKEN = "accounts.use_token", "used a token"
    SWITCH_OFF_PERSON = "accounts.switch_off_person", "switched a person off"
    SWITCH_ON_PERSON = "accounts.switch_on_person", "switched a person on"
    WISH_FOR_LINK = "accounts.wish_for_link", "asked for a link to sign in"

    BEGIN_IMPORT = "evidence.begin_import", "began to import a file"
    BRING_BACK_FEEDBACK = "evidence.bring_back_feedback", "brought feedback back"
    CHANGE_IMPORT = "evidence.change_import", "changed how a file is read"
    CHANGE_NEEDS = "evidence.change_needs", "changed several needs"
    CONFIRM_NEED = "evidence.confirm_need", "confirmed a need"
    CREATE_NEED = "evidence.create_need", "added a need"
    DISCARD_IMPORT = "evidence.discard_import", "put a file away"
    DISMISS_NEED = "evidence.dismiss_need", "dismissed a need"
    EDIT_FEEDBACK = "evidence.edit_feedback", "edited feedback"
    FAIL_IMPORT = "evidence.fail_import", "could not finish an import"
    FINISH_IMPORT = "evidence.finish_import", "finished an import"
    GROUP_FEEDBACK = "evidence.group_feedback", "grouped feedback into needs"
    MEET_NEED = "evidence.meet_need", "marked a need as met"
    MERGE_NEEDS = "evidence.merge_needs", "merged needs"
    MOVE_FEEDBACK = "evidence.move_feedback", "moved feedback to another need"
    PLACE_FEEDBACK = "evidence.place_feedback", "gave new feedback its needs"
    RECORD_FEEDBACK = "evidence.record_feedback", "wrote feedback down"
    REMOVE_CONTACT = "evidence.remove_contact", "removed a contact"
    RENAME_NEED = "evidence.rename_need", "renamed a need"
    REOPEN_NEED = "evidence.reopen_need", "opened a need again"
    SAVE_CONTACT = "evidence.save_contact", "saved a contact"
    SAVE_CUSTOMER = "evidence.save_customer", "saved a customer"
    SAVE_CUSTOMERS_ROWS = "evidence.save_customers_rows", "imported customers"
    SAVE_FEEDBACK_ROWS = "evidence.save_feedback_rows", "imported feedback"
    SET_ASIDE_FEEDBACK = "evidence.set_aside_feedback", "set feedback aside"
    SET_PRODUCT_OF_NEED = "evidence.set_product_of_need", "gave a need its product"
    SPLIT_NEED = "evidence.split_need", "split a need"
    START_IMPORT = "evidence.start_import", "brought a file to import"
    TRIAGE_FEEDBACK = "evidence.triage_feedback", "sorted feedback"
    UNDO_CHANGE = "evidence.undo_change", "took a change back"
    UNDO_IMPORT = "evidence.undo_import", "took an import back"

    ADD_MEASURE = "strategy.add_measure", "added a measure to a goal"
    ADD_SHEET_SEGMENT = "strategy.add_sheet_segment", "added a segment to the sheet"
    ADD_METRIC_SOURCE = "strategy.add_metric_source", "added a source of metrics"
    ARCHIVE_METRIC = "strategy.archive_metric", "archived a metric"
    CHANGE_GOAL = "strategy.change_goal", "changed a goal"
    CHANGE_MEASURE = "strategy.change_measure", "changed a measure of a goal"
    CHANGE_METRIC = "strategy.change_metric", "changed a metric"
    CHANGE_METRIC_SOURCE = (
        "strategy.change_metric_source",
        "changed a source of metrics",
    )
    CHECK_IN = "strategy.check_in", "checked in on a goal"
    CREATE_GOAL = "strategy.create_goal", "added a goal"
    CREATE_METRIC = "strategy.create_metric", "added a metric"
    EMPTY_CELL = "strategy.empty_cell", "emptied a cell of the sheet"
    FILL_METRIC = "strategy.fill_metric", "filled a metric from its source"
    FINISH_REVIEW = "strategy.finish_review", "finished a review"
    MAKE_PROJECTION = "strategy.make_projection", "worked the outlook out"
    MAKE_REVIEW = "strategy.make_review", "drafted a review"
    PROPOSE_CELL = "strategy.propose_cell", "proposed a figure for the sheet"
    RECORD_READING = "strategy.record_reading", "entered a reading"
    REMOVE_MEASURE = "strategy.remove_measure", "removed a measure from a goal"
    REMOVE_METRIC_QUERY = (
        "strategy.remove_metric_query",
        "removed a question of a metric",
    )
    REMOVE_METRIC_SOURCE = (
        "strategy.remove_metric_source",
        "removed a source of metrics",
    )
    REMOVE_READING = "strategy.remove_reading", "removed a reading"
    REMOVE_SHEET_SEGMENT = (
        "strategy.remove_sheet_segment",
        "removed a segment from the sheet",
    )
    SAVE_METRIC_QUERY = "strategy.save_metric_query", "saved a question of a metric"
    SAVE_READINGS = "strategy.save_readings", "imported readings"
    SAY_CELL = "strategy.say_cell", "filled a cell of the sheet"
    SET_GOAL_STATE = "strategy.set_goal_state", "set how a goal stands"
    SET_YARDSTICK = "strategy.set_yardstick", "chose what a goal is measured by"
    SWITCH_METRIC_QUERY = (
        "strategy.switch_metric_query",
        "switched a question of a metric",
    )
    TAKE_BACK_CHECK_IN = "strategy.take_back_check_in", "took a check-in back"
    TAKE_IN_FACTS = "strategy.take_in_facts", "took facts into the sheet"
    TRY_METRIC_QUERY = "strategy.try_metric_query", "tried a question of a metric"
    WRITE_SECTION = "strategy.write_section", "wrote a part of a review"

    CHANGE_BRIEFING = "stakeholders.change_briefing", "changed a briefing"
    CHANGE_COMMITMENT = "stakeholders.change_commitment", "changed a promise"
    CHANGE_PERSON = "stakeholders.change_person", "changed a stakeholder"
    CREATE_BRIEFING = "stakeholders.create_briefing", "drafted a briefing"
    CREATE_COMMITMENT = "stakeholders.create_commitment", "wrote a promise down"
    CREATE_PERSON = "stakeholders.create_person", "added a stakeholder"
    JUDGE_PERSON = "stakeholders.judge_person", "judged a stakeholder"
    LOG_CONTACT = "stakeholders.log_contact", "logged a contact"
    MARK_MAILED = "stakeholders.mark_mailed", "mailed a briefing"
    MARK_TOLD = "stakeholders.mark_told", "noted that somebody was told"
    MOVE_COMMITMENT = "stakeholders.move_commitment", "set how a promise stands"
    MOVE_PERSON = "stakeholders.move_person", "moved a stakeholder on the map"
    REMOVE_PERSON = "stakeholders.remove_person", "removed a stakeholder"
    RETRY_BRIEFING = "stakeholders.retry_briefing", "sent a briefing once more"
    SEND_BRIEFING = "stakeholders.send_briefing", "sent a briefing"
    SENT_BY_HAND = "stakeholders.sent_by_hand", "noted a briefing sent by hand"
    SET_COMMITMENT_DATE = "stakeholders.set_commitment_date", "set the day of a promise"
    SET_LISTENING = "stakeholders.set_listening", "noted who listens to whom"
    SET_STANCE = "stakeholders.set_stance", "noted a stance"
    SHARE_JUDGEMENTS = "stakeholders.share_judgements", "set who sees judgements"
    TAKE_BACK_COMMITMENT = (
        "stakeholders.take_back_commitment",
        "took a step of a promise back",
    )
    TAKE_BACK_TOLD = "stakeholders.take_back_told", "took back that somebody was told"

    ADD_EFFECT = "roadmap.add_effect", "added an effect to a bet"
    ADD_RANKING = "roadmap.add_ranking", "added a ranking"
    ARCHIVE_TEAM = "roadmap.archive_team", "archived a team"
    BET_FROM_NEED = "roadmap.bet_from_need", "made a bet of a need"
    CHANGE_BET = "roadmap.change_bet", "changed a bet"
    CHANGE_RANKING = "roadmap.change_ranking", "changed a ranking"
    COMMIT_PLAN = "roadmap.commit_plan", "committed a plan"
    CREATE_BET = "roadmap.create_bet", "added a bet"
    CREATE_TEAM = "roadmap.create_team", "added a team"
    HONOUR_COMMITMENT = "roadmap.honour_commitment", "tied a bet to a promise"
    LINK_BETS = "roadmap.link_bets", "tied two bets together"
    MAKE_PLAN = "roadmap.make_plan", "made a plan"
    MOVE_BET = "roadmap.move_bet", "moved a bet in a plan"
    PICK_WAY = "roadmap.pick_way", "took one of the ways to plan"
    RELEASE_BET = "roadmap.release_bet", "took a bet off a promise"
    REMOVE_EFFECT = "roadmap.remove_effect", "removed an effect from a bet"
    REMOVE_RANKING = "roadmap.remove_ranking", "removed a ranking"
    RENAME_PLAN = "roadmap.rename_plan", "renamed a plan"
    RENAME_TEAM = "roadmap.rename_team", "renamed a team"
    SET_BETS_OF_GOAL = "roadmap.set_bets_of_goal", "set the bets of a goal"
    SET_BETS_OF_PROMISE = "roadmap.set_bets_of_promise", "set the bets of a promise"
    SET_BET_COSTS = "roadmap.set_bet_costs", "set what a bet costs"
    SET_BET_GOALS = "roadmap.set_bet_goals", "set the goals of a bet"
    SET_BET_NEEDS = "roadmap.set_bet_needs", "set the needs of a bet"
    SET_BET_OWNERS = "roadmap.set_bet_owners", "gave bets an owner"
    SET_BET_STATE = "roadmap.set_bet_state", "set how a bet stands"
    SET_CAPACITY = "roadmap.set_capacity", "set what a team can do"
    SUPERSEDE_PLAN = "roadmap.supersede_plan", "replaced a plan"
    UNLINK_BETS = "roadmap.unlink_bets", "untied two bets"
    WORK_OUT_LIMITS = "roadmap.work_out_limits", "worked out what limits a plan"
    WORK_OUT_WAYS = "roadmap.work_out_ways", "worked out other ways to plan"

    ADD_RULE = "attention.add_rule", "added a word for calendar titles"
    CORRECT_SERIES = "attention.correct_series", "corrected what a meeting is"
    IMPORT_CALENDAR = "attention.import_calendar", "brought a calendar in"
    REMOVE_CALENDAR = "attention.remove_calendar", "took a calendar out"
    REMOVE_RULE = "attention.remove_rule", "removed a word for calendar titles"
    SET_TARGET = "attention.set_target", "set a target for market time"
    SUBSCRIBE_CALENDAR = "attention.subscribe_calendar", "subscribed to a calendar"

    ADD_WORD = "decisions.add_word", "put words before the chair"
    ANSWER_ASKED = "decisions.answer_asked", "answered for somebody asked"
    ANSWER_PREDICTION = "decisions.answer_prediction", "answered a prediction"
    ASK_MODEL = "decisions.ask_model", "asked the model for a guess"
    CHANGE_DECISION = "decisions.change_decision", "changed a decision"
    COMPARE_OPTIONS = "decisions.compare_options", "compared the options"
    CREATE_DECISION = "decisions.create_decision", "opened a decision"
    CREATE_PREDICTION = "decisions.create_prediction", "made a prediction"
    DECIDE = "decisions.decide", "took a decision"
    DROP_PERSON = "decisions.drop_person", "took a person off a decision"
    HEAR_CHAIR = "decisions.hear_chair", "noted that the chair was heard"
    HEAR_PERSON = "decisions.hear_person", "noted that a person was heard"
    HIDE_CALIBRATION = "decisions.hide_calibration", "stopped sharing a calibration"
    MOVE_REVIEW = "decisions.move_review", "moved the day of a look back"
    NAME_PERSON = "decisions.name_person", "named a person on a decision"
    ORDER_OPTIONS = "decisions.order_options", "put the options in order"
    REJECT_THE_REST = "decisions.reject_the_rest", "turned the other options down"
    RESOLVE_PREDICTION = (
        "decisions.resolve_prediction",
        "said how a prediction came out",
    )
    REVERSE_DECISION = "decisions.reverse_decision", "took a decision back"
    REVIEW_DECISION = "decisions.review_decision", "looked back on a decision"
    SAY_WORDS = "decisions.say_words", "said what words are for"
    SEAT_CHAIR = "decisions.seat_chair", "seated the chair"
    SET_HALF_LIFE = "decisions.set_half_life", "set how fast words age"
    SET_WORD = "decisions.set_word", "said what a word is for"
    SHARE_CALIBRATION = "decisions.share_calibration", "shared a calibration"
    TAKE_BACK = "decisions.take_back", "took back what a word is for"
    TAKE_GUESSES = "decisions.take_guesses", "took guesses over"

    ADD_LAUNCH_STEP = "launches.add_step", "added a step to a launch"
    ANSWER_LAUNCH_STEP = "launches.answer_step", "answered a step of a launch"
    ASK_AGAIN = "launches.ask_again", "asked for a step again"
    ASK_TO_GO = "launches.ask_to_go", "asked whether to launch"
    CALL_OFF = "launches.call_off", "called a launch off"
    CHANGE_LAUNCH = "launches.change_launch", "changed a launch"
    CHANGE_LAUNCH_STEP = "launches.change_step", "changed a step of a launch"
    CREATE_LAUNCH = "launches.create_launch", "added a launch"
    DRAFT_LETTERS = "launches.draft_letters", "drafted letters of a launch"
    MARK_LAUNCHED = "launches.mark_launched", "marked a launch as launched"
    MARK_LETTER = "launches.mark_letter", "noted a letter as sent"
    REMOVE_LAUNCH_STEP = "launches.remove_step", "removed a step from a launch"
    REMOVE_LAUNCH_TEMPLATE = (
        "launches.remove_template",
        "removed a template of launches",
    )
    SAVE_LAUNCH_TEMPLATE = "launches.save_template", "saved a template of launches"
    SAY_OUTCOME = "launches.say_outcome", "said how a launch came out"
    TAKE_UP = "launches.take_up", "took a launch up again"
    WRITE_LETTER = "launches.write_letter", "wrote a letter of a launch"

    ADD_STEP = "growth.add_step", "added a step to grow"
    ASK_MANAGER = "growth.ask_manager", "asked a manager"
    CLOSE_CYCLE = "growth.close_cycle", "closed a cycle of growth"
    END_STEP = "growth.end_step", "ended a step to grow"
    LOAD_FRAMEWORK = "growth.load_framework", "loaded a framework"
    NOTE_EVIDENCE = "growth.note_evidence", "noted evidence of growth"
    OPEN_CYCLE = "growth.open_cycle", "opened a cycle of growth"
    PEER_LINK = "growth.peer_link", "asked peers for their view"
    RATE_AS_MANAGER = "growth.rate_as_manager", "gave the view of a manager"
    RATE_ONESELF = "growth.rate_oneself", "gave a view of oneself"
    SHARE_CYCLE = "growth.share_cycle", "shared a cycle of growth"
    TAKE_BACK_LINKS = "growth.take_back_links", "took links to peers back"

    ADD_CHANNEL = "conversation.add_channel", "added a channel"
    CHANGE_CHANNEL = "conversation.change_channel", "changed a channel"
    DELETE_COMMENT = "conversation.delete_comment", "deleted a comment"
    EDIT_COMMENT = "conversation.edit_comment", "edited a comment"
    REMOVE_ATTACHMENT = "conversation.remove_attachment", "removed a file"
    REMOVE_CHANNEL = "conversation.remove_channel", "removed a channel"
    REOPEN_THREAD = "conversation.reopen_thread", "opened a thread again"
    RESOLVE_THREAD = "conversation.resolve_thread", "resolved a thread"
    SET_TELLING = "conversation.set_telling", "set how to be told"
    SET_WATCHING = "conversation.set_watching", "set whether to watch"
    SIGN_COMMENT = "conversation.sign_comment", "answered a comment with a sign"
    SWITCH_CHANNEL = "conversation.switch_channel", "switched a channel"
    WRITE_COMMENT = "conversation.write_comment", "wrote a comment"

    ADD_ENDPOINT = "connections.add_endpoint", "added a webhook"
    CHANGE_ENDPOINT = "connections.change_endpoint", "changed a webhook"
    ADD_INTAKE = "connections.add_intake", "added a way in"
    ADD_MAILBOX = "connections.add_mailbox", "added a mailbox"
    READ_ASIDE = "connections.read_aside", "tried again what was put aside"
    REMOVE_INTAKE = "connections.remove_intake", "removed a way in"
    RENEW_FORM = "connections.renew_form", "gave a form a new address"
    RENEW_INTAKE = "connections.renew_intake", "gave a way in a new address"
    SWITCH_INTAKE = "connections.switch_intake", "switched a way in"
    SET_FORM = "connections.set_form", "set up a form"
    SET_MAILBOX_PASSWORD = (
        "connections.set_mailbox_password",
        "set the password of a mailbox",
    )
    SWITCH_FORM = "connections.switch_form", "switched a form"
    REMOVE_ENDPOINT = "connections.remove_endpoint", "removed a webhook"
    ROTATE_SECRET = "connections.rotate_secret", "changed a secret"
    SEND_AGAIN = "connections.send_again", "sent a message again"
    SWITCH_ENDPOINT = "connections.switch_endpoint", "switched a webhook"
    TRY_ENDPOINT = "connections.try_endpoint", "tried a webhook"
