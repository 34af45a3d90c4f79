# Everything from a fresh clone: `make demo` and `make test` set up what they need.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN = .venv/bin
DONE = .venv/.installed

.PHONY: setup demo test check golden bench clean

setup: $(DONE)

$(DONE): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "asrun needs Python 3.11 or newer, and found none"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(DONE)

demo: setup
	$(BIN)/asrun demo

test: setup
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

golden: setup
	ASRUN_GOLDEN=1 $(BIN)/python -m pytest tests/reading/test_golden.py

bench: setup
	$(BIN)/python benchmarks/reading.py

clean:
	rm -rf .venv build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name '*.egg-info' -type d -prune -exec rm -rf {} +
