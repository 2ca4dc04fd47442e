"""The connections app."""

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    """Tables of the connections domain."""

    name = "leadline.connections"
    default_auto_field = "django.db.models.BigAutoField"
