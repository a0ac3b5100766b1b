# `make demo` and `make test` are all that most people need; `make help` lists the rest.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

GO ?= go
BIN := bin

# Everything that belongs to the local Pulumi lives in a home of its own: plugins unpacked there are used without a word, plugins on PATH
# with a warning at each use.
PULUMI_DIR := $(BIN)/pulumi
PLUGINS := $(PULUMI_DIR)/plugins
VERSION := $(shell sed -n 's/^var Version = "\(.*\)"$$/\1/p' provider/provider.go)
AZURE_NATIVE := 2.92.3
AZURE_NATIVE_3 := 3.23.0

PLUGIN := $(PLUGINS)/resource-aks-gitops-v$(VERSION)/pulumi-resource-aks-gitops
STANDIN := $(PLUGINS)/resource-azure-native-v$(AZURE_NATIVE)/pulumi-resource-azure-native
STANDIN_3 := $(PLUGINS)/resource-azure-native-v$(AZURE_NATIVE_3)/pulumi-resource-azure-native
LOCAL_AZURE := $(BIN)/local-azure

# Without the tag, kustomize could load Go plugins, and the plugin would be half as large again.
PLUGIN_TAGS := -tags kustomize_disable_go_plugin_support

# The Pulumi CLI on PATH is used with its own language hosts if it is new enough; else it and the hosts are built from the pinned modules:
# YAML's for the demo, and for the tests those of the languages whose runtime is on PATH.
PULUMI_MINIMUM := 3.230.0
PULUMI_ON_PATH := $(shell tools/pulumi-on-path $(PULUMI_MINIMUM) && echo yes)
TOOLCHAIN := $(if $(PULUMI_ON_PATH),,$(BIN)/cli/pulumi $(BIN)/cli/pulumi-language-yaml)

# Modules whose tests `make test` runs, and which `make lint` reads.
MODULES := . emulator emulator/standin tools/generators tests

# What has a source of its own, and is committed all the same.
GENERATED := schema.json docs README.md CONTRIBUTING.md third_party sdk

