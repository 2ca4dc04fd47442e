"""The strategy app."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Tables of the strategy domain."""

    name = "leadline.strategy"
    default_auto_field = "django.db.models.BigAutoField"
