# Two commands do everything: `make demo` shows the system, `make test` proves it.
# Each sets up what it needs; `make setup` alone only installs.
SHELL := /bin/sh
PY := .venv/bin/python
STAMP := .venv/.ready

.PHONY: help setup demo clean-demo test check bench bench-relevance format messages lock

help:
	@echo "make demo [DATA=../shared/data]  set up, fill and open the demo on http://127.0.0.1:8000"
	@echo "make clean-demo                  remove the demo's data"
	@echo "make test                        set up and run the tests"
	@echo "make setup                       only install (into .venv)"
	@echo "make check                       style, types, imports, migrations, deployment, translations, sizes"
	@echo "make bench [DATA=…] [QUICK=1]    measure; the table goes to benchmarks/results/"
	@echo "make bench-relevance [DATA=…] [EXTERNAL=…]    measure how good retrieval is"
	@echo "make lock                        renew the lock files"

$(STAMP): requirements/dev.txt requirements/node.txt package-lock.json pyproject.toml scripts/setup scripts/icons.py
	@scripts/setup
	@touch $(STAMP)

setup: $(STAMP)
	@$(PY) scripts/messages.py compile

demo: setup
	@.venv/bin/yizhan demo $(if $(DATA),--data $(DATA)) $(if $(PORT),--port $(PORT))

clean-demo: setup
	@.venv/bin/yizhan clean-demo

test: setup
	@$(PY) -m pytest -q -n $(or $(JOBS),2) --dist loadfile $(ARGS)

check: setup
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/lint-imports
	@$(PY) scripts/sizes.py
	@$(PY) scripts/messages.py check
	@.venv/bin/mypy
	@scripts/check-django

bench: setup
	@$(PY) -m benchmarks $(if $(DATA),--data $(DATA)) $(if $(QUICK),--quick)

bench-relevance: setup
	@$(PY) -m benchmarks.relevance $(if $(DATA),--data $(DATA)) $(if $(EXTERNAL),--external $(EXTERNAL))

format: setup
	@.venv/bin/ruff check --fix-only -q .
	@.venv/bin/ruff format -q .

messages: setup
	@$(PY) scripts/messages.py update

lock:
	@scripts/lock
