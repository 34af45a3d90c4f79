"""asrun: the as-run log of public schedules.

What was announced, what changed, what really happened, and who says so.
"""

__version__ = "0.1.0"
