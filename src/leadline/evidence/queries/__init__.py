"""Reads of the evidence domain."""

from leadline.evidence.queries.asking import (
    all_revenue,
    askers_of,
    asking_for,
    currencies_in_use,
    revenues_of,
)
from leadline.evidence.queries.customers import (
    contacts_of,
    count_customers,
    export_customers,
    find_customer,
    find_customers,
    get_contact,
    get_customer,
    heard_of_customer,
    list_customers,
    list_segments,
    needs_of_customer,
)
from leadline.evidence.queries.feedback import (
    count_aside,
    count_waiting,
    export_feedback,
    feedback_beside,
    feedback_choices,
    feedback_ids,
    get_feedback,
    list_feedback,
)
from leadline.evidence.queries.fields import own_field_choices
from leadline.evidence.queries.grouping import grouping_job, not_grouped
from leadline.evidence.queries.imports import (
    each_refusal,
    get_import,
    list_imports,
    refusals_of,
)
from leadline.evidence.queries.known import known_of
from leadline.evidence.queries.need import (
    NO_SEGMENT,
    get_quote,
    need_page,
    quotes_of,
    segments_of_need,
    silent_about,
)
from leadline.evidence.queries.needs import (
    HELD,
    count_guesses,
    count_needs,
    find_needs,
    get_need,
    list_needs,
    moved_needs,
    need_rows,
)
from leadline.evidence.queries.original import original_parts
from leadline.evidence.queries.words import search_words

__all__ = [
    "HELD",
    "NO_SEGMENT",
    "all_revenue",
    "askers_of",
    "asking_for",
    "contacts_of",
    "count_aside",
    "count_customers",
    "count_guesses",
    "count_needs",
    "count_waiting",
    "currencies_in_use",
    "each_refusal",
    "export_customers",
    "export_feedback",
    "feedback_beside",
    "feedback_choices",
    "feedback_ids",
    "find_customer",
    "find_customers",
    "find_needs",
    "get_contact",
    "get_customer",
    "get_feedback",
    "get_import",
    "get_need",
    "get_quote",
    "grouping_job",
    "heard_of_customer",
    "known_of",
    "list_customers",
    "list_feedback",
    "list_imports",
    "list_needs",
    "list_segments",
    "moved_needs",
    "need_page",
    "need_rows",
    "needs_of_customer",
    "not_grouped",
    "original_parts",
    "own_field_choices",
    "quotes_of",
    "refusals_of",
    "revenues_of",
    "search_words",
    "segments_of_need",
    "silent_about",
]
