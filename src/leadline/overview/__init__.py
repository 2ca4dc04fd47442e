"""Reads across all domains: the line of any item, search everywhere, today.

Writes nothing. What it finds carries the kind and the id that addresses need.
"""
