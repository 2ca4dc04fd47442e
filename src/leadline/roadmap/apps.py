"""The roadmap app."""

from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    """Tables of the roadmap domain."""

    name = "leadline.roadmap"
    default_auto_field = "django.db.models.BigAutoField"
