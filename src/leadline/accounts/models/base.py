"""People, workspaces, what a workspace sets, and the base of every table of its own."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone as clock

from leadline.accounts.types import NO_ZONE, Role, Theme
from leadline.foundation.jobs import clock as moment


class User(AbstractUser):
    """A person; what they may do comes from their memberships."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    timezone = models.CharField(max_length=64, default=NO_ZONE)
    theme = models.CharField(max_length=6, choices=Theme, default=Theme.SYSTEM)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = BaseUserManager()  # type: ignore[misc,assignment]

    def __str__(self) -> str:
        return self.name or self.email


class Workspace(models.Model):
    """One company's private space.

    ``currency`` is empty until somebody says it, or the first customers with a
    revenue do; then ``is_currency_guessed`` asks a person to look at it. ``timezone``
    is ``NO_ZONE`` until somebody says another. ``embed_sites`` may frame a
    shared roadmap.
    """

    name = models.CharField(max_length=120)
    currency = models.CharField(max_length=3, blank=True)
    is_currency_guessed = models.BooleanField(default=False)
    timezone = models.CharField(max_length=64, default=NO_ZONE)
    is_sharing_off = models.BooleanField(default=False)
    embed_sites = models.JSONField(default=list)
    requires_second_step = models.BooleanField(default=False)
    lets_assistants_write = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name


class OwnAddress(models.Model):
    """A further address of a person, by which calendars name them.

    It is theirs alone: it signs nobody in, is proven by nothing, and stands in no list
    that others see. Two people may have the same one, such as a shared mailbox.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField()
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "email"], name="one_address_once_each"
            )
        ]

    def __str__(self) -> str:
        return self.email


class Membership(models.Model):
    """A user's role in a workspace."""

    SEALED: ClassVar = ("role", "user_id")
    SEALED_AS: ClassVar = "The role of member"

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    role = models.CharField(max_length=12, choices=Role)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user"], name="one_membership_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.workspace}"


class WorkspaceModel(models.Model):
    """Base of every row that belongs to a workspace."""

    workspace = models.ForeignKey(
        Workspace, on_delete=models.CASCADE, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True


class MomentOfWriting(models.DateTimeField):  # type: ignore[type-arg]
    """When a row was written last; a new one, or a copy, keeps what it brings."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return the moment that is written."""
        if not add:
            setattr(model_instance, self.attname, moment())
        return getattr(model_instance, self.attname)

    def deconstruct(self) -> Any:
        """Return what a migration lays: a plain moment."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs


V = TypeVar("V", bound="Versioned")


class Written(models.QuerySet[V]):
    """Rows that keep when they were written last, also where many are at once."""

    def update(self, **values: Any) -> int:
        """Write values into all of them, and when that was."""
        if set(values) - set(self.model.UNSEEN):
            values.setdefault("written_at", moment())
        return super().update(**values)

    update.alters_data = True  # type: ignore[attr-defined]


class Versioned(WorkspaceModel):
    """Base of every row that people change: each change counts its version up.

    ``written_at`` is when the row was written last, by whomever; programs ask by it
    what is new. A column in ``UNSEEN`` is no part of what they are told.
    """

    UNSEEN: ClassVar[tuple[str, ...]] = ()

    version = models.PositiveIntegerField(default=1, editable=False)
    written_at = MomentOfWriting(default=clock.now, null=True, editable=False)

    objects = Written.as_manager()

    class Meta:
        abstract = True


class Product(WorkspaceModel):
    """One of the products that the workspace's company makes."""

    name = models.CharField(max_length=120)
    is_archived = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], name="one_product_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ExchangeRate(WorkspaceModel):
    """What one unit of ``base`` was worth in ``quote`` on a day, and who says so.

    Every day is kept; ``is_newest`` marks the last day known of a pair, so that a
    page reads a few rows however long the history is.
    """

    workspace = models.ForeignKey(
        Workspace,
        on_delete=models.CASCADE,
        related_name="exchange_rates",
        editable=False,
    )
    base = models.CharField(max_length=3)
    quote = models.CharField(max_length=3)
    on_date = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=12)
    source = models.CharField(max_length=120)
    is_newest = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "base", "quote", "on_date"],
                name="one_rate_of_a_pair_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(value__gt=0), name="rate_is_above_zero"
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace"],
                condition=models.Q(is_newest=True),
                name="newest_rates",
            )
        ]

    def __str__(self) -> str:
        return f"1 {self.base} is {self.value.normalize():f} {self.quote}"


class SavedView(WorkspaceModel):
    """A filter of a list that a person keeps under a name, for all who share it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)
    is_shared = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user", "page", "name"], name="one_view_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
