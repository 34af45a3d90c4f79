"""The date line that a report opens with: its town, its day, its medium in brackets, then a dash."""

import re

_DASH = r"(?:[—–]|--?)"

# With a medium, whose name has no figures: "LIMA, 3 June 2025 (Andes Wire) —"; group 1 is the medium.
MEDIUM_LINE = re.compile(rf"[^a-z\n(]{{2,60}}[^()\n]{{0,40}}\(([^()\n\d]{{2,60}})\)\s*{_DASH}")

# With or without one: "ÅLESUND, 3 June --".
DATELINE = re.compile(rf"[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{{1,40}}(?:,[^—–()\n]{{0,40}})?(?: ?\([^()\n]{{2,60}}\))? {_DASH} ")
