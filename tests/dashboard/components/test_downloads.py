"""Tables a spreadsheet cannot be hurt by."""

import pandas as pd

from dashboard.components.downloads import csv_bytes


def test_a_table_cannot_run_a_formula():
    written = csv_bytes(pd.DataFrame({"title": ["=HYPERLINK(1)", "Fine"], "value": [-1.5, 2]})).decode()
    assert written == "title,value\n'=HYPERLINK(1),-1.5\nFine,2\n"
