"""Addresses outside a workspace: the way in, and the choice of workspaces.

The names ``account_login``, ``account_logout`` and ``mfa_authenticate`` are those that
allauth looks up.
No page of allauth itself is mounted.
"""

from django.urls import path

from leadline.web.accounts.views import (
    assistants,
    codes,
    directory,
    joining,
    providers,
    sign_in,
)

urlpatterns = [
    path("", sign_in.home, name="home"),
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/link/", sign_in.ask, name="sign_in_ask"),
    path("sign-in/code/", codes.code, name="mfa_authenticate"),
    path("sign-in/passkey/", codes.passkey, name="sign_in_passkey"),
    path("sign-in/with/<slug:provider_id>/", providers.there, name="sign_in_with"),
    path("sign-in/with/<slug:provider_id>/back/", providers.back, name="sign_in_back"),
    path("sign-in/<str:token>/", sign_in.sign_in_by_link, name="sign_in_link"),
    path("scim/v2/<path:path>", directory.scim, name="scim"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("oauth/authorize", assistants.ask, name="assistant_ask"),
    path("join/<str:token>/", joining.join_by_link, name="join"),
]
