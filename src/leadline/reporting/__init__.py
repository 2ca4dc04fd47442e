"""Documents: one model of what a record says, and writers that make files of it.

``records`` has a builder for each kind, over the queries that its page asks;
``writers`` has one for each form. No writer knows a record, no builder a form.
"""
