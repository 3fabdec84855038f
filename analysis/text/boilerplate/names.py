"""Patterns of names that several rules share."""

import re

from analysis.text.agencies import CREDITED

AGENCY = f"(?:{'|'.join(map(re.escape, CREDITED))})"
NAME = r"[A-Z][\w.'’\-]*(?: (?:de|van|von|bin|al|el|der|[A-Z][\w.'’\-]*)){1,4}"
NAMES = rf"{NAME}(?:(?:,| and| &) {NAME})*"
