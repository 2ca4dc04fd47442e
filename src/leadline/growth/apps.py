"""The growth app."""

from django.apps import AppConfig


class GrowthConfig(AppConfig):
    """Tables of the growth domain."""

    name = "leadline.growth"
    default_auto_field = "django.db.models.BigAutoField"
