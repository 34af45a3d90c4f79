"""The sentences of an account, one file of templates a language; every file has the keys of `en.toml`."""
