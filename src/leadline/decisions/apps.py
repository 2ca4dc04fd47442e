"""The decisions app."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Tables of the decisions domain."""

    name = "leadline.decisions"
    default_auto_field = "django.db.models.BigAutoField"
