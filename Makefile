# make run   install into .venv and print a brief of a real article in English and French
# make test  run all tests, linters and type checks
#
# PYTHON names the interpreter (3.11 or later). PIP_ARGS is passed on to pip.

PYTHON ?= python3
PIP_ARGS ?=
BIN := .venv/bin
ARTICLE := examples/articles/mali-2012.txt

.PHONY: run test check-python clean

run: .venv/installed
	@echo "A brief of $(ARTICLE) in English and French:" >&2
	@echo >&2
	@$(BIN)/summarize $(ARTICLE) --lang fr

test: .venv/tested
	@echo "Running the tests, ruff and mypy" >&2
	@$(BIN)/python -m pytest

.venv/installed: pyproject.toml constraints.txt | check-python
	@echo "Installing summarize and what it needs into .venv (about 1.5 GB, a few minutes the first time)" >&2
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_ARGS) -c constraints.txt -e .
	@touch $@

.venv/tested: .venv/installed
	@echo "Installing the test tools into .venv" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_ARGS) -c constraints.txt -e '.[test]'
	@touch $@

check-python:
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "summarize needs Python 3.11 or later with its venv module (on Debian: apt install python3-venv)." >&2; \
	  echo "Another interpreter: make run PYTHON=/path/to/python3.12" >&2; exit 1; }

clean:
	rm -rf .venv build dist
