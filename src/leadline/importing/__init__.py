"""Files on their way in: read, matched, looked at, written, taken back.

``drafts`` keeps an upload and guesses; ``preview`` shows what would come in;
``run`` writes it chunk by chunk; ``jobs`` are the background entry points.
"""
