"""What a column may become, and the names that columns of that meaning carry."""

from leadline.importing.fields.customers import CUSTOMERS
from leadline.importing.fields.feedback import FEEDBACK
from leadline.importing.fields.field import LEAVE_OUT, OWN_FIELD, Field

FIELDS = {"feedback": FEEDBACK, "customers": CUSTOMERS}

__all__ = ["CUSTOMERS", "FEEDBACK", "FIELDS", "LEAVE_OUT", "OWN_FIELD", "Field"]
