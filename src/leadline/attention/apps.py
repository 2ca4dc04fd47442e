"""The attention app."""

from django.apps import AppConfig


class AttentionConfig(AppConfig):
    """Tables of the attention domain."""

    name = "leadline.attention"
    default_auto_field = "django.db.models.BigAutoField"
