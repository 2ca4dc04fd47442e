"""The customer's chair: how well a decision has heard those it touches."""
