# posecheck: `make help` lists what there is. Windows: the same steps are written out in README.md.

# The first supported one; python3 may be too old or too new.
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PYTHON ?= $(or $(shell for each in python3 python3.13 python3.12 python3.11; do \
  $$each -c '$(SUPPORTED)' 2>/dev/null && echo $$each && break; done),python3)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := @$(BIN)/python -m pip --disable-pip-version-check

# Stamps: what is installed is not installed again, so a second run needs no network.
RUNTIME := $(VENV)/.posecheck-runtime
DEVELOPMENT := $(VENV)/.posecheck-development

DEMO_CLIP := supine_slr_bent_knee
DEMO_EXERCISE := supine-hamstring

.DEFAULT_GOAL := help
.PHONY: help demo installed test lint accuracy bench book words lock clean

help: ## say what there is
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1|/' | column -t -s '|' 2>/dev/null \
	  || grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST)

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "posecheck needs Python 3.11, 3.12 or 3.13, but there is no '$(PYTHON)'; install one and run: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c '$(SUPPORTED)' || { \
	  echo "posecheck needs Python 3.11, 3.12 or 3.13, but '$(PYTHON)' is $$($(PYTHON) -V 2>&1); run: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m posecheck.support.system_libraries # first: the download below is long
	@$(PYTHON) -m venv --clear $(VENV) || { \
	  echo "Could not create $(VENV); on Debian and Ubuntu: sudo apt-get install python3-venv" >&2; rm -rf $(VENV); exit 1; }

# --require-hashes: exactly the files that were tested; pip's own settings say from which index.
$(RUNTIME): requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what posecheck needs into $(VENV); once, some 250 MB; it takes a few minutes."
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEVELOPMENT): requirements-dev.lock $(RUNTIME)
	@echo "Installing the development tools into $(VENV); once."
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(RUNTIME) ## judge a recorded stretch: verdict, annotated video, result
	@mkdir -p demo
	$(BIN)/posecheck replay samples/$(DEMO_CLIP).mp4 --exercise $(DEMO_EXERCISE) --hold-target 5 \
	  --json demo/$(DEMO_CLIP).json --annotate demo/$(DEMO_CLIP).mp4
	@echo "Next, in your browser: $(BIN)/posecheck app"

# An environment with what a user gets and nothing else: the wheel and its locked dependencies.
INSTALLED := build/installed
INSTALL := $(BIN)/python tests/install_wheel.py $(INSTALLED)
installed: $(DEVELOPMENT) ## build the wheel and install it into an environment of its own, build/installed
	$(INSTALL)

# In two processes side by side, for two cores: what the second one says is shown when both are done. The second one
# installs the wheel meanwhile; as long as it does, there is `$$waits`. So that both end at about the same time, the first
# one takes some of the integration tests, too.
FIRST := tests/integration/test_estimator.py tests/integration/test_video_matrix.py
PYTEST := $(BIN)/python -m pytest
AS_INSTALLED := $(INSTALLED)/bin/python -P tests/as_installed.py $(VENV)
test: $(DEVELOPMENT) ## run the test suite: tests/unit and tests/typing on the sources, tests/cli and tests/integration on the wheel
	@said=$$(mktemp) && waits=$$(mktemp) && trap 'rm -f "$$said" "$$waits"' EXIT && \
	{ { $(INSTALL); made=$$?; rm -f "$$waits"; [ $$made -eq 0 ] && $(AS_INSTALLED) tests/integration $(FIRST:%=--ignore=%); \
	  } > "$$said" 2>&1 & } && second=$$! && \
	{ $(PYTEST) tests/unit tests/typing; sources=$$?; while [ -e "$$waits" ]; do sleep 1; done; \
	  $(AS_INSTALLED) tests/cli $(FIRST); first=$$?; wait $$second; second=$$?; cat "$$said"; \
	  exit $$((sources | first | second)); }

lint: $(DEVELOPMENT) ## style, format, types and the floors of the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Landmark recordings are kept, so that after a change of rules only the rules run again. Clips that are not in the
# repository are measured where the environment says they are: POSECHECK_CLIPS is a folder with dev/ and second/,
# POSECHECK_REAL one of recordings of real people.
EVALUATE := $(BIN)/posecheck evaluate
MORE_CLIPS = $(if $(POSECHECK_CLIPS),$(POSECHECK_CLIPS)/dev $(POSECHECK_CLIPS)/second)
accuracy: $(DEVELOPMENT) ## measure how often posecheck is wrong; the figures go into docs/accuracy.md
	for clips in samples $(MORE_CLIPS); do \
	  set=docs/accuracy/$$(basename $$clips) && \
	  $(EVALUATE) $$clips --recognise --cache .landmarks --json $$set.json && \
	  $(EVALUATE) $$clips --truth --json $$set-truth.json || exit 1; \
	  for level in webcam poor harsh; do \
	    $(EVALUATE) $$clips --recognise --cache .landmarks --degrade $$level --json $$set-$$level.json || exit 1; \
	  done; \
	done
	$(if $(POSECHECK_REAL),$(EVALUATE) $(POSECHECK_REAL) --recognise --json docs/accuracy/real.json)
	$(BIN)/python -m posecheck.lab.assessments.measuring docs/accuracy/assessments.json samples $(MORE_CLIPS) --cache .landmarks
	$(BIN)/python -m posecheck.assessment.publishing docs/accuracy/assessments.json
	$(BIN)/python -m posecheck.lab.evaluation.page docs/accuracy docs/accuracy.md
	$(BIN)/python -m posecheck.report.accuracy docs/accuracy/samples.json
	$(BIN)/python -m posecheck.lab.tuning.measure_error docs/accuracy

bench: $(DEVELOPMENT) ## measure speed and memory; the figures go into docs/performance.md
	$(BIN)/python -m pytest tests/benchmarks -s

book: $(RUNTIME) ## write docs/exercises.md, its pictures and its schema anew from the exercise modules
	$(BIN)/posecheck exercises --book docs

words: $(RUNTIME) ## bring the catalogues up to date: what is to be translated is added, what nobody says goes
	$(BIN)/python -m posecheck.support.extraction

# Needs uv, which nothing else does; no index is named in the locks.
lock: ## resolve the dependencies anew into the two lock files
	uv pip compile --universal --generate-hashes --no-annotate --python-version 3.11 --upgrade \
	  --custom-compile-command "make lock" --group build pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-annotate --python-version 3.11 --upgrade \
	  --custom-compile-command "make lock" --constraints requirements.lock \
	  --group build --group dev pyproject.toml -o requirements-dev.lock

clean: ## remove the environment, caches and the demo
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .benchmarks
	find posecheck exercises tests -name __pycache__ -type d -prune -exec rm -rf {} +
