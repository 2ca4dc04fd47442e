"""How good forecasts were: probabilities of events and ranges of numbers."""

# From so many forecasts on the figures of one person are worth reading.
ENOUGH = 30
