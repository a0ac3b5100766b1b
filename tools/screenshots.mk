# The README's pictures of the page that the local Azure serves.

.PHONY: screenshots
screenshots: browser ## Take the README's pictures of the local Azure's page, in light and in dark. Needs Chromium and Node.js.
	@mkdir -p $(BIN)
	@$(GO) build -C emulator -o "$(CURDIR)/$(BIN)/page-example" ./cmd/page-example
	@tests/browser/screenshots $(BIN)/page-example $(BIN)/browser docs
	@$(GO) run -C tests ./browser/shrink "$(CURDIR)/docs/page-light.png" "$(CURDIR)/docs/page-dark.png"
	@ls -l docs/page-*.png
