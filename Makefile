# Three commands do everything: `make demo` (install, then hear a call), `make test` and `make eval`.
# PYTHON may name another interpreter: make demo PYTHON=python3.12

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Only PyPI (or the mirror that pip is set up for) is needed; nothing else is downloaded.
PIP    := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test eval smoke check torch-test lock clean

demo: $(VENV)/.installed
	@$(BIN)/denwaban demo

test: $(VENV)/.installed
	@$(BIN)/python -m pytest -q

# Every scenario by text; ends in the path of the scorecard, with status 1 where a must did not hold.
eval: $(VENV)/.installed
	@$(BIN)/denwaban eval run --text

# Twelve that stand for all, by voice.
smoke: $(VENV)/.installed
	@$(BIN)/denwaban eval run smoke --voice --out build/smoke

check: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The training code needs torch, which the base install does without.
torch-test: $(VENV)/.installed
	$(PIP) install -q "torch$(TORCH_VERSION)" "onnx>=1.17" "onnxscript>=0.5" "scipy>=1.14" "msgpack>=1.0"
	$(BIN)/python -m pytest -q -m torch

# A fresh lock: what a clean environment resolves to today, and nothing about where from.
lock:
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install -q ".[dev]"
	build/lock/bin/python -m pip freeze --exclude denwaban --exclude pip --exclude setuptools > requirements.lock
	rm -rf build/lock

clean:
	rm -rf $(VENV) build

$(VENV)/.installed: requirements.lock pyproject.toml | have-python
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) (about a minute the first time) ..."
	@$(PIP) install -q -r requirements.lock
	@$(PIP) install -q --no-deps -e .
	@touch $@

.PHONY: have-python
have-python:
	@command -v $(PYTHON) >/dev/null || { echo "Missing: $(PYTHON). Install Python 3.11 or newer (Debian: apt install python3 python3-venv; macOS: brew install python), or name one: make demo PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Too old: $(PYTHON) is $$($(PYTHON) -V). Denwaban needs Python 3.11 or newer; name one: make demo PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Missing: Python's venv module. Debian and Ubuntu: apt install python3-venv"; exit 1; }
