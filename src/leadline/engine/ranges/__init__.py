"""Ranges that people say, and the distributions that they stand for."""
