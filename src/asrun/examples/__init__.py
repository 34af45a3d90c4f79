"""Days to try asrun on, one folder each: documents, and `sources.toml`, which says who issued them, when, in what order."""
