# Needs make and Python 3.11 or newer; everything else is installed into .venv from requirements.lock.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: warehouse rebuild export site chromium test torture fuzz docs bench clean

warehouse: .venv/ready
	$(BIN)/kplan build plans --out warehouse/plans.duckdb

export: .venv/ready
	$(BIN)/kplan export --warehouse warehouse/plans.duckdb --out warehouse/export

site: .venv/ready
	$(BIN)/kplan site --warehouse warehouse/plans.duckdb --out warehouse/site

# For the tests that look at the site as a person would; needs Debian or a kin of it, and root.
chromium:
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qqy --no-install-recommends chromium

test: .venv/ready
	$(BIN)/python -m pytest -n auto

rebuild: .venv/ready
	$(BIN)/kplan rebuild

torture: .venv/ready
	$(BIN)/python -m tests.rebuild.torture --fetch

fuzz: .venv/ready
	$(BIN)/python -m tests.fuzz.run

docs: .venv/ready
	$(BIN)/python -m kplan.docs warehouse/dbt_docs
	@$(BIN)/python -m docs.refresh --check || echo 'Stale: .venv/bin/python -m docs.refresh writes them anew (a warehouse of other plans answers otherwise)'

bench: .venv/ready
	$(BIN)/python -m kplan.bench

clean:
	rm -rf warehouse/cache warehouse/releases warehouse/plans.duckdb warehouse/data_docs warehouse/dbt_docs warehouse/export warehouse/site

# Made anew only when the lock says something else than what is installed.
.venv/ready: requirements.lock pyproject.toml
	@if ! cmp -s requirements.lock .venv/requirements.lock; then \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kplan needs Python 3.11 or newer: make PYTHON=python3.12")' \
	  && rm -rf .venv && $(PYTHON) -m venv .venv \
	  && $(BIN)/python -m pip install -qq --compile --require-hashes -r requirements.lock \
	  && $(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e . \
	  && cp requirements.lock .venv/requirements.lock; \
	fi
	@touch $@
