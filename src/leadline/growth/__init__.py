"""How a product manager grows into a leader.

A framework of competencies; assessments by oneself, by a manager, by peers whom nobody
can tell apart; the record beside them; and one to three next steps. All
of it is the person's own until they share it.
"""
