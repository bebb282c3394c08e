# The two commands of the README: `make demo` (five articles, side by side) and `make test`.
# Both need only Python 3.11 or later, make and a package index.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
LOCK := requirements.lock
DEV_LOCK := requirements-dev.lock

.DEFAULT_GOAL := help
.PHONY: help demo test lint types check format bench docs lock clean \
  evaluate evaluate-terms evaluate-align train train-smoke

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 18

# --no-deps: the lock file is complete, and argostranslate's own heavy dependencies stay out.
$(VENV)/runtime.done: $(LOCK) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; say which: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --no-deps --require-hashes --requirement $(LOCK)
	$(PIP) install --quiet --no-deps --editable .
	@touch $@

$(VENV)/dev.done: $(DEV_LOCK) $(VENV)/runtime.done
	$(PIP) install --quiet --no-deps --require-hashes --requirement $(DEV_LOCK)
	@touch $@

demo: $(VENV)/runtime.done  ## Translate the five articles in seeds/ into output/
	$(BIN)/bilingual translate seeds/ --output output/
	@echo
	@echo "Open output/*.docx in Word or LibreOffice; output/report.html shows the run at a glance."

test: lint types check  ## Lint, types, import contract and the whole test suite

check: $(VENV)/dev.done
	$(BIN)/python -m pytest

lint: $(VENV)/dev.done  ## ruff (style, docstrings) and the import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: $(VENV)/dev.done  ## mypy --strict
	$(BIN)/mypy

format: $(VENV)/dev.done  ## Put the code into canonical form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:  ## Pin the dependencies anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --quiet --upgrade --output-file $(LOCK)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --quiet --upgrade --output-file $(DEV_LOCK)

clean:  ## Remove the virtual environment, caches and output
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis output/.bilingual
	find output -type f ! -name README.md -delete
