# Needs python3 (3.11 or later) with venv, make and git; everything else is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed

SCREENS := build/screens.html

# Byte code is kept also where the surroundings ask for none: compiling all anew takes longer than starting does.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: install demo test screens check format messages picture proof bench lock clean

install: $(INSTALLED)

$(INSTALLED): pyproject.toml deploy/locks/dev.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Följsam needs Python 3.11 or later")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement deploy/locks/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

demo: $(INSTALLED)
	$(BIN)/foljsam demo

test: $(INSTALLED)
	$(BIN)/python -m pytest -n 4 --dist loadfile -m "not proof and not bench"

# Every screen that these tests meet, in every language, on one page.
screens: $(INSTALLED)
	$(BIN)/python -m pytest -q -n 4 --dist worksteal -p tests.screens.recorder --screens $(SCREENS) \
		tests/conversations tests/coaches tests/reminders tests/figures tests/due tests/events
	@echo "open $(SCREENS)"

check: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/foljsam check

format: $(INSTALLED)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: $(INSTALLED)
	$(BIN)/python -m locales.messages

# The README's picture of the playground; needs Debian's Chromium.
picture: $(INSTALLED)
	$(BIN)/python -m tests.browser.picture deploy/pictures/playground.webp

# What is promised, each promise at full size with its figures; the runbook followed on a clean Debian, where one can be
# had (root, mmdebstrap, systemd-container); and the conversations once more with updates brought by webhook.
proof: $(INSTALLED)
	$(BIN)/python -m pytest -n 2 --dist loadfile tests/promises tests/deploy tests/flows/test_tables_by_trying.py -m "not small and not bench"
	WAY=webhook $(BIN)/python -m pytest -q -n 4 --dist loadfile -m "not proof and not bench" \
		tests/conversations tests/coaches tests/reminders tests/due tests/events tests/recording

# Figures against their marks; they want a machine that does nothing else.
bench: $(INSTALLED)
	test -x build/peers/bin/python || $(PYTHON) -m venv build/peers
	build/peers/bin/python -m pip install --quiet --require-hashes --requirement deploy/locks/bench.txt
	$(BIN)/python -m pytest -s -m bench

# The lock files name packages, versions and hashes, never a host.
lock: $(INSTALLED)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --output-file deploy/locks/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra dev pyproject.toml --output-file deploy/locks/dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header tests/bench/others.in --output-file deploy/locks/bench.txt
	echo 'setuptools>=77' | uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate - --output-file deploy/locks/build.txt

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
