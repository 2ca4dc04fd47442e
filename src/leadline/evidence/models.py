"""Tables of the evidence domain: customers, what they said, the needs behind it."""

from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from leadline.accounts.models import Product, User, Versioned, WorkspaceModel
from leadline.evidence.types import (
    CustomerState,
    FeedbackKind,
    FeedbackSide,
    FeedbackSpeech,
    FeedbackState,
    ImportKind,
    ImportState,
    NeedBy,
    NeedState,
    RowOutcome,
    SetAside,
)


class Import(WorkspaceModel):
    """One file that is brought in, how it was read, and how far it has come."""

    kind = models.CharField(max_length=10, choices=ImportKind)
    file_name = models.CharField(max_length=255)
    path = models.CharField(max_length=500, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    options = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=ImportState, default=ImportState.DRAFT
    )
    counts = models.JSONField(default=dict)
    cursor = models.PositiveBigIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True)
    user_id = models.BigIntegerField(null=True)
    job_id = models.BigIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-created_at"])]

    def __str__(self) -> str:
        return self.file_name


class ImportedRow(WorkspaceModel):
    """What a row of a file changed, with what stood there before; or why not.

    A row that only added something leaves no line: what it added points at its
    import.
    """

    from_import = models.ForeignKey(Import, on_delete=models.CASCADE)
    row = models.PositiveBigIntegerField()
    outcome = models.CharField(max_length=10, choices=RowOutcome)
    subject_id = models.BigIntegerField(null=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    message = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["from_import", "outcome", "row"])]

    def __str__(self) -> str:
        return f"row {self.row} {self.outcome}"


class Customer(Versioned):
    """An account: who pays, or may pay, and what they are worth a year."""

    UNSEEN: ClassVar = ("seen_import_id",)

    external_id = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    domain = models.CharField(max_length=253, blank=True)
    segment = models.CharField(max_length=80, blank=True)
    plan = models.CharField(max_length=80, blank=True)
    revenue_amount = models.DecimalField(max_digits=15, decimal_places=2, null=True)
    revenue_currency = models.CharField(max_length=3, blank=True)
    since_date = models.DateField(null=True)
    owner = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=80, blank=True)
    state = models.CharField(
        max_length=10, choices=CustomerState, default=CustomerState.ACTIVE
    )
    own_fields = models.JSONField(default=dict)
    is_archived = models.BooleanField(default=False)
    edited_fields = models.JSONField(default=list)
    touched_at = models.DateTimeField(null=True)
    from_import = models.ForeignKey(
        Import, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    seen_import_id = models.BigIntegerField(null=True)
    row_hash = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "external_id"],
                condition=~Q(external_id=""),
                name="one_customer_of_an_external_id",
            ),
            models.CheckConstraint(
                condition=Q(revenue_amount__isnull=True) | ~Q(revenue_currency=""),
                name="revenue_has_a_currency",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "name_key"]),
            models.Index(fields=["workspace", "domain"]),
            models.Index(fields=["workspace", "segment", "name_key"]),
            models.Index(fields=["workspace", "-revenue_amount"]),
            models.Index(fields=["workspace", "written_at"]),
        ]

    def __str__(self) -> str:
        return self.name


