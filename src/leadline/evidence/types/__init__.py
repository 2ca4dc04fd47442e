"""Words of the evidence domain that surfaces and higher domains may use."""

from leadline.evidence.types.incoming import (
    CustomerIn,
    FeedbackIn,
    ImportFile,
    Refusal,
    SavedRows,
)
from leadline.evidence.types.states import (
    CustomerState,
    FeedbackKind,
    FeedbackState,
    ImportKind,
    ImportState,
    NeedBy,
    NeedState,
    RowOutcome,
)

__all__ = [
    "CustomerIn",
    "CustomerState",
    "FeedbackIn",
    "FeedbackKind",
    "FeedbackState",
    "ImportFile",
    "ImportKind",
    "ImportState",
    "NeedBy",
    "NeedState",
    "Refusal",
    "RowOutcome",
    "SavedRows",
]
