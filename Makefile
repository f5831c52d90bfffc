# Two commands do everything: `make demo` and `make test`; `make help` lists the rest.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help setup demo test test-long test-all test-others trial lint bench bench-full bench-screen bench-language bench-suggest monkey kills edits fuzz speech screens reference messages clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/ready ## the virtual environment with locked dependencies

$(VENV)/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q coder
	@touch $@

demo: setup ## the sample study: frequencies, findings, exports, proof; then the screen, in a terminal
	$(BIN)/coder --coder 組長 build . --force
	$(BIN)/coder --coder 組長 assign firm-a --to 甲 --to 乙
	$(BIN)/coder --coder 甲 finish firm-a
	$(BIN)/coder --coder 乙 finish firm-a
	$(BIN)/coder --coder 組長 adjudicate agreed firm-a
	$(BIN)/coder --coder 組長 adjudicate decide bae12e95 --keep 甲 --reason '說的是新創找不到人，不是大公司憑什麼'
	$(BIN)/coder --coder 組長 adjudicate decide 7795a45f --both --reason '舊做法與技能不符都說到了'
	$(BIN)/coder --coder 組長 adjudicate decide 1e45807a --both --reason '談的是懂製程，另一位漏編'
	$(BIN)/coder --coder 組長 names set 小陳 同事甲 --kind person
	$(BIN)/coder --coder 組長 names redact '四個人掛六個案子，有一個同時在三份服務建議書裡面當主要成員'
	$(BIN)/coder --coder 組長 names set 中華電信 電信公司 --kind firm
	$(BIN)/coder freq --themes
	$(BIN)/coder findings
	$(BIN)/coder report
	$(BIN)/coder verify
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/coder; else echo 'open the screen with: $(BIN)/coder'; fi

# The files of tests lie in memory where it has room: a study syncs to its disk at every act.
IN_MEMORY := $(shell [ -w /dev/shm ] && df -Pk /dev/shm | awk 'NR == 2 && $$4 > 4000000 { print "TMPDIR=/dev/shm" }')

# Screens wait for their timers: three workers keep two cores busy, and a fourth only reads the tests once more.
test: setup ## all tests
	$(IN_MEMORY) $(BIN)/python -m pytest -n 3 --dist worksteal

test-long: setup ## all tests, with every pair of cases and all examples
	$(IN_MEMORY) CODER_TEST_LONG=1 $(BIN)/python -m pytest -n 3 --dist worksteal

# Every Python from 3.11 on that is on the PATH or under pyenv, one a minor version; those that don't start are left out.
PYTHONS = $(shell for v in 3.11 3.12 3.13 3.14; do for p in $$(command -v python$$v) $$(ls -d $$HOME/.pyenv/versions/$$v.*/bin/python 2>/dev/null); \
	do $$p -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] != "'$$v'")' 2>/dev/null && echo $$p && break; done; done)
SHORT := tests/record tests/cli

test-all: ## all tests on every Python that this machine has
	@for p in $(PYTHONS); do v=$$($$p -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	$(MAKE) --no-print-directory test PYTHON=$$p VENV=.venv-$$v || exit 1; done

test-others: ## a short round on the other Pythons: install, a new study, tests of record and commands
	@ours=$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	for p in $(PYTHONS); do v=$$($$p -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	if [ $$v != $$ours ]; then echo "Python $$v"; \
	$(MAKE) --no-print-directory setup PYTHON=$$p VENV=.venv-$$v && \
	$(IN_MEMORY) .venv-$$v/bin/python -m pytest -n 3 --dist worksteal $(SHORT) && \
	$(MAKE) --no-print-directory trial PYTHON=$$p VENV=.venv-$$v || exit 1; fi; done

trial: setup
	folder=$$(mktemp -d) && trap "rm -rf $$folder" EXIT && cd $$folder && \
	$(abspath $(BIN))/coder --coder trial init . --template ai-talent && $(abspath $(BIN))/coder codes > codes.txt && $(abspath $(BIN))/coder verify

lint: setup ## style, types and layers
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## our figures beside the machine's limits, at 8 and 200 transcripts
	$(BIN)/python -m benchmarks --scales 8,200

bench-full: setup ## the same with 2,000 transcripts
	$(BIN)/python -m benchmarks --scales 8,200,2000

bench-screen: setup ## time from key to finished frame on the coding screen, in a real terminal
	$(BIN)/python -m benchmarks.screen

bench-language: setup ## words, keywords and the spaCy pipeline over 20 MB of interviews, beside bare jieba
	$(BIN)/python -m benchmarks.language

kills: setup ## kill -9 at random moments in commands that write, 30 times each, and 50 times in a merge
	$(BIN)/python -m benchmarks.kills --rounds 30
	$(BIN)/python -m benchmarks.kills --rounds 20 --only merge

WEEKS ?= 40
week: setup ## a team's week without a server, played WEEKS times (40) with files in other orders
	CODER_TEST_LONG=1 CODER_TEST_WEEKS=$(WEEKS) $(BIN)/python -m pytest tests/stories/test_week_apart.py

edits: setup ## edit a study at random by another SQLite client; verify must notice each edit
	$(BIN)/python -m benchmarks.edits --rounds 3000

fuzz: setup ## break documents of each format at random for two minutes; each is read, or refused by name, in time
	$(BIN)/python -m benchmarks.importing --seconds 120

monkey: setup ## 2,000 random keys over all screens, six times, alone and while somebody else works in the same study
	$(BIN)/python -m benchmarks.monkey
	$(BIN)/python -m benchmarks.monkey --two

speech: setup ## how the sample's interviews are spoken, in numbers, beside eight real ones
	$(BIN)/python -m benchmarks.speech

bench-suggest: setup ## how good suggestions are on coded texts, interviews left out
	$(BIN)/python -m benchmarks.suggest

screens: setup ## pictures of the screens into docs/screens
	$(BIN)/python -m benchmarks.screens docs/screens

reference: setup ## the handbook's pages of commands and keys, from the program itself
	$(BIN)/python -m benchmarks.reference

messages: setup ## bring the translation catalogues, ours and click's, up to date and compile them
	@for of in coder click; do \
	    from=$$($(BIN)/python -c "import $$of, pathlib; print(pathlib.Path($$of.__file__).parent)"); \
	    $(BIN)/pybabel -q extract --no-location --sort-output --omit-header -k _ -o coder/locale/$$of.pot $$from && \
	    sed -i '1i msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n' coder/locale/$$of.pot && \
	    $(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
	        -i coder/locale/$$of.pot -d coder/locale -D $$of -l zh_TW && \
	    sed -i '/Report-Msgid-Bugs-To/d' coder/locale/zh_TW/LC_MESSAGES/$$of.po && \
	    $(BIN)/pybabel -q compile -d coder/locale -D $$of || exit 1; \
	done

clean: ## remove what was made here, but no study of yours
	rm -rf $(VENV) .venv-* .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
