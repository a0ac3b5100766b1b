# What is released, and the programs that only a release and its tests need.

# Tests to which the CLI does not matter, and those of what only a newer one does: the advice how to adopt what exists, and keeping its
# highest verbosity from the plugin's log.
NOT_OF_THE_CLI := ^Test(Advice|Bicep|Corpus|ExtensionOfSomebodyElse|Languages|Pipelines?|Plugin|Release|SecretsInLogs)

.PHONY: release release-check baseline test-minimum
release: $(BIN)/goreleaser $(BIN)/syft ## Build into dist/ what a release of VERSION publishes; a rehearsal if VERSION is not the sources'.
	@tools/release $(VERSION)

release-check: ## Fail, with all reasons, unless these sources may be released as VERSION.
	@$(GO) run ./releases/cmd/release check $(VERSION)

baseline: ## Keep in releases/ what these sources promise as of their version.
	@$(GO) run ./releases/cmd/release baseline

test-minimum: build $(BIN)/minimum/pulumi ## Run the tests of the component with the oldest Pulumi CLI that is promised to do.
	@cd tests && TEST_CLI="$(CURDIR)/$(BIN)/minimum" $(GO) test -timeout 40m -count 1 -skip '$(NOT_OF_THE_CLI)' .

$(BIN)/goreleaser: tools/goreleaser/go.mod
	@echo "building goreleaser from its module (3 to 10 minutes, once)"
	@$(GO) build -C tools/goreleaser -ldflags "-s -w" -o "$(CURDIR)/$@" github.com/goreleaser/goreleaser/v2

$(BIN)/syft: tools/syft/go.mod
	@echo "building syft from its module (3 to 10 minutes, once)"
	@version=$$(cd tools/syft && $(GO) list -m -f '{{.Version}}' github.com/anchore/syft); \
	$(GO) build -C tools/syft -ldflags "-s -w -X main.version=$${version#v}" -o "$(CURDIR)/$@" github.com/anchore/syft/cmd/syft

$(BIN)/minimum/pulumi: tools/pulumi-minimum/go.mod
	@echo "building pulumi $(PULUMI_MINIMUM) from its module (4 to 10 minutes, once)"
	@version=$$(cd tools/pulumi-minimum && $(GO) list -m -f '{{.Version}}' github.com/pulumi/pulumi/pkg/v3); \
	[ "$$version" = "v$(PULUMI_MINIMUM)" ] || { echo "tools/pulumi-minimum has pulumi $$version, and the promise is $(PULUMI_MINIMUM)" >&2; exit 1; }; \
	$(GO) build -C tools/pulumi-minimum -ldflags "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=$$version" -o "$(CURDIR)/$@" github.com/pulumi/pulumi/pkg/v3/cmd/pulumi
