# The SDKs as they would be published, and what runs the examples with them. A language whose runtime is not on PATH is named and left out,
# but not in CI.

PACKAGES := $(BIN)/packages
PACKED_GO := $(PACKAGES)/goproxy/versions
PACKED_NODEJS := $(PACKAGES)/npm/pulumi-aks-gitops-$(VERSION).tgz
PACKED_PYTHON := $(PACKAGES)/python/pulumi_aks_gitops-$(VERSION)-py3-none-any.whl
PACKED_JAVA := $(PACKAGES)/maven/io/github/aks-gitops/aks-gitops/$(VERSION)/aks-gitops-$(VERSION).jar
PACKED_DOTNET := $(PACKAGES)/dotnet/checked
PROGRAMS := $(BIN)/programs

files = $(shell find $(1) -type f)

.PHONY: packages packages-go packages-nodejs packages-python packages-java packages-dotnet
packages: packages-go packages-nodejs packages-python packages-java packages-dotnet ## Pack the SDK of every language as it would be published.
packages-go: $(PACKED_GO)
packages-nodejs: $(PACKED_NODEJS)
packages-python: $(PACKED_PYTHON)
packages-java: $(PACKED_JAVA)
packages-dotnet: $(PACKED_DOTNET)

# Go and Java have caches for what programs need.
.PHONY: programs
programs: packages $(PROGRAMS)/nodejs/installed $(PROGRAMS)/python/installed

$(PACKED_GO): tools/pack $(PLUGIN_SOURCES) $(call files,sdk/go tools/generators/gopack tools/generators/cmd/gopack)
	@tools/pack go $(VERSION)

$(PACKED_NODEJS): tools/pack $(call files,sdk/nodejs tools/npm)
	@tools/pack nodejs $(VERSION)

$(PACKED_PYTHON): tools/pack tools/python/packing.txt $(call files,sdk/python)
	@tools/pack python $(VERSION)

$(PACKED_JAVA): tools/pack $(call files,sdk/java)
	@tools/pack java $(VERSION)

$(PACKED_DOTNET): tools/pack tools/csharp-syntax tools/python/packing.txt $(call files,sdk/dotnet examples/dotnet)
	@tools/pack dotnet $(VERSION)

$(PROGRAMS)/nodejs/installed: tools/install-programs $(PACKED_NODEJS)
	@tools/install-programs nodejs $(PACKED_NODEJS) $@

$(PROGRAMS)/python/installed: tools/install-programs tools/python/pulumi.txt examples/python/requirements.txt $(PACKED_PYTHON)
	@tools/install-programs python $(PACKED_PYTHON) $@
