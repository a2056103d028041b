# Two commands on a fresh machine with python3 and make: `make run` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test torture fuzz bench lint screenshots clean

run: $(VENV)/.run
	$(BIN)/newsroom demo sample-room

test: $(VENV)/.test lint
	$(BIN)/python -m pytest -m "not torture" --numprocesses auto --dist loadfile

torture: $(VENV)/.test
	$(BIN)/python -m pytest -m torture

fuzz: $(VENV)/.test
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -m hypothesis --numprocesses auto

bench: $(VENV)/.test
	$(BIN)/python benchmarks/front_page.py
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/importing.py
	$(BIN)/python -m benchmarks.moving_in
	$(BIN)/python benchmarks/pages.py

lint: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "newsroom needs Python 3.11 or newer; name one with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python cannot make virtual environments here: install python3-venv."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.run

screenshots: $(VENV)/.test
	PYTHONPATH=. $(BIN)/python docs/screenshots.py

clean:
	rm -rf $(VENV) sample-room dist
