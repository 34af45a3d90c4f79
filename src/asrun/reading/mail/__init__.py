"""Mail (RFC 5322, MIME) with its offsets: which parts a message has, what they say, and where that stands in the file.

`parts` walks over headers and boundaries, `decoding` turns a part or a header into words with their way back, `shaping` takes
off reply marks, joins wrapped lines and marks the older texts that a mail carries along; `attached` reads the parts that are
documents themselves, each by its format. The standard library's parser
keeps no offsets, so the walk is our own; charsets, dates and transfer codes are the library's.
"""
