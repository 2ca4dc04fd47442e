"""The evidence app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Tables of the evidence domain."""

    name = "leadline.evidence"
    default_auto_field = "django.db.models.BigAutoField"
