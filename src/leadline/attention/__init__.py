"""Market time: what the hours of a person's calendar were for.

Entries, titles and attendees belong to the person whose calendar it is: every query and
action asks for the rows of the actor alone, owners of the workspace included.
"""
