# The servers that tests of Flux fetch from, and what drives the browser in tests of pages.

SERVERS := $(BIN)/servers
# An OpenSSH server of the machine is used as it is.
SSHD_ON_MACHINE := $(wildcard /usr/sbin/sshd)$(shell command -v sshd)

.PHONY: servers
servers: $(SERVERS)/registry $(SERVERS)/minio $(SERVERS)/azurite/installed $(if $(SSHD_ON_MACHINE),,$(SERVERS)/openssh/usr/sbin/sshd) ## Build the servers that tests of Flux fetch from.

.PHONY: browser
browser: $(BIN)/browser/installed ## Install what drives the browser in tests of pages.

$(SERVERS)/registry: tools/distribution/go.mod tools/distribution/go.sum
	@echo "building the OCI registry from its module (2 to 4 minutes, once)"
	@$(GO) build -C tools/distribution -ldflags "-s -w" -o "$(CURDIR)/$@" github.com/distribution/distribution/v3/cmd/registry

$(SERVERS)/minio: tools/minio/go.mod tools/minio/go.sum
	@echo "building MinIO, which serves S3 buckets, from its module (4 to 11 minutes, once)"
	@$(GO) build -C tools/minio -ldflags "-s -w" -o "$(CURDIR)/$@" github.com/minio/minio

$(SERVERS)/azurite/installed: tools/azurite/package.json tools/azurite/package-lock.json
	@echo "installing Azurite, which serves Azure's blobs (1 to 2 minutes, once)"
	@$(call npm_ci,tools/azurite)

# Without root, and without installing it: what it is unpacked to runs from there.
$(SERVERS)/openssh/usr/sbin/sshd: tools/openssh
	@echo "unpacking Debian's OpenSSH server (half a minute, once)"
	@tools/openssh $(SERVERS)/openssh
	@touch $@

# The browser is the machine's: none is downloaded.
$(BIN)/browser/installed: tools/browser/package.json tools/browser/package-lock.json
	@echo "installing what drives the machine's browser (seconds, once)"
	@$(call npm_ci,tools/browser)

# npm_ci installs what a folder's lock names into the target's folder. Programs of packages that would run while they are installed do not.
npm_ci = mkdir -p $(@D) && cp $(1)/package.json $(1)/package-lock.json $(@D) && npm ci --prefix $(@D) --ignore-scripts --no-fund --no-audit --loglevel=error && touch $@
