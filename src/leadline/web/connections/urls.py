"""Addresses of connections: what other programs are told."""

from django.urls import path

from leadline.web.connections.views import webhooks

app_name = "connections"
urlpatterns = [
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
