"""Series of figures: their seasons, and forecasts with honest intervals."""