class Contact(Versioned):
    """A person at a customer."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    title = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "email"],
                condition=~Q(email=""),
                name="one_contact_of_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Need(Versioned):
    """What customers are trying to get done, in their words rather than ours.

    A need that a person has corrected (named, merged, split, dismissed) keeps its
    quotes in every later grouping.
    """

    statement = models.CharField(max_length=240)
    state = models.CharField(max_length=10, choices=NeedState, default=NeedState.OPEN)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    product = models.ForeignKey(
        Product, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    owner = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    is_named_by_person = models.BooleanField(default=False)
    is_made_by_person = models.BooleanField(default=False)
    is_corrected = models.BooleanField(default=False)
    keywords = models.JSONField(default=list)
    quote_ids = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="need_merged_exactly_when_it_points_elsewhere",
                condition=Q(state=NeedState.MERGED, merged_into__isnull=False)
                | Q(~Q(state=NeedState.MERGED), merged_into__isnull=True),
            ),
            models.CheckConstraint(
                name="need_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "state", "statement"]),
            models.Index(fields=["workspace", "written_at"]),
        ]

    def __str__(self) -> str:
        return self.statement


class NeedDemand(WorkspaceModel):
    """How much is behind a need; written whenever its feedback changes.

    ``weeks`` counts dated pieces by the Monday (UTC) of the week they were said, and
    ``asked`` those among them that were said because we asked.
    ``revenue`` is a year's revenue of the distinct customers and ``payers`` how many
    of them pay, both by currency: no sum in one currency is kept.
    """

    need = models.OneToOneField(Need, on_delete=models.CASCADE, related_name="demand")
    pieces = models.PositiveIntegerField(default=0)
    customers = models.PositiveIntegerField(default=0)
    revenue = models.JSONField(default=dict)
    payers = models.JSONField(default=dict)
    weeks = models.JSONField(default=dict)
    asked = models.JSONField(default=dict)
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "-pieces"]),
            models.Index(fields=["workspace", "-customers"]),
            models.Index(fields=["workspace", "-last_at"]),
        ]

    def __str__(self) -> str:
        return f"demand of need {self.need_id}"


# SQLite reads a condition of an index again, so its columns stand in it as well.
_WAITING = "workspace said_at id state need side set_aside".split()
_OF_CUSTOMER = "workspace customer said_at id state need side set_aside".split()


class Feedback(Versioned):
    """One piece of what the market said, with where it comes from.

    ``words`` are the speaker's own; ``original`` is the text as it came, empty where
    it is the same. ``author`` said it, ``noted_by`` wrote it down. ``tags`` holds the
    source's tags as its keys, the one form that both databases can filter by.

    What is set aside, and words of ours, stand in no need and count for nothing; a
    piece waits when it counts, has no need and nobody has looked at it.

    ``grouped_as`` is the need that the last grouping saw, before merges: a piece of
    a merged need keeps its old group and counts for the need it was merged into.

    Each index begins with the workspace, as every question does, and holds what the
    inbox sorts by (day, then id) and leaves out, so that counting reads the index
    alone and a page of a filter is never searched for among all pieces.
    """

    SEALED: ClassVar = ("words", "original", "author", "said_at", "source", "source_id")
    SEALED_AS: ClassVar = "The piece of feedback"
    UNSEEN: ClassVar = ("seen_import_id",)

    words = models.TextField()
    original = models.TextField(blank=True)
    side = models.CharField(
        max_length=8, choices=FeedbackSide, default=FeedbackSide.CUSTOMER
    )
    speech = models.CharField(
        max_length=8, choices=FeedbackSpeech, default=FeedbackSpeech.DIRECT
    )
    noted_by = models.CharField(max_length=160, blank=True)
    set_aside = models.CharField(max_length=10, choices=SetAside, blank=True)
    votes = models.PositiveIntegerField(null=True)
    rating = models.FloatField(null=True)
    rating_max = models.PositiveSmallIntegerField(null=True)
    nps = models.PositiveSmallIntegerField(null=True)
    tags = models.JSONField(default=dict)
    source_status = models.CharField(max_length=80, blank=True)
    own_fields = models.JSONField(default=dict)
    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=200, blank=True)
    said_at = models.DateTimeField()
    is_dated = models.BooleanField(default=True)
    author = models.CharField(max_length=160, blank=True)
    author_email = models.CharField(max_length=254, blank=True)
    customer = models.ForeignKey(Customer, on_delete=models.SET_NULL, null=True)
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True)
    product = models.ForeignKey(
        Product, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    area = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12, choices=FeedbackKind, blank=True)
    language = models.CharField(max_length=12, blank=True)
    link = models.URLField(max_length=1000, blank=True)
    need = models.ForeignKey(Need, on_delete=models.SET_NULL, null=True)
    need_by = models.CharField(max_length=8, choices=NeedBy, default=NeedBy.NONE)
    grouped_as = models.BigIntegerField(null=True)
    confidence = models.FloatField(null=True)
    state = models.CharField(
        max_length=10, choices=FeedbackState, default=FeedbackState.NEW
    )
    edited_fields = models.JSONField(default=list)
    touched_at = models.DateTimeField(null=True)
    from_import = models.ForeignKey(
        Import, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    seen_import_id = models.BigIntegerField(null=True)
    fingerprint = models.CharField(max_length=32)
    row_hash = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "source", "source_id"],
                condition=~Q(source_id=""),
                name="one_piece_of_a_source_id",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="feedback_has_words"),
            models.CheckConstraint(
                condition=Q(nps__isnull=True) | Q(nps__lte=10),
                name="nps_is_0_to_10",
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating_max__isnull=False),
                name="rating_has_a_scale",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "fingerprint"]),
            models.Index(fields=["workspace", "written_at"]),
            models.Index(
                fields=["workspace", "said_at", "id", "state", "side", "set_aside"],
                name="evidence_feedback_counting",
            ),
            models.Index(fields=["workspace", "state", "said_at", "id", "need"]),
            models.Index(fields=["workspace", "source", "said_at", "id", "state"]),
            models.Index(fields=["workspace", "kind", "said_at", "id", "state"]),
            models.Index(fields=["workspace", "area", "said_at", "id", "state"]),
            models.Index(fields=["workspace", "language", "said_at", "id", "state"]),
            models.Index(
                fields=_OF_CUSTOMER,
                name="evidence_feedback_of_customer",
            ),
            models.Index(
                fields=_WAITING,
                condition=Q(
                    state=FeedbackState.NEW,
                    need__isnull=True,
                    side=FeedbackSide.CUSTOMER,
                    set_aside="",
                ),
                name="evidence_feedback_waiting",
            ),
            models.Index(
                fields=["workspace", "set_aside", "said_at", "id", "state"],
                condition=Q(set_aside__gt=""),
                name="evidence_feedback_aside",
            ),
            models.Index(
                fields=["workspace", "said_at", "id", "state", "side"],
                condition=Q(side=FeedbackSide.OURS),
                name="evidence_feedback_ours",
            ),
            models.Index(
                fields=["workspace", "need", "said_at", "id", "state", "customer"]
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]


class Voter(WorkspaceModel):
    """Somebody who wants what a piece asks for, besides its author."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE)
    name = models.CharField(max_length=160, blank=True)
    email = models.CharField(max_length=254, blank=True)
    customer = models.ForeignKey(Customer, on_delete=models.SET_NULL, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feedback", "email"],
                condition=~Q(email=""),
                name="one_vote_of_an_address",
            ),
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(email=""), name="voter_is_named"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Change(WorkspaceModel):
    """A change by hand that can be taken back, with what stood there before.

    ``before`` and ``after`` hold the columns of the pieces and of the needs that
    the change touched, by id; what has changed since is not taken back.
    """

    verb = models.CharField(max_length=60)
    user_id = models.BigIntegerField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.verb
