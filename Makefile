# Everything is made from the checkout. `make` alone lists what there is.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
INSTALL := $(UV) pip install --quiet --python $(PY)
COMPILE := $(UV) pip compile --quiet --generate-hashes --no-annotate --no-header --python-version 3.11

CATALOGUES := $(wildcard src/convenant/locale/*/LC_MESSAGES/django.po)
COMPILED := $(CATALOGUES:.po=.mo)
STATIC := src/convenant/web/shared/static

# A stamp lives inside what it speaks of: throw away the folder and its stamp goes too.
RUN := $(VENV)/run.stamp
DEV := $(VENV)/dev.stamp
NODE := frontend/node_modules/installed.stamp
ASSETS := $(STATIC)/vendor/nlds.css

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo setup setup-dev assets words test test-sqlite test-journeys test-postgres bench capabilities docs fmt lock \
	check check-style check-types check-floors check-docs check-words ready ready-demo

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

demo: ready-demo  ## the demo region, served on this machine (ARGS="--fresh --port 8001")
	$(VENV)/bin/convenant demo $(ARGS)

# Journeys run by themselves: Playwright keeps an event loop that other tests may not share. Of two
# cores one runs SQLite, the other PostgreSQL and then the journeys, whose story is told afterwards.
test: ready  ## every test: on SQLite, the database's on PostgreSQL, and the journeys
	@status=0; told=$(VENV)/beside.log; \
	{ $(MAKE) --no-print-directory test-postgres; first=$$?; \
	$(MAKE) --no-print-directory test-journeys && exit $$first; } > "$$told" 2>&1 & beside=$$!; \
	$(MAKE) --no-print-directory test-sqlite || status=1; \
	wait "$$beside" || status=1; \
	cat "$$told"; \
	exit $$status

# SQLite gets its tables from the models, in seconds; PostgreSQL and the site of the journeys take every
# migration, and a test sees that the migrations end where the models are.
test-sqlite: ready  ## every test but the journeys, on SQLite (ARGS="-k offer")
	env -u DATABASE_URL $(PY) -m pytest --nomigrations -m "not journey" $(ARGS)

test-journeys: ready  ## the browser journeys, on SQLite
	env -u DATABASE_URL $(PY) -m pytest --nomigrations -m journey $(ARGS)

test-postgres: ready  ## the tests that touch the database, on a PostgreSQL of their own
	$(PY) -m tests.postgres $(PY) -m pytest --database-only $(ARGS)

check: check-style check-types check-floors check-docs check-words  ## style, types, floors, generated docs, words
	@echo "green: style, types, floors, docs and words are in order"

# Reading the settings makes keys and folders; a check leaves none in the checkout.
check-types check-docs check-words docs words: export CONVENANT_HOME := $(VENV)/data
check-types check-docs check-words docs words: export CONVENANT_KEYS := $(VENV)/keys

check-style: $(DEV)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

check-types: $(DEV)
	$(VENV)/bin/mypy

check-floors: $(DEV)
	$(VENV)/bin/lint-imports

check-docs: $(DEV)
	$(PY) -m scripts.docs --check

check-words: $(DEV)
	$(PY) -m scripts.words --check

bench: ready  ## the promises about speed and memory, measured
	@for script in bench/[a-z]*.py; do \
		$(PY) -m bench.$$(basename $$script .py) $(ARGS) || exit 1; \
	done

capabilities: $(DEV)  ## which capabilities are proven, by which tests
	$(PY) -m scripts.capabilities $(ARGS)

docs: $(DEV)  ## write docs/reference anew
	$(PY) -m scripts.docs

fmt: $(DEV)  ## let the machine do the style
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

words: $(DEV)  ## bring the English catalogue up to date with the Dutch words in the code
	$(PY) -m scripts.words
	@$(MAKE) --no-print-directory compiled

setup: $(RUN)  ## the virtual environment, without what only developers need
	@:

setup-dev: $(DEV)  ## the same, with what developers need
	@:

assets: $(ASSETS)  ## style sheets, scripts and icons
	@:

lock: $(DEV)  ## new locks from pyproject.toml; the tests' one follows the product's
	$(COMPILE) --group bootstrap --output-file requirements-uv.lock
	$(COMPILE) --group build --output-file requirements.lock pyproject.toml
	$(COMPILE) --group build --group dev --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml

.PHONY: compiled system-demo system-test
compiled: $(COMPILED)
	@:

# Python's half and Node's half of the work do not wait for each other.
ready-demo: system-demo
	@$(MAKE) --no-print-directory --jobs=2 setup assets compiled

ready: system-test
	@$(MAKE) --no-print-directory --jobs=2 setup-dev assets compiled

system-demo:
	@sh scripts/system.sh demo $(PYTHON)

system-test:
	@sh scripts/system.sh test $(PYTHON)

$(PY):
	$(PYTHON) -m venv $(VENV)

$(UV): requirements-uv.lock | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@touch $@

$(RUN): requirements.lock pyproject.toml | $(UV)
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUN) | $(UV)
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(NODE): frontend/package.json frontend/package-lock.json
	@sh scripts/system.sh node
	npm ci --prefix frontend --no-audit --no-fund
	@touch $@

$(ASSETS): $(NODE) frontend/build.mjs $(wildcard $(STATIC)/convenant/*.css)
	node frontend/build.mjs
	@touch $@

%.mo: %.po
	msgfmt --check-format --output-file=$@ $<
