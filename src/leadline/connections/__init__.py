"""What comes in from other programs, and what they are told of.

An owner names the addresses that are told what happens to records. What is one
person's own, such as calendars, growth and judgements, is never told.
"""
