"""Decisions with the customer in the room.

A decision has a question, options and a choice, and touches needs, bets and goals. Its
chair holds customers' words for and against each option; three scores say how well
those whom it touches were heard. It cannot be closed around a weak chair without a
written reason that stays. What was predicted is held against what came of it.
"""
