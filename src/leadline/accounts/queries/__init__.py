"""Reads of the accounts domain."""

from leadline.accounts.queries.actors import (
    actor_for,
    list_workspaces,
    logged_workspace_ids,
    owner_of,
    workspace_day,
    workspace_ids,
    workspace_of,
)
from leadline.accounts.queries.actors import rows as rows  # no door: for domains alone
from leadline.accounts.queries.audit import (
    export_events,
    list_events,
    list_verbs,
)
from leadline.accounts.queries.chain import (
    is_other_key,
    key_of_head,
    list_heads,
    verify_chain,
    verify_record,
)
from leadline.accounts.queries.jobs import (
    count_open_jobs,
    failed_jobs,
    get_job,
    job_under_way,
    list_jobs,
    queue_figures,
)
from leadline.accounts.queries.links import (
    counts_as_owner,
    list_link_notices,
    list_link_wishes,
    owners_by_link,
)
from leadline.accounts.queries.people import (
    check_members,
    get_user,
    invitation_of,
    link_works,
    list_addresses,
    list_invitations,
    list_members,
    list_people,
    list_products,
    member_emails,
    members_at,
    own_names,
    user_id_of,
)
from leadline.accounts.queries.rates import (
    history_of,
    in_own,
    list_rates,
    rates_of,
    sum_in_own,
)
from leadline.accounts.queries.sessions import list_sessions
from leadline.accounts.queries.shares import (
    list_shares,
    open_share,
    own_share,
    share_hash,
    sharing_rules,
    unlock_share,
)
from leadline.accounts.queries.tokens import (
    bearer_of,
    list_service_accounts,
    list_service_tokens,
    list_tokens,
)
from leadline.accounts.queries.tries import address_network, tries_key, wait_after
from leadline.accounts.queries.views import get_view, list_views

__all__ = [
    "actor_for",
    "address_network",
    "bearer_of",
    "check_members",
    "count_open_jobs",
    "counts_as_owner",
    "export_events",
    "failed_jobs",
    "get_job",
    "get_user",
    "get_view",
    "history_of",
    "in_own",
    "invitation_of",
    "is_other_key",
    "job_under_way",
    "key_of_head",
    "link_works",
    "list_addresses",
    "list_events",
    "list_heads",
    "list_invitations",
    "list_jobs",
    "list_link_notices",
    "list_link_wishes",
    "list_members",
    "list_people",
    "list_products",
    "list_rates",
    "list_service_accounts",
    "list_service_tokens",
    "list_sessions",
    "list_shares",
    "list_tokens",
    "list_verbs",
    "list_views",
    "list_workspaces",
    "logged_workspace_ids",
    "member_emails",
    "members_at",
    "open_share",
    "own_names",
    "own_share",
    "owner_of",
    "owners_by_link",
    "queue_figures",
    "rates_of",
    "share_hash",
    "sharing_rules",
    "sum_in_own",
    "tries_key",
    "unlock_share",
    "user_id_of",
    "verify_chain",
    "verify_record",
    "wait_after",
    "workspace_day",
    "workspace_ids",
    "workspace_of",
]
