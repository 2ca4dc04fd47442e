"""Plans chosen on many futures at once."""
