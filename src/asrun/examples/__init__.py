"""Days to try asrun on, one folder each: documents in order of arrival and `sources.toml`, which says who issued them and when."""
