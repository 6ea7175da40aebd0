# Every target sets up what it needs: an environment in .venv from constraints.txt, made with uv where it
# is present, otherwise with venv and pip. A second run starts at once.
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
EVAL := ../shared/eval

# The first interpreter of 3.11 or newer that really starts: a version manager's shim may exist and refuse.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)

.PHONY: help demo test check score bench clean

help:
	@echo 'make demo    read the sample articles into a record and show the relations in it'
	@echo 'make test    run the tests'
	@echo 'make check   formatting, lint, types and the map of imports'
	@echo 'make score   the scorers over the development data ($(EVAL))'
	@echo 'make bench   times and ratios'

$(STAMP): pyproject.toml constraints.txt
	@test -n '$(PYTHON)' || { echo 'dragoman needs Python 3.11 or newer; install it (Debian: apt install python3 python3-venv) and run make again' >&2; exit 1; }
	@echo 'setting up $(VENV) ...'
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --allow-existing --python "$$(command -v $(PYTHON))" $(VENV) && \
		uv pip install --quiet --python $(BIN)/python --constraint constraints.txt --editable '.[dev]'; \
	else \
		$(PYTHON) -m venv $(VENV) && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'; \
	fi
	@touch $@

demo: $(STAMP)
	@$(BIN)/dragoman demo

test: $(STAMP)
	@$(BIN)/python -m pytest -n 2

check: $(STAMP)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

score: $(STAMP)
	@$(BIN)/python bench/score.py $(EVAL)

bench: $(STAMP)
	@$(BIN)/python bench/speed.py $(EVAL)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
