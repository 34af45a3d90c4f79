"""Revisions that list only what changes: which documents are such, and what each of their clauses says of which item.

`cues` holds the words as data, `clauses` reads one clause with its clocks, `documents` tells a list of changes from a whole
schedule and from prose. Items are named by their old clock, by words, or by both; which item it is, linking decides.
"""
