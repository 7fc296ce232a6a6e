# Gijun: every way in. `make` alone prints this help.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help up test check fmt messages docs bench engines lock system clean $(foreach n,01 02 03 04 05 06 07 08 09 10,bar-$(n))

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
SYSTEM_PYTHON := $(or $(PYTHON),$(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done))
FRONT := src/gijun/web/front
SOURCES := $(shell find $(FRONT) src/gijun/web/static -type f -not -path '*/node_modules/*' -not -path '*/built/*' 2>/dev/null)

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(BIN)/uv: requirements/bootstrap.lock
	@test -n "$(SYSTEM_PYTHON)" || { echo "Gijun needs Python 3.11 or newer on the PATH. / 파이썬 3.11 이상이 필요합니다." >&2; exit 1; }
	$(SYSTEM_PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bootstrap.lock
	@touch $@

$(VENV)/.run: $(BIN)/uv requirements/run.lock pyproject.toml
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/run.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements/test.lock
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/test.lock
	@touch $@

$(VENV)/.front: $(VENV)/.run $(FRONT)/package-lock.json $(SOURCES) $(shell find src/gijun -name django.po)
	$(BIN)/python $(FRONT)/build.py
	$(BIN)/python scripts/catalogue.py compile
	@touch $@

up: $(VENV)/.run $(VENV)/.front ## set up everything, build the practice centre and run the product
	$(BIN)/gijun up $(ARGS)

system: ## PostgreSQL, Chromium and Korean fonts for the tests (installs them when root)
	@scripts/system-packages

test: $(VENV)/.test $(VENV)/.front system ## set up everything and run all tests, on both databases
	scripts/test

check: $(VENV)/.test $(VENV)/.front ## lint, format, types, import contracts, Korean texts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	$(BIN)/mypy scripts
	$(BIN)/python scripts/catalogue.py check
	$(BIN)/python $(FRONT)/build.py --check

fmt: $(VENV)/.test ## format the code and fix what a machine can fix
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(VENV)/.test ## collect new texts into the Korean catalogue
	$(BIN)/python scripts/catalogue.py collect

docs: $(VENV)/.run ## write docs/events.md anew
	$(BIN)/gijun events >docs/events.md

bench: $(VENV)/.test $(VENV)/.front ## measure: every claim beside its baseline
	$(BIN)/python -m bench

$(VENV)-engines/.run: $(VENV)/.run requirements/engines.lock pyproject.toml
	$(SYSTEM_PYTHON) -m venv $(VENV)-engines
	$(UV) pip install --quiet --python $(VENV)-engines/bin/python --require-hashes -r requirements/engines.lock
	$(UV) pip install --quiet --python $(VENV)-engines/bin/python --no-deps --no-build-isolation -e .
	@touch $@

engines: $(VENV)-engines/.run ## the same measures on DuckDB, ClickHouse and Spark, compared exactly (2 GB; Java 17)
	@scripts/java
	$(VENV)-engines/bin/python -m bench.engines $(ARGS)

$(foreach n,01 02 03 04 05 06 07 08 09 10,bar-$(n)): bar-%: $(VENV)/.test $(VENV)/.front system ## the bars of that step, each figure beside its goal
	$(BIN)/python -m bench.bars $*

lock: $(BIN)/uv ## resolve the dependencies anew and write the lock files
	echo uv | $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet - -o requirements/bootstrap.lock
	$(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet pyproject.toml --extra build -o requirements/run.lock
	$(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet pyproject.toml --extra build --extra test -o requirements/test.lock
	$(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet pyproject.toml --extra build --extra engines -c requirements/run.lock -o requirements/engines.lock

clean: ## remove what was built (your data in var/ stays)
	rm -rf $(VENV) $(VENV)-engines $(FRONT)/node_modules src/gijun/web/static/web/built src/gijun/web/collected
