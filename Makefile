# Everything a person or a machine does with this repository. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2
TEST_DATA := $(CURDIR)/test-results/folder
# What is kept in tables, once more on PostgreSQL. Pages ask the same queries there: of
# them what a database can refuse, what two write at once, and what is searched for.
ON_POSTGRES := $(addprefix tests/,accounts evidence strategy stakeholders roadmap \
  attention decisions launches growth conversation connections importing overview foundation \
  web/test_hostile_forms.py web/test_numbers_in_addresses.py web/test_two_writers.py \
  web/test_palette.py cli/test_backup_postgres.py contracts/test_tables.py \
  cli/test_move_to_postgres.py cli/test_machines.py \
  api/test_lists.py api/test_repeats.py api/test_sync.py)

# Each process of the tests would compile every module anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help demo serve test check smoke suite browser bench mutate docs site lock release \
  clean run dev

help: ## List what there is
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run:
	@$(PYTHON) tools/environment.py run

dev:
	@$(PYTHON) tools/environment.py dev

demo: run ## Open Leadline with the example company
	@$(BIN)/leadline demo $(ARGS)

serve: run ## Open Leadline with your own data folder
	@$(BIN)/leadline serve $(ARGS)

# Rules and wheel work on one core; the tests use what they leave of two. Each of the
# three can be run alone.
test: dev ## Run everything: rules, types, units, PostgreSQL, browser, wheel
	@$(MAKE) --no-print-directory -j2 check-and-smoke suite

.PHONY: check-and-smoke
check-and-smoke:
	@$(MAKE) --no-print-directory check
	@$(MAKE) --no-print-directory smoke

smoke: dev ## Install the wheel alone and run every command of it
	$(BIN)/python tools/smoke.py

suite: dev ## Run all tests, and on PostgreSQL what is kept in tables
	@mkdir -p $(TEST_DATA)
	LEADLINE_DATA_DIR=$(TEST_DATA) $(BIN)/python tools/postgres.py \
	  $(BIN)/pytest -q -n $(WORKERS) --dist worksteal -m "not browser and not sqlite" $(ON_POSTGRES)
	LEADLINE_DATA_DIR=$(TEST_DATA) \
	LEADLINE_CHROMIUM=$$($(BIN)/python tools/chromium.py) \
	  $(BIN)/pytest -q -n $(WORKERS) --dist worksteal -m "not postgres"

check: dev ## Run the rules: format, lint, types, layers, reference pages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	git ls-files -z '*.html' | xargs -0 $(BIN)/djade --target-version 5.2 --check
	$(BIN)/python -m tools.templates --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/reference.py --check
	$(BIN)/python -m tools.client --check

browser: dev ## Run the tests that drive a browser
	@mkdir -p $(TEST_DATA)
	LEADLINE_DATA_DIR=$(TEST_DATA) \
	LEADLINE_CHROMIUM=$$($(BIN)/python tools/chromium.py) \
	  $(BIN)/pytest -q -n $(WORKERS) -m browser $(ARGS)

bench: dev ## Measure, each figure beside its reference (LEADLINE_DATA: public sets)
	$(BIN)/python -m bench $(ARGS)

mutate: dev ## Change a line at a time and see whether a test turns red (weekly)
	LEADLINE_DATA_DIR=$(TEST_DATA) $(BIN)/python -m tools.mutate --floor 0.5 $(ARGS)

docs: dev ## Write the reference pages anew
	$(BIN)/python tools/reference.py
	$(BIN)/python -m tools.client
	LEADLINE_WRITE_DOORS=1 $(BIN)/pytest -q tests/contracts/test_doors.py

site: dev ## Write the documents as a folder of pages (build/site)
	$(BIN)/python -m tools.site build/site

lock: dev ## Pin every dependency by its hash (needs uv)
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
	  --python-version 3.11 --extra dev pyproject.toml -o requirements-dev.lock
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
	  --python-version 3.11 -c requirements-dev.lock pyproject.toml -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
	  --python-version 3.11 -c requirements-dev.lock --extra documents --extra s3 pyproject.toml \
	  -o requirements-image.lock
	$(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', \
	  'rb'))['build-system']['requires'], 'editables', sep='\n')" | uv pip compile -q --universal \
	  --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	  -c requirements-dev.lock - -o requirements-build.lock

release: check ## Fold changelog.d into CHANGELOG.md: make release VERSION=0.2.0
	$(BIN)/python tools/release.py $(VERSION)
	$(BIN)/python -m tests.released $(VERSION)
	$(BIN)/python -m hatchling build -t wheel

clean: ## Remove what the tests and tools left (not your data)
	rm -rf test-results build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
