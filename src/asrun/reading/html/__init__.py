"""Web pages to text whose every run leads back to the page's own code points.

`tokens` cuts a page into tags and words in one linear pass, `structure` makes a flat list of steps of them (words, breaks,
tables, marks), `choice` keeps the steps of the main text, and `render` writes the text with its pieces and marks. Events that
a page marks up come from `linked` (JSON-LD) and `items` (microdata, RDFa Lite) as `things`, which are records below the text.
There is no tree: nesting is counted, so that no page, however broken or deep, costs more than its length.
"""
