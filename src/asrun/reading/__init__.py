"""A document's words to typed facts: `reader.read(snapshot, given) -> Reading`.

Pure: no clock, no network, no environment, no record. The same snapshot and the same `Given` give the same reading.
First `formats` make a `Document` of the bytes and `layout` its lines and sections; then `names` finds who and what is
named, `times` every time expression with its zone, `header` what the document says of itself; then each section is read
by the one genre that fits it best. Genres for prose share `quotes` (who said what) and `changes` (what happened to the
plan). Every fact carries the exact words it was read from; what is not understood becomes a notice.
"""
