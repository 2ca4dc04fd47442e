"""Writes of the accounts domain.

What takes the row that an action has at hand is no door: it is for the actions of the
domains alone, and ``__all__`` does not name it.
"""

from leadline.accounts.actions.addresses import (
    MOST_ADDRESSES,
    add_address,
    remove_address,
)
from leadline.accounts.actions.admitting import (
    admit_assistant,
    begin_assistant,
    renew_assistant,
)
from leadline.accounts.actions.assistants import (
    let_assistants_write,
    note_tool_call,
)
from leadline.accounts.actions.audit import record as record
from leadline.accounts.actions.audit import record_rows as record_rows
from leadline.accounts.actions.audit import seal_records
from leadline.accounts.actions.backups import KIND as BACK_UP
from leadline.accounts.actions.backups import back_up, queue_backup
from leadline.accounts.actions.forgetting import forget_person
from leadline.accounts.actions.installation import say_to_all, take_turn
from leadline.accounts.actions.jobs import (
    DIED,
    Place,
    beat_job,
    cancel_job,
    end_job,
    new_claim,
    note_progress,
    reap_jobs,
    requeue_job,
    retry_job,
    start_job,
    take_job,
)
from leadline.accounts.actions.keys import (
    lock_with_new_key,
    seal_with_new_key,
    sign_everybody_out,
)
from leadline.accounts.actions.links import (
    LINK_LASTS,
    START_LINK_LASTS,
    ask_for_link,
    change_password,
    end_other_sessions,
    end_session,
    issue_member_link,
    issue_sign_in_link,
    note_seen,
    note_sign_in,
    note_sign_out,
    note_told,
    use_sign_in_link,
)
from leadline.accounts.actions.moving import copy_everything
from leadline.accounts.actions.news import hand_over as hand_over
from leadline.accounts.actions.news import hear as hear
from leadline.accounts.actions.news import note_as_told as note_as_told
from leadline.accounts.actions.people import (
    accept_invitation,
    add_member,
    change_role,
    create_user,
    invite,
    join,
    remove_member,
    revoke_invitation,
    set_up,
    switch_person,
)
from leadline.accounts.actions.portable import bring_back
from leadline.accounts.actions.providers import enter_by_provider
from leadline.accounts.actions.provisioning import (
    end_directory_access,
    keep_directory_item,
    make_directory_access,
    note_directory_used,
    remove_directory_item,
    set_directory_groups,
)
from leadline.accounts.actions.purging import purge
from leadline.accounts.actions.rates import remove_rate, save_rates, set_rate
from leadline.accounts.actions.shares import (
    change_sharing,
    end_share,
    note_opened,
    share_record,
)
from leadline.accounts.actions.steps import (
    add_app,
    add_passkey,
    remove_step,
    renew_recovery_codes,
    require_second_step,
)
from leadline.accounts.actions.token_use import (
    keep_answer,
    note_token_use,
    take_requests,
)
from leadline.accounts.actions.tokens import (
    add_service,
    make_service_token,
    make_token,
    remove_service,
    revoke_service_token,
    revoke_token,
)
from leadline.accounts.actions.tries import (
    forget_code_tries,
    forget_password_tries,
    forget_share_tries,
    forget_tries,
    spend_code,
    take_assistant_try,
    take_code_try,
    take_form_try,
    take_link_try,
    take_passkey_try,
    take_password_try,
    take_share_try,
    take_try,
)
from leadline.accounts.actions.versions import count_up as count_up
from leadline.accounts.actions.versions import result_of as result_of
from leadline.accounts.actions.versions import take_version as take_version
from leadline.accounts.actions.wishes import agree_to_link, refuse_link, wish_for_link
from leadline.accounts.actions.workspace import (
    add_product,
    archive_product,
    change_profile,
    change_workspace,
    delete_view,
    rename_product,
    save_view,
    settle_currency,
    settle_timezone,
)

__all__ = [
    "BACK_UP",
    "DIED",
    "LINK_LASTS",
    "MOST_ADDRESSES",
    "START_LINK_LASTS",
    "Place",
    "accept_invitation",
    "add_address",
    "add_app",
    "add_member",
    "add_passkey",
    "add_product",
    "add_service",
    "admit_assistant",
    "agree_to_link",
    "archive_product",
    "ask_for_link",
    "back_up",
    "beat_job",
    "begin_assistant",
    "bring_back",
    "cancel_job",
    "change_password",
    "change_profile",
    "change_role",
    "change_sharing",
    "change_workspace",
    "copy_everything",
    "create_user",
    "delete_view",
    "end_directory_access",
    "end_job",
    "end_other_sessions",
    "end_session",
    "end_share",
    "enter_by_provider",
    "forget_code_tries",
    "forget_password_tries",
    "forget_person",
    "forget_share_tries",
    "forget_tries",
    "invite",
    "issue_member_link",
    "issue_sign_in_link",
    "join",
    "keep_answer",
    "keep_directory_item",
    "let_assistants_write",
    "lock_with_new_key",
    "make_directory_access",
    "make_service_token",
    "make_token",
    "new_claim",
    "note_directory_used",
    "note_opened",
    "note_progress",
    "note_seen",
    "note_sign_in",
    "note_sign_out",
    "note_token_use",
    "note_told",
    "note_tool_call",
    "purge",
    "queue_backup",
    "reap_jobs",
    "refuse_link",
    "remove_address",
    "remove_directory_item",
    "remove_member",
    "remove_rate",
    "remove_service",
    "remove_step",
    "rename_product",
    "renew_assistant",
    "renew_recovery_codes",
    "requeue_job",
    "require_second_step",
    "retry_job",
    "revoke_invitation",
    "revoke_service_token",
    "revoke_token",
    "save_rates",
    "save_view",
    "say_to_all",
    "seal_records",
    "seal_with_new_key",
    "set_directory_groups",
    "set_rate",
    "set_up",
    "settle_currency",
    "settle_timezone",
    "share_record",
    "sign_everybody_out",
    "spend_code",
    "start_job",
    "switch_person",
    "take_assistant_try",
    "take_code_try",
    "take_form_try",
    "take_job",
    "take_link_try",
    "take_passkey_try",
    "take_password_try",
    "take_requests",
    "take_share_try",
    "take_try",
    "take_turn",
    "use_sign_in_link",
    "wish_for_link",
]
