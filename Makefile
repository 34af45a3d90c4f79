# Everything from a fresh clone: `make demo` and `make test` set up what they need. Any POSIX make will do.
BIN = .venv/bin
DONE = .venv/.installed
PYTHON =

.PHONY: setup demo test check golden bench faults clean

setup: $(DONE)

# PYTHON=/path/to/python chooses one; else the first of the usual names that is new enough and really runs.
# The sources are compiled here, for where PYTHONDONTWRITEBYTECODE is set every start would compile them again.
$(DONE): pyproject.toml constraints.txt
	@for p in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "$$p -m venv .venv"; exec $$p -m venv .venv; fi; done; \
	  echo "asrun needs Python 3.11 or newer, and found none: install it, or name it with PYTHON=/path/to/python" >&2; exit 1
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@$(BIN)/python -m compileall -q src
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
	$(BIN)/python benchmarks/times.py
	$(BIN)/python benchmarks/record.py --facts 1e7
	$(BIN)/python benchmarks/account.py

# Every fault as often as the record promises to stand it; half an hour. A server at ASRUN_POSTGRES is tried too.
faults: setup
	ASRUN_FAULTS=full $(BIN)/python -m pytest -s tests/record/test_faults.py tests/record/test_answers.py

clean:
	rm -rf .venv build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name '*.egg-info' -type d -prune -exec rm -rf {} +
