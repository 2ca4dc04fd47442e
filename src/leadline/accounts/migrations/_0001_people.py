"""Workspaces, users and their ways in: the first migration takes these tables as they stand."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

PEOPLE: list[Operation] = [
    migrations.CreateModel(
        name="Workspace",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True,
                    primary_key=True,
                    serialize=False,
                    verbose_name="ID",
                ),
            ),
            ("name", models.CharField(max_length=120)),
            ("currency", models.CharField(default="EUR", max_length=3)),
            ("timezone", models.CharField(default="UTC", max_length=64)),
            ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
        ],
    ),
    migrations.CreateModel(
        name="User",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True,
                    primary_key=True,
                    serialize=False,
                    verbose_name="ID",
                ),
            ),
            ("password", models.CharField(max_length=128, verbose_name="password")),
            (
                "last_login",
                models.DateTimeField(blank=True, null=True, verbose_name="last login"),
            ),
            (
                "is_superuser",
                models.BooleanField(
                    default=False,
                    help_text="Designates that this user has all permissions without explicitly assigning them.",
                    verbose_name="superuser status",
                ),
            ),
            (
                "first_name",
                models.CharField(blank=True, max_length=150, verbose_name="first name"),
            ),
            (
                "last_name",
                models.CharField(blank=True, max_length=150, verbose_name="last name"),
            ),
            (
                "is_staff",
                models.BooleanField(
                    default=False,
                    help_text="Designates whether the user can log into this admin site.",
                    verbose_name="staff status",
                ),
            ),
            (
                "is_active",
                models.BooleanField(
                    default=True,
                    help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                    verbose_name="active",
                ),
            ),
            (
                "date_joined",
                models.DateTimeField(
                    default=django.utils.timezone.now, verbose_name="date joined"
                ),
            ),
            ("email", models.EmailField(max_length=254, unique=True)),
            ("name", models.CharField(blank=True, max_length=120)),
            ("timezone", models.CharField(default="UTC", max_length=64)),
            (
                "theme",
                models.CharField(
                    choices=[
                        ("system", "As my system"),
                        ("light", "Light"),
                        ("dark", "Dark"),
                    ],
                    default="system",
                    max_length=6,
                ),
            ),
            (
                "groups",
                models.ManyToManyField(
                    blank=True,
                    help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                    related_name="user_set",
                    related_query_name="user",
                    to="auth.group",
                    verbose_name="groups",
                ),
            ),
            (
                "user_permissions",
                models.ManyToManyField(
                    blank=True,
                    help_text="Specific permissions for this user.",
                    related_name="user_set",
                    related_query_name="user",
                    to="auth.permission",
                    verbose_name="user permissions",
                ),
            ),
        ],
        options={
            "verbose_name": "user",
            "verbose_name_plural": "users",
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="SignInLink",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True,
                    primary_key=True,
                    serialize=False,
                    verbose_name="ID",
                ),
            ),
            ("token_hash", models.CharField(max_length=64, unique=True)),
            ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ("expires_at", models.DateTimeField()),
            ("used_at", models.DateTimeField(null=True)),
            (
                "issued_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="Invitation",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True,
                    primary_key=True,
                    serialize=False,
                    verbose_name="ID",
                ),
            ),
            (
                "created_at",
                models.DateTimeField(default=django.utils.timezone.now, editable=False),
            ),
            ("email", models.EmailField(blank=True, max_length=254)),
            (
                "role",
                models.CharField(
                    choices=[
                        ("reader", "Reader"),
                        ("contributor", "Contributor"),
                        ("lead", "Lead"),
                        ("owner", "Owner"),
                    ],
                    max_length=12,
                ),
            ),
            ("token_hash", models.CharField(max_length=64, unique=True)),
            ("expires_at", models.DateTimeField()),
            ("accepted_at", models.DateTimeField(null=True)),
            ("revoked_at", models.DateTimeField(null=True)),
            (
                "accepted_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "invited_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "workspace",
                models.ForeignKey(
                    editable=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="accounts.workspace",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
]
