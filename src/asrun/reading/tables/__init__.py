"""Tables of a document: its cells by row and column, what its columns hold, and the clocks of a column in the column's zone.

A table stands in `Document.text` as one line a row with a mark on each cell; a cell that spans several rows or columns is
marked once for each place that it fills.
"""
