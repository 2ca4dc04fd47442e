"""The importing app: it has jobs, and no tables."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    """Files on their way into the tables."""

    name = "leadline.importing"
