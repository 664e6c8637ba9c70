# Two commands matter: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Empty: bytecode is kept whatever the shell says, or each start compiles the house anew.
export PYTHONDONTWRITEBYTECODE =

.PHONY: run test unit planted lint bench lock migration messages audit clean

run: $(VENV)/app.stamp
	@exec $(BIN)/python -m app serve

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n 2 tests

unit: $(VENV)/dev.stamp
	$(BIN)/python -m pytest tests/domain tests/forms tests/search/test_text.py tests/components

# Plants a fault for each gate in a copy of the tree and expects its proof to turn red.
planted: $(VENV)/dev.stamp
	$(BIN)/python -m tests.planted

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

# Writes docs/bench/report.md. Peers get an environment of their own below BENCH_DIR.
bench: $(VENV)/dev.stamp
	$(BIN)/python -m bench

# A new numbered migration from the difference between models and database: make migration m="accounts may sign in"
migration: $(VENV)/dev.stamp
	$(BIN)/flask db revision --autogenerate -m "$(m)"
	ls migrations/versions | grep '^[0-9]' | sort | tail -n 1 | cut -c 1-4 > migrations/HEAD

messages: $(VENV)/dev.stamp
	@mkdir -p app/messages
	$(BIN)/pybabel -q extract --no-location --sort-output --omit-header -F babel.cfg -k _ -k _n:1,2 -o app/messages/messages.pot .

lock: $(VENV)/dev.stamp
	for name in app dev bench; do $(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header \
	  --python-version 3.11 requirements/$$name.in -o requirements/$$name.txt; done

# Known weaknesses of the locked packages. Asks a public service of advisories, so it needs the internet.
audit: $(VENV)/dev.stamp
	for name in app dev bench; do $(BIN)/uv tool run -q pip-audit --strict --disable-pip --require-hashes -r requirements/$$name.txt || exit 1; done

clean:
	rm -rf $(VENV) var .pytest_cache .mypy_cache .ruff_cache

$(VENV)/app.stamp: requirements/app.txt
	@test -x $(BIN)/python || { echo "Menyiapkan lingkungan Python ..."; $(PYTHON) -m venv $(VENV); }
	@echo "Memasang paket yang terkunci ..."
	@$(BIN)/pip install --quiet --require-hashes -r requirements/app.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/app.stamp
	@echo "Memasang paket pengembangan yang terkunci ..."
	@$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@
