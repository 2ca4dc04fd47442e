"""What a cell means: moments, money, plain words, domains."""

from leadline.foundation.amounts import read_money
from leadline.foundation.markup import plain_words
from leadline.importing.values.addresses import is_email, read_domain
from leadline.importing.values.moments import NUMERIC_DATE, read_moment
from leadline.importing.values.serials import are_serials, is_serial, read_serial

__all__ = [
    "NUMERIC_DATE",
    "are_serials",
    "is_email",
    "is_serial",
    "plain_words",
    "read_domain",
    "read_moment",
    "read_money",
    "read_serial",
]
