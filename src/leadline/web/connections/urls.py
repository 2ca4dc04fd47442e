"""Addresses of connections: what other programs are told."""

from django.urls import path

from leadline.web.connections.views import intakes, mailboxes, own_form, webhooks

app_name = "connections"
urlpatterns = [
    path("settings/form/", own_form.own_form, name="form"),
    path("settings/form/switch/", own_form.switch, name="form_switch"),
    path("settings/form/renew/", own_form.renew, name="form_renew"),
    path("settings/intakes/", intakes.intakes, name="intakes"),
    path("settings/intakes/mailbox/", mailboxes.mailbox, name="mailbox"),
    path(
        "settings/intakes/<int:pk>/password/",
        mailboxes.password,
        name="mailbox_password",
    ),
    path("settings/intakes/<int:pk>/switch/", intakes.switch, name="intake_switch"),
    path("settings/intakes/<int:pk>/again/", intakes.again, name="intake_again"),
    path("settings/intakes/<int:pk>/renew/", intakes.renew, name="intake_renew"),
    path("settings/intakes/<int:pk>/remove/", intakes.remove, name="intake_remove"),
    path("settings/webhooks/", webhooks.webhooks, name="webhooks"),
    path("settings/webhooks/<int:pk>/", webhooks.webhook, name="webhook"),
    path("settings/webhooks/<int:pk>/switch/", webhooks.switch, name="webhook_switch"),
    path("settings/webhooks/<int:pk>/rotate/", webhooks.rotate, name="webhook_rotate"),
    path("settings/webhooks/<int:pk>/try/", webhooks.try_it, name="webhook_try"),
    path("settings/webhooks/<int:pk>/remove/", webhooks.remove, name="webhook_remove"),
    path(
        "settings/webhooks/<int:pk>/again/<int:delivery_id>/",
        webhooks.again,
        name="webhook_again",
    ),
]
