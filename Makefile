# Whereabouts needs python3 (3.11 or newer), its venv module and make. Everything else is installed into .venv.
# Choose another Python with PYTHON=python3.12.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --universal \
	--python-version 3.11 --no-annotate --custom-compile-command "make lock"

# What `check --deploy` needs to look at a production; nothing connects to it.
PRODUCTION := PRODUCTION=1 ALLOWED_HOSTS=register.example PUBLIC_ADDRESS=https://register.example DATABASE_URL=postgresql://nobody@localhost/none \
	SECRET_KEY=only-for-the-check-and-long-enough-with-Many-different-Letters-0123456789

.DEFAULT_GOAL := help
DATA_DIR ?= $(CURDIR)/var
export DATA_DIR

.PHONY: help serve test check parquet fuzz shapes drawn format lock openapi docs pictures bench clean reset

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(VENV)/.installed  ## Serve a loaded register and say where to click (PORT=8000, HOST, WORKERS, DATA_DIR=var)
	@$(MANAGE) serve

# A run starts Python some two hundred times; without its bytecode each would compile the same files again.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(VENV)/.installed-dev  ## Run the tests, or one file of them: make test T=tests/api/test_filters.py
	@$(BIN)/python -m pytest $(or $(T),--numprocesses 2 --dist loadfile --no-loadscope-reorder)

check: $(VENV)/.installed-dev  ## Style, types, import contracts, migrations, deployment, OpenAPI
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy records config
	@$(BIN)/lint-imports --cache-dir .cache/import-linter
	@$(MANAGE) makemigrations --check --dry-run
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	@$(MANAGE) spectacular --validate --fail-on-warn --file /dev/null

format: $(VENV)/.installed-dev  ## Rewrite the code in the house format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: $(VENV)/.installed-dev  ## Pin the newest versions that requirements*.in allow
	@$(LOCK) --upgrade requirements.in requirements-xlsx.in --output-file requirements.txt
	@$(LOCK) --upgrade --constraint requirements.txt requirements-parquet.in --output-file requirements-parquet.txt
	@$(LOCK) --upgrade --constraint requirements.txt --constraint requirements-parquet.txt requirements-dev.in --output-file requirements-dev.txt
	@$(LOCK) --upgrade --constraint requirements.txt benchmarks/requirements.in --output-file benchmarks/requirements.txt

parquet: $(VENV)/.installed $(VENV)/.installed-parquet  ## Install what format=parquet needs: about 50 MB, where it is wanted

fuzz: $(VENV)/.installed-dev  ## Search at random, far longer than the tests do, for what is answered or read wrongly (FUZZ_EXAMPLES=200)
	@FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-200} $(BIN)/python -m pytest $$(grep --files-with-matches --recursive --include='test_*.py' --extended-regexp 'random_searches|hypothesis' tests)

openapi: $(VENV)/.installed  ## Write openapi.yaml anew
	@$(MANAGE) openapi

docs: $(VENV)/.installed-dev  ## Run the documentation's examples and write down what they print, and its tables
	@WRITE_DOCS=1 $(BIN)/python -m pytest --quiet tests/docs/test_examples.py tests/docs/test_tables.py

pictures: $(VENV)/.installed-dev  ## Take the pictures of docs/editors.md again, in a browser
	@TAKE_PICTURES=1 $(BIN)/python -m pytest --quiet tests/e2e/desk/test_first_article.py -k entered

bench: $(VENV)/.installed-dev  ## Measure this and other frameworks side by side, in about six minutes (BENCH_RECORDS=20000, WRITE=1)
	@$(BIN)/python -m benchmarks.run $(if $(WRITE),--write)

shapes: $(VENV)/.installed-dev  ## How the cost of each question grows (SIZES="2000 1000000"; the larger one takes a quarter of an hour to fill)
	@DATA_DIR=$(DATA_DIR)/bench $(BIN)/python -m benchmarks.shapes $(or $(SIZES),2000 1000000)

drawn: $(VENV)/.installed-dev  ## What questions drawn at random cost, the slowest named (SIZE=20000, DURATION=60, COMPARE=1: are answers right?)
	@DATA_DIR=$(DATA_DIR)/bench $(BIN)/python -m benchmarks.drawn $(SIZE) $(if $(DURATION),--seconds $(DURATION)) $(if $(COMPARE),--compare)

clean:  ## Remove .venv and caches; the data directory stays
	@rm -rf $(VENV) .cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

reset: $(VENV)/.installed  ## Delete the data directory: every record, account and key that was made here
	@$(BIN)/python -m config.embedded.removal "$(DATA_DIR)/bench"
	@$(BIN)/python -m config.embedded.removal "$(DATA_DIR)"

$(VENV)/.installed: requirements.txt | $(BIN)/python
	@echo "Installing into $(VENV) ..."
	@$(PIP) --requirement $<
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing into $(VENV), with what tests need ..."
	@$(PIP) --requirement $<
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-parquet: requirements-parquet.txt | $(BIN)/python
	@echo "Installing what format=parquet needs ..."
	@$(PIP) --requirement $<
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) was not found: install Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "make: $$($(PYTHON) --version) is too old: Python 3.11 or newer is needed (choose one with PYTHON=python3.12)" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "make: $(PYTHON) has no venv module: install it (on Debian and Ubuntu: apt-get install python3-venv)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
