# The two commands of the README: `make demo` (five articles, side by side) and `make test`.
# Both need only Python 3.11 or later, make and a package index.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
LOCK := requirements.lock
DEV_LOCK := requirements-dev.lock
TRAINING := .venv-training

.DEFAULT_GOAL := help
.PHONY: help demo test lint types check format bench docs lock clean \
  evaluate evaluate-terms evaluate-align evaluate-segments evaluate-checks train-smoke

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

bench: $(VENV)/dev.done  ## Speed and memory, as ratios against a limit in the same run
	$(BIN)/python -m benchmarks

docs: $(VENV)/dev.done  ## Write docs/commands.md; run every command and follow every link of the pages
	$(BIN)/python -m tools.cli_reference
	$(BIN)/python -m pytest tests/docs

evaluate: $(VENV)/dev.done  ## Translation: BLEU, chrF2++, TER, loops, digits on the development sets
	$(BIN)/python -m evaluation.translation

evaluate-terms: $(VENV)/dev.done  ## Terminology: success, consistency, cost, under three glossaries
	$(BIN)/python -m evaluation.terminology.evaluate

evaluate-align: $(VENV)/dev.done  ## Alignment: precision, recall, F1, beside Gale and Church
	$(BIN)/python -m evaluation.alignment

evaluate-segments: $(VENV)/dev.done  ## Sentence splitting, beside plain pysbd
	$(BIN)/python -m evaluation.segmentation

evaluate-checks: $(VENV)/dev.done  ## False alarms and detections of the checks
	$(BIN)/python -m evaluation.checks

# torch serves training only, so it has an environment of its own.
$(TRAINING)/done: training/requirements.txt
	test -x $(TRAINING)/bin/python || $(PYTHON) -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet --requirement training/requirements.txt
	@touch $@

train-smoke: $(TRAINING)/done  ## Every step of the training recipe, tiny, in minutes
	$(TRAINING)/bin/python -m training.smoke

lock:  ## Pin the dependencies anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --quiet --upgrade --output-file $(LOCK)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --quiet --upgrade --output-file $(DEV_LOCK)

clean:  ## Remove the virtual environment, caches and output
	rm -rf $(VENV) $(TRAINING) .mypy_cache .ruff_cache .pytest_cache .hypothesis output/.bilingual
	find output -type f ! -name README.md -delete
