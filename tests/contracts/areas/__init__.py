"""Examples of one area each: a module holds ``THINGS``, ``BODIES`` and exceptions.

``THINGS`` and ``BODIES`` are as in ``examples.py``; ``PUBLIC`` names addresses open to
everybody, ``READERS_OWN`` those where what a reader writes is the reader's own.
"""
