"""Tables of the connections domain."""

from leadline.connections.models.forms import FormPage
from leadline.connections.models.hooks import Delivery, Endpoint
from leadline.connections.models.intakes import Arrived, Intake
from leadline.connections.models.mailboxes import Mailbox

__all__ = ["Arrived", "Delivery", "Endpoint", "FormPage", "Intake", "Mailbox"]
