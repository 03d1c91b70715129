#!/bin/sh
# Installs what running takes into .venv in the folder above this one: exactly what the lock files name, and nothing
# that only development needs; pip compiles it. Asks for python3 (3.11 or later) with venv. The folder cannot be moved afterwards.
set -eu
cd "$(dirname "$0")/.."
python3 -m venv "$(pwd -P)/.venv"
.venv/bin/python -m pip install --quiet --require-hashes --requirement deploy/locks/build.txt
.venv/bin/python -m pip install --quiet --require-hashes --requirement deploy/locks/run.txt
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation .
