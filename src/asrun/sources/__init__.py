"""Where bytes come from: files, directories and standard input become snapshots.

A source gives `Snapshot`s, bytes as they were with their hash, and a notice for what it could not give; it reads no words.
"""
