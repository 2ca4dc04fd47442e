"""People and organisations who have a say, and what was promised to and by them.

Where they stand and what moves them, who listens to whom, when they were last spoken
to; promises given and received, which may bind a plan; who has been told of what.
"""