go_files = $(shell find $(1) -name '*.go' -not -name '*_test.go' -not -path '*/testdata/*' 2>/dev/null)
PLUGIN_SOURCES := go.mod go.sum schema.go schema.json $(call go_files,aksgitops provider registration repository internal/circles third_party/azure-native/kubernetesconfiguration)
EMULATOR_SOURCES := emulator/go.mod emulator/go.sum $(call go_files,emulator)
STANDIN_SOURCES := $(wildcard third_party/azure-native/*) emulator/standin/go.mod emulator/standin/go.sum $(call go_files,emulator/standin)

.PHONY: help
help: ## List the targets.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)$$/\1\t\2/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r target text; do printf '  %-13s %s\n' "$$target" "$$text"; done

.PHONY: demo
demo: build ## Turn a cluster of a local Azure into a GitOps cluster with a real `pulumi up`. KEEP=1 leaves it running.
	@KEEP="$(KEEP)" demo/run

.PHONY: demo-flux
demo-flux: build cluster $(BIN)/git-server ## The same with a real Kubernetes and a real Flux. KEEP=1 leaves it running, ARGS="--kubeconfig FILE" uses that cluster.
	@KEEP="$(KEEP)" demo/flux $(ARGS)

.PHONY: test
test: build hosts programs $(if $(shell command -v npm),browser) $(BIN)/goreleaser $(BIN)/syft $(BIN)/gotestsum ## Run every test, real Pulumi processes among them.
	@tools/test $(MODULES)

# Half a minute of waiting for one thing is where another test can run: more at once than there are processors.
.PHONY: test-flux
test-flux: build cluster servers $(BIN)/git-server $(BIN)/gotestsum ## Run the tests with a real Kubernetes and a real Flux.
	@REAL_FLUX=1 REQUIRE_CLUSTER=1 REQUIRE_ALL_SERVERS=1 TEST_PACKAGES=./flux/... TEST_FLAGS="-parallel 5" tools/test emulator tests

.PHONY: build
build: $(TOOLCHAIN) $(PLUGIN) $(STANDIN) $(STANDIN_3) $(LOCAL_AZURE) ## Build the plugin, the local Azure and what they need.

.PHONY: schema
schema: ## Generate schema.json from the component's Go types and their comments, and the reference from it.
	@mkdir -p $(BIN)
	@$(GO) run ./provider/cmd/schema >$(BIN)/schema.json
	@mv $(BIN)/schema.json schema.json
	@$(GO) run ./provider/cmd/reference >docs/reference.md

.PHONY: bindings
bindings: ## Generate the Go bindings of the Flux resources from third_party/azure-native/schema.json.
	@$(GO) run -C tools/generators ./cmd/bindings

.PHONY: sdk
sdk: ## Generate the SDKs of all languages from schema.json.
	@$(GO) run -C tools/generators ./cmd/sdk -version $(VERSION)

.PHONY: docs
docs: ## Fill the code blocks of the pages from the examples that they name.
	@$(GO) run -C tools/generators ./cmd/docs

.PHONY: lint
lint: $(BIN)/golangci-lint $(BIN)/actionlint ## Check the style of every module, of scripts and of CI files.
	@for module in $(MODULES); do echo "linting $$module"; (cd "$$module" && "$(CURDIR)/$(BIN)/golangci-lint" run --allow-parallel-runners --config "$(CURDIR)/.golangci.yml" ./...); done
	@echo "linting scripts and CI files"; tools/lint-ci

.PHONY: verify
verify: schema bindings sdk docs ## Generate everything anew and fail if that changes the tree.
	@git diff --exit-code -- $(GENERATED) || { echo "generated files differ from their source: commit what the targets schema, bindings, sdk and docs wrote" >&2; exit 1; }
	@untracked=$$(git ls-files --others --exclude-standard -- $(GENERATED)); [ -z "$$untracked" ] || { echo "generated, but not in git: $$untracked" >&2; exit 1; }

.PHONY: bench
bench: build $(BIN)/git-server ## Measure the component against the same resources written by hand. PART=name measures one part, ARGS=-help lists the rest.
	@cd tests && $(GO) run ./cmd/bench $(if $(PART),-part $(PART)) $(ARGS)

.PHONY: clean
clean: ## Remove everything that was built, and stop a demo that was kept.
	@demo/stop
	@rm -rf $(BIN) dist

$(PLUGIN): $(PLUGIN_SOURCES)
	@echo "building the plugin (a minute or two the first time)"
	@$(GO) build $(PLUGIN_TAGS) -ldflags "-s -w" -o $@ ./provider/cmd/pulumi-resource-aks-gitops

$(STANDIN): $(STANDIN_SOURCES)
	@echo "building the stand-in for azure-native, which talks to the local Azure (a minute the first time)"
	@$(GO) build -C emulator/standin -ldflags "-s -w" -o "$(CURDIR)/$@" ./cmd/pulumi-resource-azure-native

# The stand-in poses as the version that its folder names.
$(STANDIN_3): $(STANDIN)
	@mkdir -p $(@D) && ln -f $< $@

$(LOCAL_AZURE): $(EMULATOR_SOURCES)
	@echo "building the local Azure (a minute the first time)"
	@$(GO) build -C emulator -ldflags "-s -w" -o "$(CURDIR)/$@" ./cmd/local-azure

$(BIN)/git-server: emulator/go.mod $(wildcard emulator/cmd/git-server/*.go)
	@$(GO) build -C emulator -ldflags "-s -w" -o "$(CURDIR)/$@" ./cmd/git-server

$(BIN)/cli/pulumi: tools/pulumi/go.mod
	@echo "no pulumi $(PULUMI_MINIMUM) or newer on PATH: building it from its module (4 to 10 minutes, once)"
	@version=$$(cd tools/pulumi && $(GO) list -m -f '{{.Version}}' github.com/pulumi/pulumi/pkg/v3); \
	$(GO) build -C tools/pulumi -ldflags "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=$$version" -o "$(CURDIR)/$@" github.com/pulumi/pulumi/pkg/v3/cmd/pulumi

$(BIN)/cli/pulumi-language-yaml: tools/language-yaml/go.mod
	@echo "building Pulumi's YAML language host from its module (1 to 4 minutes, once)"
	@$(GO) build -C tools/language-yaml -ldflags "-s -w" -o "$(CURDIR)/$@" github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml

include tools/cluster.mk
include tools/servers.mk
include tools/screenshots.mk
include tools/packages.mk
include tools/release.mk

# Which languages there are is asked when the tests need their hosts, and not by every make.
.PHONY: hosts
hosts:
	@$(if $(PULUMI_ON_PATH),:,for language in go nodejs python java; do if tools/runtime $$language; then $(MAKE) --no-print-directory $(BIN)/cli/pulumi-language-$$language; fi; done)

$(BIN)/cli/pulumi-language-go: tools/language-go/go.mod
	@echo "building Pulumi's Go language host from its module (a minute, once)"
	@$(GO) build -C tools/language-go -ldflags "-s -w" -o "$(CURDIR)/$@" github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go

$(BIN)/cli/pulumi-language-nodejs: tools/language-nodejs-python/go.mod
	@echo "building Pulumi's Node.js language host from its module (a minute, once)"
	@$(GO) build -C tools/language-nodejs-python -ldflags "-s -w" -o "$(CURDIR)/$@" github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs

# The host starts a program through the script beside it.
$(BIN)/cli/pulumi-language-python: tools/language-nodejs-python/go.mod
	@echo "building Pulumi's Python language host from its module (a minute, once)"
	@mkdir -p $(@D)
	@sdk=$$(cd tools/language-nodejs-python && $(GO) list -m -f '{{.Dir}}' github.com/pulumi/pulumi/sdk/v3); \
	install -m 755 "$$sdk/python/cmd/pulumi-language-python-exec" $(@D)
	@$(GO) build -C tools/language-nodejs-python -ldflags "-s -w" -o "$(CURDIR)/$@" github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python

$(BIN)/cli/pulumi-language-java: tools/language-java/go.mod
	@echo "building Pulumi's Java language host from its module (1 to 2 minutes, once)"
	@$(GO) build -C tools/language-java -ldflags "-s -w" -o "$(CURDIR)/$@" github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java

$(BIN)/golangci-lint: tools/golangci-lint/go.mod
	@echo "building golangci-lint from its module (1 to 3 minutes, once)"
	@$(GO) build -C tools/golangci-lint -ldflags "-s -w" -o "$(CURDIR)/$@" github.com/golangci/golangci-lint/v2/cmd/golangci-lint

$(BIN)/actionlint: tools/actionlint/go.mod
	@$(GO) build -C tools/actionlint -ldflags "-s -w" -o "$(CURDIR)/$@" github.com/rhysd/actionlint/cmd/actionlint

$(BIN)/gotestsum: tools/gotestsum/go.mod
	@$(GO) build -C tools/gotestsum -o "$(CURDIR)/$@" gotest.tools/gotestsum
