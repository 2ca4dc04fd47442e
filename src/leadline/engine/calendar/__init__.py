"""Calendars: what repeats when, and which hours were spent with whom."""
