"""Tables of the connections domain."""

from leadline.connections.models.forms import FormPage
from leadline.connections.models.hooks import Delivery, Endpoint

__all__ = ["Delivery", "Endpoint", "FormPage"]
