"""Addresses of the accounts area: the workspace's settings and the person's own."""

from django.urls import path

from leadline.web.accounts.views import (
    audit,
    directory,
    jobs,
    me,
    members,
    money,
    saved,
    steps,
    tokens,
    workspace,
)

app_name = "accounts"
urlpatterns = [
    path("", workspace.settings, name="settings"),
    path("change/", workspace.change_settings, name="settings_change"),
    path("members/", members.members, name="members"),
    path("members/invite/", members.new_invitation, name="invite"),
    path(
        "members/invitations/<int:invitation_id>/revoke/",
        members.invitation_revoke,
        name="invitation_revoke",
    ),
    path("members/<int:member_id>/role/", members.member_role, name="member_role"),
    path(
        "members/<int:member_id>/remove/", members.member_remove, name="member_remove"
    ),
    path("members/<int:member_id>/link/", members.member_link, name="member_link"),
    path("members/<int:member_id>/wish/", members.link_wish, name="link_wish"),
    path("members/wishes/<int:wish_id>/agree/", members.wish_agree, name="wish_agree"),
    path(
        "members/wishes/<int:wish_id>/refuse/", members.wish_refuse, name="wish_refuse"
    ),
    path("currency/", money.currency, name="currency"),
    path("money/", money.rates, name="money"),
    path("money/add/", money.rate_add, name="rate_add"),
    path("money/file/", money.rates_file, name="rates_file"),
    path("money/pairs/<str:base>/<str:quote>/", money.history, name="rate_history"),
    path("money/<int:rate_id>/remove/", money.rate_remove, name="rate_remove"),
    path("products/", workspace.products, name="products"),
    path("products/add/", workspace.new_product, name="product_add"),
    path(
        "products/<int:product_id>/name/", workspace.product_name, name="product_name"
    ),
    path(
        "products/<int:product_id>/archive/",
        workspace.product_archive,
        name="product_archive",
    ),
    path(
        "products/<int:product_id>/restore/",
        workspace.product_restore,
        name="product_restore",
    ),
    path("profile/", me.profile, name="profile"),
    path("profile/addresses/", me.address_add, name="address_add"),
    path(
        "profile/addresses/<int:address_id>/remove/",
        me.address_remove,
        name="address_remove",
    ),
    path("directory/", directory.directory, name="directory"),
    path("directory/make/", directory.directory_make, name="directory_make"),
    path("directory/end/", directory.directory_end, name="directory_end"),
    path("directory/groups/", directory.directory_groups, name="directory_groups"),
    path("password/", me.password, name="password"),
    path("second-step/", steps.second_step, name="second_step"),
    path("second-step/prove/", steps.prove, name="second_step_prove"),
    path("second-step/app/", steps.app, name="second_step_app"),
    path("second-step/passkey/", steps.passkey, name="second_step_passkey"),
    path("second-step/codes/", steps.codes, name="second_step_codes"),
    path("second-step/required/", steps.required, name="second_step_required"),
    path("second-step/<int:step_id>/remove/", steps.remove, name="second_step_remove"),
    path("sessions/", me.sessions, name="sessions"),
    path("told/", me.told, name="told"),
    path("sessions/end-others/", me.sessions_end, name="sessions_end"),
    path("sessions/<int:session_id>/end/", me.session_end, name="session_end"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/make/", tokens.token_make, name="token_make"),
    path("tokens/<int:token_id>/revoke/", tokens.token_revoke, name="token_revoke"),
    path("services/", tokens.services, name="services"),
    path("services/assistants/", tokens.assistants, name="assistants"),
    path("services/add/", tokens.service_add, name="service_add"),
    path("services/<int:service_id>/", tokens.service, name="service"),
    path(
        "services/<int:service_id>/remove/",
        tokens.service_remove,
        name="service_remove",
    ),
    path(
        "services/<int:service_id>/make/",
        tokens.service_token_make,
        name="service_token_make",
    ),
    path("services/<int:service_id>/role/", tokens.service_role, name="service_role"),
    path(
        "services/<int:service_id>/<int:token_id>/revoke/",
        tokens.service_token_revoke,
        name="service_token_revoke",
    ),
    path("audit/", audit.audit, name="audit"),
    path("audit.csv", audit.audit_csv, name="audit_csv"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<int:job_id>/", jobs.job, name="job"),
    path("jobs/<int:job_id>/cancel/", jobs.job_cancel, name="job_cancel"),
    path("jobs/<int:job_id>/retry/", jobs.job_retry, name="job_retry"),
    path("views/save/", saved.view_save, name="view_save"),
    path("views/<int:view_id>/delete/", saved.view_delete, name="view_delete"),
]
