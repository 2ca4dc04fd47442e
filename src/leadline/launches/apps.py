"""The launches app."""

from django.apps import AppConfig


class LaunchesConfig(AppConfig):
    """Tables of the launches domain."""

    name = "leadline.launches"
    default_auto_field = "django.db.models.BigAutoField"
