"""The values that the stages hand to each other; nothing here reads, decides or stores.

`span` and `document` hold the words of a source, `time` the moments read from them, `fact` what a reader found (plans,
mentions, changes, observations, statements, claims, names), `reading` one reader's facts over one document, `entry` a row
of the record, `account` the plan set against what is known. `text` is the canonical text form of facts and entries,
`exchange` the neutral JSON form `asrun-reading/1`. Values are frozen msgspec structs: equal when their fields are.
"""
