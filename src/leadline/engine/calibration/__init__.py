"""How good forecasts were: probabilities of events and ranges of numbers."""
