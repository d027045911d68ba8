# Everything that a person runs. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION := 1
CDK := $(BIN)/cdk --no-notices

.DEFAULT_GOAL := help
.PHONY: help demo test build sandbox sandbox-down synth findings deploy bench compare check-workbook lock flags docs picture clean

help: ## Show this list.
	@sed -n 's/^\([a-z-]*\):.*## /  \1\t/p' Makefile | expand -t 20

demo: build ## Deploy the baseline into the embedded sandbox, prove it, show the board.
	@$(BIN)/python -m sandbox.demo --out out

test: build ## Run all checks and tests.
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	node_modules/.bin/pyright --project pyproject.toml --level error
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist worksteal

build: $(VENV)/.python $(VENV)/.node ## Install what is locked, and fetch the functions' wheels.
	@$(BIN)/python -m golive.build

sandbox: build ## Start the sandbox, deploy, and leave it running.
	@$(BIN)/python -m sandbox.demo --keep --out out

sandbox-down: ## End the sandbox.
	@$(BIN)/golive sandbox down

synth: build ## Synthesize every environment strictly.
	@for file in environments/*.yaml; do \
	  case $$file in *.lock.yaml) continue;; esac; \
	  name=$$(basename $$file .yaml); echo "synth $$name"; rm -rf cdk.out/$$name; \
	  $(CDK) synth --quiet --output cdk.out/$$name -c env=$$name -c strict=true || exit 1; \
	done

findings: build ## Say in SARIF what the controls find in every environment: out/findings. MADE=1 takes cdk.out as it is.
	@rm -rf out/findings; mkdir -p out/findings; \
	for file in environments/*.yaml; do \
	  case $$file in *.lock.yaml) continue;; esac; \
	  name=$$(basename $$file .yaml); \
	  test -n "$(MADE)" || { rm -rf cdk.out/$$name; \
	    $(CDK) synth --quiet --output cdk.out/$$name -c env=$$name || true; }; \
	  $(BIN)/golive check cdk.out/$$name --format sarif > out/findings/$$name.sarif; \
	  case $$? in 0 | 3) ;; 1) stopped="$$stopped $$name";; *) exit 2;; esac; \
	done; test -z "$$stopped" || { echo "make: no-go:$$stopped"; exit 1; }

deploy: build ## Deploy every stack, as the workflow does: make deploy ENV=dev.
	@test -n "$$ENV" || { echo "make: which environment? add ENV=NAME"; exit 2; }
	$(CDK) deploy --all --require-approval never --concurrency 4 --progress events \
	  --output "cdk.out/$$ENV" -c env="$$ENV" $${COMMIT:+--tags "golive:commit=$$COMMIT"}

bench: build ## Measure synth, check and demo as ratios; see benchmarks/.
	@$(BIN)/python -m benchmarks

compare: build ## Give the mutants to cdk-nag and checkov too: docs/mutants.md.
	@$(BIN)/python -m benchmarks.others

check-workbook: build ## Let LibreOffice save the workbook, and import it without a difference.
	@$(BIN)/python -m tests.workbook.libreoffice

lock: ## Lock the Python packages again, from pyproject.toml.
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --all-extras --output-file requirements.txt pyproject.toml
	@for asked in lambda/*/requirements.in; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --constraint requirements.txt --output-file $${asked%.in}.txt $$asked \
	    || exit 1; \
	done

flags: ## Write the CDK's recommended feature flags into cdk.json.
	$(BIN)/python -m stacks.flags

docs: ## Write the generated pages of docs/ again.
	$(BIN)/golive env schema > docs/environment.schema.json
	$(BIN)/python -m golive.alarms.pages
	$(BIN)/python -m tests.alarms.published_page
	$(BIN)/python -m golive.flows.pages
	$(BIN)/python -m tests.account.needs
	$(BIN)/python -m tests.about.shown
	$(BIN)/python -m golive.catalogue

picture: ## Take the board's picture for the README, after make demo.
	$(BIN)/python -m tests.report.picture out/board.html docs/board.png

clean: ## Remove what the other targets made.
	rm -rf $(VENV) node_modules build cdk.out out .cache

$(VENV)/.python: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "make: $(PYTHON) is older than 3.11; call make PYTHON=python3.11"; exit 2; }
	@echo "installing the locked Python packages"
	@$(PYTHON) -m venv --clear $(VENV)
	@awk '/^[a-z0-9]/ { keep = /^uv==/ } keep' requirements.txt > $(VENV)/uv.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes \
	  -r requirements.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.node: package.json package-lock.json $(VENV)/.python
	@echo "installing the locked node packages"
	@npm ci --silent
	@printf '#!/bin/sh\nbin=$$(cd "$$(dirname "$$0")" && pwd)\nPATH="$$bin:$$PATH" exec "$$bin/node" "$$bin/../../node_modules/aws-cdk/bin/cdk" "$$@"\n' > $(BIN)/cdk
	@chmod +x $(BIN)/cdk
	@touch $@
