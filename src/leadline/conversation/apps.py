"""The conversation app."""

from django.apps import AppConfig


class ConversationConfig(AppConfig):
    """Tables of the conversation domain."""

    name = "leadline.conversation"
    default_auto_field = "django.db.models.BigAutoField"
