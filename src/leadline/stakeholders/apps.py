"""The stakeholders app."""

from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    """Tables of the stakeholders domain."""

    name = "leadline.stakeholders"
    default_auto_field = "django.db.models.BigAutoField"
