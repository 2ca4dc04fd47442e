"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, workspaces, the audit log, background work."""

    name = "leadline.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the runner of background jobs and every domain's kinds."""
        from django.utils.module_loading import autodiscover_modules

        autodiscover_modules("jobs")
