"""What pages change and programs do not, and why."""

from __future__ import annotations

OWN = "somebody's own way in, sight, share or inbox: done in a browser"
OWNERS = "what only owners do; no token administers"
PRIVATE = "private to a person; no token reaches it"
FILES = "files and jobs that a page watches step by step"
DIRECTORY = "what a company's directory does, by SCIM and a key of its own"
ANYBODY = "what people without an account send from a page, and programs signed"
OTHERWISE = "by another operation: a PATCH of the record"

WHY: dict[str, dict[str, str]] = {
    OWN: {
        "accounts": """
            accept_invitation add_address add_app add_passkey admit_assistant
            ask_for_link take_assistant_try
            change_password change_profile delete_view end_other_sessions end_session
            end_share enter_by_provider forget_password_tries forget_code_tries
            forget_share_tries forget_tries join make_token note_opened note_seen
            note_sign_in note_sign_out note_told remove_address revoke_token save_view
            remove_step renew_recovery_codes share_record spend_code take_code_try
            take_link_try take_passkey_try take_password_try take_share_try take_try
            use_sign_in_link
        """,
        "conversation": """
            put_to_sleep read_all_notes read_note read_notes_of set_telling set_watching
            sign_comment snooze_note stop_mail wake_note wake_up
        """,
        "decisions": "share_calibration",
    },
    OWNERS: {
        "accounts": """
            add_product add_service agree_to_link archive_product change_role
            change_sharing change_workspace end_directory_access invite
            issue_member_link let_assistants_write make_directory_access
            make_service_token refuse_link remove_member remove_service rename_product
            require_second_step revoke_invitation revoke_service_token wish_for_link
        """,
        "connections": """
            add_endpoint add_intake add_mailbox change_endpoint read_aside
            remove_endpoint remove_intake renew_form renew_intake rotate_secret
            send_again set_form set_mailbox_password switch_endpoint switch_form
            switch_intake try_endpoint
        """,
        "conversation": "add_channel change_channel remove_channel switch_channel",
        "decisions": "set_half_life",
        "strategy": "add_metric_source change_metric_source remove_metric_source",
    },
    PRIVATE: {
        "attention": """
            add_rule correct_series expect_calendar import_calendar note_contacts
            remove_calendar remove_rule set_target subscribe_calendar
        """,
        "growth": """
            add_step answer_as_peer ask_manager close_cycle end_step explain_measure
            load_framework open_cycle peer_link_for rate_as_manager rate_oneself
            share_cycle take_back_links
        """,
        "stakeholders": """
            judge_person move_person set_listening set_stance share_judgements
        """,
    },
    FILES: {
        "accounts": "cancel_job retry_job settle_currency settle_timezone start_job",
        "conversation": "remove_attachment take_in",
        "evidence": "discard_import queue_import start_grouping undo_import",
        "roadmap": "ask_projection",
    },
    DIRECTORY: {
        "accounts": """
            keep_directory_item note_directory_used remove_directory_item
            set_directory_groups
        """,
    },
    ANYBODY: {"accounts": "take_form_try", "connections": "take_arrival take_form"},
    OTHERWISE: {
        "evidence": "dismiss_need meet_need reopen_need undo_change",
        "roadmap": "set_bet_owners set_bets_of_goal set_bets_of_promise",
    },
}
WITHOUT = {
    (domain, name): why
    for why, said in WHY.items()
    for domain, names in said.items()
    for name in names.split()
}
