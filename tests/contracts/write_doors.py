"""``python -m tests.contracts.write_doors`` writes docs/reference/doors.md anew."""

import os
import sys

import pytest

if __name__ == "__main__":
    os.environ["LEADLINE_WRITE_DOORS"] = "yes"
    table = "tests/contracts/test_doors.py::test_the_table_of_doors_is_up_to_date"
    sys.exit(pytest.main(["-q", table]))
