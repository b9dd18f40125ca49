# Everything a person or a machine does with this checkout:
#   make demo   set up, compare a draft with two references, open the lab
#   make test   set up, check style, types and layering, run the tests
#   make build  sdist and wheel in dist/
#   make lock   resolve requirements.lock anew
#   make clean  remove what make made
# Set-up works on a bare Debian 12 with Python 3.11 and Node 20; done once, it costs nothing again.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
# Where pip would take a build with CUDA, say here from where it takes the CPU one (any options of pip install).
TORCH ?= torch==2.13.0
SYSTEM_PACKAGES ?= chromium fonts-noto-cjk git
# Flags for `workbench demo` (see `workbench demo --help`) and for pytest.
DEMO_FLAGS ?=
PYTEST_FLAGS ?= --numprocesses=auto --dist=loadfile

VENV := .venv
BIN := $(VENV)/bin
EXTENSION := extensions/jupyterlab-workbench
FRONT_END := workbench/jupyter/labextension/package.json
FRONT_END_SOURCES := $(wildcard $(addprefix $(EXTENSION)/,package.json tsconfig.json src/* src/*/* style/* schema/*))
LOCKED := $(VENV)/.locked
TORCH_INSTALLED := $(VENV)/.torch
MODULES := $(EXTENSION)/node_modules/.installed
INSTALLED := $(VENV)/.installed

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# So that the front end's scripts find jupyter-builder.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help setup system demo test check front-end-check build lock clean

help:
	@sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile

setup: system $(INSTALLED)

demo: setup
	$(BIN)/workbench demo $(DEMO_FLAGS)

# pytest comes last: its closing line is the one to read.
test: setup check front-end-check
	$(BIN)/pytest $(PYTEST_FLAGS)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

front-end-check: setup
	cd $(EXTENSION) && npm run --silent lint

build: setup
	rm -rf dist
	$(BIN)/python -m build --no-isolation

# torch stays outside: it is installed by itself, as a CPU build, and its CUDA packages are gigabytes.
lock: $(TORCH_INSTALLED)
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --strip-extras --no-emit-options --no-annotate \
	    --unsafe-package torch --output-file requirements.lock pyproject.toml
	sed -i '/^# WARNING/,$$d; /^# The following packages are considered to be unsafe/,$$d' requirements.lock

clean:
	rm -rf $(VENV) $(EXTENSION)/node_modules $(EXTENSION)/lib $(EXTENSION)/tsconfig.tsbuildinfo \
	    workbench/jupyter/labextension dist .demo .mypy_cache .ruff_cache .pytest_cache \
	    .import_linter_cache .hypothesis

# Debian's packages: a browser for the tests of the lab, Chinese fonts, git; venv where Python lacks it.
system:
	@if command -v dpkg-query >/dev/null; then \
	    wanted="$(SYSTEM_PACKAGES)"; \
	    $(PYTHON) -c 'import ensurepip' 2>/dev/null || wanted="$$wanted python3-venv"; \
	    missing=(); \
	    for package in $$wanted; do \
	        dpkg-query --show --showformat='$${db:Status-Status}' "$$package" 2>/dev/null \
	            | grep -qx installed || missing+=("$$package"); \
	    done; \
	    if (( $${#missing[@]} )); then \
	        root=""; [[ $$EUID == 0 ]] || root=sudo; \
	        $$root apt-get update -qq; \
	        DEBIAN_FRONTEND=noninteractive $$root apt-get install -qq --yes --no-install-recommends "$${missing[@]}"; \
	    fi; \
	fi
	@node --eval 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' 2>/dev/null \
	    || { echo "Node 20 or later is needed to build the front end: install it and run make again." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	    || { echo "Python 3.11 or later is needed: install it, or name it with PYTHON=..." >&2; exit 1; }

$(BIN)/pip: | system
	$(PYTHON) -m venv $(VENV)
	touch $@

$(LOCKED): requirements.lock $(BIN)/pip
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement requirements.lock
	touch $@

$(TORCH_INSTALLED): $(LOCKED)
	$(BIN)/python -m pip install --quiet $(TORCH)
	touch $@

# Not `npm ci`: it refuses a lock without the bundler's binaries for platforms other than the one that it was
# made on. Versions and hashes are those of the lock all the same, and the lock is left as it is.
$(MODULES): $(EXTENSION)/package-lock.json
	cd $(EXTENSION) && npm install --no-save --no-audit --no-fund --loglevel=error
	touch $@

$(FRONT_END): $(FRONT_END_SOURCES) $(MODULES) $(LOCKED)
	cd $(EXTENSION) && npm run --silent build:prod
	touch $@

# The front end is linked, not copied, so that a rebuilt one is the one the lab shows.
$(INSTALLED): pyproject.toml $(LOCKED) $(TORCH_INSTALLED) $(FRONT_END)
	HATCH_JUPYTER_BUILDER_SKIP_NPM=1 $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	rm -rf $(VENV)/share/jupyter/labextensions/jupyterlab-workbench
	mkdir -p $(VENV)/share/jupyter/labextensions
	ln -s $(CURDIR)/workbench/jupyter/labextension $(VENV)/share/jupyter/labextensions/jupyterlab-workbench
	touch $@
