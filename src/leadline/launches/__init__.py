"""Launches: the whole way of something to market, by function, up to what came of it.

A launch has a day, and steps whose days are counted from it. Whether it may go is a
decision like any other; whom to tell on the day is drafted here and sent by a person.
"""
