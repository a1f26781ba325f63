# Every target makes .venv first if it is needed: nothing else has to be set up.
PYTHON ?= python3
STUDENTS ?= 11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
# These grade in several processes themselves.
BUSY := tests/test_attacks.py tests/test_gauntlet.py

.PHONY: demo test test-security term naming gauntlet mutation lint bench docs generate clean

demo: $(READY)  ## the sample class through a whole round of nbgrader
	$(BIN)/autograder demo

test: $(READY)  ## all tests but the long ones of test-security
	$(BIN)/python -m pytest -m "not security" -n 2

test-security: $(READY)  ## hostile submissions against the real grader
	$(BIN)/python -m pytest -m security $(BUSY)
	$(BIN)/python -m pytest -m security -n 2 $(BUSY:%=--ignore=%)

term: $(READY)  ## a term of three assignments by both roads, in a quarter of an hour; STUDENTS=30 for a larger class
	AUTOGRADER_TERM=$(STUDENTS) $(BIN)/python -m pytest tests/test_round_of_a_term.py

naming: $(READY)  ## every planted variant: home and grader name the same mistake, in the same words
	AUTOGRADER_VARIANTS=all $(BIN)/python -m pytest -n 2 tests/test_naming.py tests/test_corpus.py

gauntlet: $(READY)  ## the table of hostile submissions: case, isolation level, user
	$(BIN)/python tests/gauntlet_table.py -o docs/gauntlet.md

mutation: $(READY)  ## the table of changed reference solutions that the hidden cases must notice
	$(BIN)/python tests/mutation_table.py -o docs/mutation.md

lint: $(READY)  ## format, lint, types, and assignments/ against solutions/
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/autograder generate --check

bench: $(READY)  ## a class of 1,000 against nbgrader, otter, pytest and the floor; BENCH=--quick for a try
	$(BIN)/python benchmarks/bench.py $(BENCH)

docs: $(READY)  ## the course and all pages as a site, in site/; its notebooks are run
	$(BIN)/python docs/site/build.py site

generate: $(READY)  ## write assignments/ from solutions/
	$(BIN)/autograder generate

clean:
	rm -rf $(VENV) demo-out site

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; set PYTHON=/path/to/it")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $(READY)
