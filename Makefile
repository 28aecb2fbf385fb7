# `make serve` and `make test` are all a newcomer needs; both set the machine up first (.ci/setup).
PYTHON := .venv/bin/python
IGNORED := --ignore .venv --ignore node_modules --ignore var --ignore "static/vendor" --ignore tests

.PHONY: help serve test lint bench screenshots setup messages requirements

help:  ## Lists the commands
	@awk -F ':[ a-z]*  ## ' '/^[a-z]+:[ a-z]*  ## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve:  ## Sets up, loads the sample office and serves it at http://127.0.0.1:8000 (HOST=, PORT=, DEBUG=1)
	@.ci/serve

test:  ## Linters, migrations, translations, and the tests on SQLite and PostgreSQL
	@.ci/test all

lint:  ## The checks of `make test` that take seconds
	@.ci/test lint

bench: export DJANGO_SETTINGS_MODULE = tests.settings
bench: setup  ## What the busy pages cost, as ratios within one run; writes var/bench.json
	$(PYTHON) manage.py compilemessages --locale th --ignore .venv --ignore node_modules --verbosity 0
	$(PYTHON) -m tests.bench

screenshots: export DJANGO_SETTINGS_MODULE = tests.settings
screenshots: setup  ## Takes the pictures of docs/guide anew, from the running program
	$(PYTHON) manage.py compilemessages --locale th --ignore .venv --ignore node_modules --verbosity 0
	$(PYTHON) -m tests.screenshots

setup:  ## Installs everything that serving and testing need
	@.ci/setup test

messages: export DJANGO_SETTINGS_MODULE = tests.settings
messages:  ## Collects strings to translate into locale/, and compiles them
	$(PYTHON) manage.py makemessages --locale th --no-location --no-wrap --no-obsolete $(IGNORED)
	$(PYTHON) manage.py makemessages --locale th --no-location --no-wrap --no-obsolete $(IGNORED) --domain djangojs
	$(PYTHON) manage.py compilemessages --locale th --ignore .venv --ignore node_modules

requirements:  ## Pins the requirements files again from pyproject.toml (versions stay unless UPGRADE=--upgrade)
	.venv/bin/uv pip compile $(UV) pyproject.toml -o requirements.txt
	.venv/bin/uv pip compile $(UV) pyproject.toml --group dev -c requirements.txt -o tests/requirements.txt
	.venv/bin/uv pip compile $(UV) .ci/node.in -o .ci/node-requirements.txt
UV = --python-version 3.11 --generate-hashes --quiet --custom-compile-command "make requirements" $(UPGRADE)
