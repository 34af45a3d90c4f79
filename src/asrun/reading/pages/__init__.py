"""Printed pages to text: glyphs with their places become words, rows, columns, table rows and paragraphs, in reading order.

Nothing here knows of PDF: a page is glyphs in the order they were drawn, with baselines and boxes in points from the
lower left corner. `words` joins glyphs; `columns` tells columns of text from columns of a table; `tables` finds the rows of
tables; `paragraphs` joins what a line's end had broken; `text` puts a page into words, keeping the box of every printed line.
"""
