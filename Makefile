# make demo            set up .venv, roster a real-sized station for a month, verify it
# make test            set up .venv, run every check and test that CI runs; stops at the first that fails
# make setup           only prepare .venv, pinned by constraints.txt
# make bench SUITE=…   measure a suite: paiqin bench SUITE (ARGS="FOLDER …"), or benchmarks/<suite>.py

PYTHON ?= python3
SUITE ?=
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
RUNTIME := $(VENV)/.paiqin-runtime
DEV := $(VENV)/.paiqin-dev
PIP := $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: demo test setup bench clean
.DEFAULT_GOAL := demo

demo: $(RUNTIME)
	@$(BIN)/paiqin demo --out out $(ARGS)

setup: $(DEV)

# stage(name, command): silent when the command succeeds; else shows what it printed and stops.
define stage
@printf '%-14s' '$(1)'; \
said=$$($(2) 2>&1) && echo ok || { echo FAILED; printf '%s\n' "$$said"; echo 'make test: $(1) failed: $(2)'; exit 1; }
endef

test: $(DEV)
	$(call stage,style,$(BIN)/ruff check --quiet)
	$(call stage,format,$(BIN)/ruff format --check --quiet)
	$(call stage,types,$(BIN)/mypy)
	$(call stage,imports,$(BIN)/lint-imports)
	@echo tests
	@$(PY) -m pytest -q -n 2 --dist worksteal $(ARGS) || { echo 'make test: tests failed'; exit 1; }
	$(call stage,wheel,$(PY) tests/house/wheel_smoke.py)

bench: $(DEV)
	@test -n '$(SUITE)' || { echo 'make bench SUITE=…: one of'; printf '  %s\n' curtois inrc2 own; \
	  ls benchmarks/*.py | sed 's|.*/|  |; s|[.]py$$||'; exit 2; }
	@if test -f benchmarks/$(SUITE).py; then $(PY) -m benchmarks.$(SUITE) $(ARGS); else $(BIN)/paiqin bench $(SUITE) $(ARGS); fi

clean:
	@rm -rf $(VENV) out dist build

# Set-up in two steps, each repeated only when what it depends on has changed: the demonstration
# needs no tool of the developers. The build back end is pinned too, so nothing is built in isolation.
$(RUNTIME): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'Paiqin needs Python 3.11 or later; name one with PYTHON=…'; exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) \
	  || { rm -rf $(VENV); echo 'No virtual environment could be made: install python3-venv'; exit 1; }
	@echo 'setting up .venv …'
	@$(PIP) hatchling
	@$(PIP) --no-build-isolation -e .
	@touch $@

$(DEV): $(RUNTIME)
	@echo 'adding the tools for checks and tests …'
	@$(PIP) --no-build-isolation -e '.[dev]'
	@touch $@
