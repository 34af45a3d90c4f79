"""Calendars (RFC 5545) with their offsets: content lines, zones, moments and repetitions.

`lines` unfolds content lines and keeps where each value stands, also in broken files; `components` puts them together as
events and zones; `zones` says which IANA zone a TZID means, with icalendar for rules of a calendar's own; `moments` reads
dates, times and durations; `repeats` unfolds recurrence rules within bounds. The format `ics` makes a document of them.
"""
