# Everything there is to do here. `make help` lists it.
.DEFAULT_GOAL := help
.PHONY: help run serve settings test lint format bench soak mutants migrate lock clean broken-venv

PYTHON ?= python3
PY := .venv/bin/python
DIRECTORY := $(PY) -m flask --app wsgi directory

# What a shell happens to have set must change neither which Python and libraries run, nor how.
unexport VIRTUAL_ENV PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONDONTWRITEBYTECODE PYTHONOPTIMIZE PYTHONWARNINGS
unexport FLASK_APP FLASK_DEBUG FLASK_ENV FLASK_RUN_HOST FLASK_RUN_PORT WEB_CONCURRENCY GUNICORN_CMD_ARGS
unexport PIP_USER PIP_TARGET PIP_PREFIX UV_PYTHON UV_SYSTEM_PYTHON PYTEST_ADDOPTS MYPYPATH
export FLASK_SKIP_DOTENV := 1

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "Settings: PORT (8000), INSTANCE_DIR (./instance); all of them: make settings"

run: .venv/runtime ## Set everything up, and serve an invented sample on this machine: PORT=8000 INSTANCE_DIR=./instance
	@exec env -u DATABASE_URL -u DATABASE_OWNER_URL DIRECTORY_MODE=demo DIRECTORY_HOST=127.0.0.1 $(DIRECTORY) demo

serve: .venv/runtime ## Serve with the settings of the environment (docs/operations.md)
	@exec $(DIRECTORY) serve

migrate: .venv/runtime ## Build the postcode index and bring the database up to date, with the settings of the environment
	@$(DIRECTORY) prepare

settings: .venv/runtime ## Print every setting
	@$(DIRECTORY) settings

test: lint .venv/browser ## Check everything: style, types, layers, and all tests on SQLite and PostgreSQL. ARGS go to pytest
	@$(PY) -m pytest -n 2 $(ARGS)

lint: .venv/dev ## Check style, types and layers
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -c 'import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())'

format: .venv/dev ## Rewrite the code in the style of the project
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

bench: .venv/dev ## Measure how well addresses are matched, and how fast
	@$(PY) -m bench $(ARGS)

soak: .venv/dev ## Try what must never happen, many times over. ARGS="audit" names one trial
	@$(PY) -m soak $(ARGS)

mutants: .venv/dev ## Put faults into the code, and see whether the tests notice. ARGS="--group access" tries a part
	@$(PY) -m soak.mutants $(ARGS)

lock: .venv/dev ## Write the newest versions that fit into requirements*.txt
	@for name in requirements requirements-dev requirements-uv requirements-npm; do \
	  $(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate $$name.in -o $$name.txt || exit 1; \
	done

clean: ## Remove what was installed and cached; ./instance, which holds your data, stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .schemathesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. Each file below is a stamp: newer than the requirements it was installed from.
VENV_WORKS := $(shell env -u PYTHONHOME -u PYTHONPATH $(PY) -c pass 2>/dev/null && echo yes)
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
INSTALL = $(PY) -m uv pip install --quiet --python $(PY) --require-hashes --compile-bytecode -r $(1) \
	|| $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)

.venv/runtime: requirements.txt requirements-uv.txt $(if $(VENV_WORKS),,broken-venv)
	@$(PYTHON) -c '$(NEW_ENOUGH)' || { echo "This needs Python 3.11 or newer; name one: make run PYTHON=python3.12" >&2; exit 1; }
	@echo "Installing what the service needs into .venv (a minute or less)"
	@$(PY) -c pass 2>/dev/null || $(PYTHON) -m venv --clear .venv \
	  || { echo "Python cannot make environments; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt \
	  || echo "Going on with pip alone" >&2
	@$(call INSTALL,requirements.txt)
	@touch $@

.venv/dev: requirements-dev.txt .venv/runtime
	@echo "Installing what the tests need into .venv (a minute or less)"
	@$(call INSTALL,requirements-dev.txt)
	@touch $@

# The browser that tests drive: the machine's own, or one that npm brings into .venv.
.venv/browser: tests/browser/bringing.py requirements-npm.txt .venv/dev
	@$(PY) -m tests.browser.bringing
	@touch $@
