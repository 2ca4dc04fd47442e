"""Files of rows as people bring them, whatever they are called.

CSV, TSV, text lines, JSON, XLSX: encoding, delimiter, sheet, header and foot are
found out, or told by the caller; every kind gives the same columns and rows. Rows
come one at a time, so a file of any length needs the memory of one row (whole JSON
documents and their limit apart).
"""

from leadline.foundation.tables.delimiters import DELIMITERS
from leadline.foundation.tables.doors import count_rows, read_table, sniff_table
from leadline.foundation.tables.shapes import Row, TableShape

__all__ = [
    "DELIMITERS",
    "Row",
    "TableShape",
    "count_rows",
    "read_table",
    "sniff_table",
]
