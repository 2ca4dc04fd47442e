"""Words of the evidence domain that surfaces and higher domains may use."""

from leadline.evidence.types.filters import (
    CustomerFilter,
    FeedbackFilter,
    NeedFilter,
)
from leadline.evidence.types.incoming import (
    CustomerIn,
    FeedbackIn,
    ImportFile,
    Refusal,
    SavedRows,
)
from leadline.evidence.types.receipts import Receipt
from leadline.evidence.types.rows import (
    CustomerRow,
    Depth,
    FeedbackRow,
    Moved,
    NeedOfCustomer,
    NeedPage,
    NeedRow,
    QuoteRow,
    SegmentRow,
    TrendNow,
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
    "CustomerFilter",
    "CustomerIn",
    "CustomerRow",
    "CustomerState",
    "Depth",
    "FeedbackFilter",
    "FeedbackIn",
    "FeedbackKind",
    "FeedbackRow",
    "FeedbackState",
    "ImportFile",
    "ImportKind",
    "ImportState",
    "Moved",
    "NeedBy",
    "NeedFilter",
    "NeedOfCustomer",
    "NeedPage",
    "NeedRow",
    "NeedState",
    "QuoteRow",
    "Receipt",
    "Refusal",
    "RowOutcome",
    "SavedRows",
    "SegmentRow",
    "TrendNow",
]
