"""The doors that still hand out rows of the database; the list only gets shorter."""

STILL = frozenset(
    """
    accounts.actions.add_address
    accounts.actions.add_product
    accounts.actions.archive_product
    accounts.actions.change_profile
    accounts.actions.change_workspace
    accounts.actions.create_user
    accounts.actions.delete_view
    accounts.actions.invite
    accounts.actions.join
    accounts.actions.remove_rate
    accounts.actions.rename_product
    accounts.actions.save_view
    accounts.actions.set_rate
    accounts.actions.settle_currency
    accounts.actions.settle_timezone
    accounts.queries.get_user
    accounts.queries.list_invitations
    accounts.queries.list_products
    accounts.queries.list_views
    accounts.queries.rows
    accounts.queries.workspace_of
    attention.actions.add_rule
    attention.actions.set_target
    attention.actions.subscribe_calendar
    attention.queries.get_entry
    attention.queries.get_source
    growth.queries.get_cycle
    growth.queries.peer_link
    """.split()
)
