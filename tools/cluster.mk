# What a real cluster of the local Azure consists of: Kubernetes' control plane in one program, KWOK in the part of the nodes, and Flux's
# controllers, each built unchanged from its pinned module.

CLUSTER := $(BIN)/cluster
CLUSTER_PROGRAMS := $(addprefix $(CLUSTER)/,kubernetes kwok source-controller kustomize-controller helm-controller)
KUBERNETES := 1.36.3
KUBERNETES_VERSION := k8s.io/component-base/version
KUBERNETES_STAMP := -X $(KUBERNETES_VERSION).gitVersion=v$(KUBERNETES) -X $(KUBERNETES_VERSION).gitMajor=1 -X $(KUBERNETES_VERSION).gitMinor=36 -X k8s.io/client-go/pkg/version.gitVersion=v$(KUBERNETES)

module = $$(cd tools/$(1) && $(GO) mod download $(2) && $(GO) list -m -f '{{.Dir}}' $(2))

.PHONY: cluster
cluster: $(if $(wildcard $(CLUSTER)/kubernetes),,cluster-cold) $(CLUSTER_PROGRAMS) $(CLUSTER)/crds.yaml $(CLUSTER)/kwok-stages.yaml ## Build what a real cluster of the local Azure runs: Kubernetes, KWOK, Flux.

.PHONY: cluster-cold
cluster-cold:
	@echo "building what a real cluster runs: Kubernetes, KWOK and Flux's controllers (20 to 30 minutes on two processors, once)"

$(CLUSTER)/kubernetes: tools/kubernetes/go.mod tools/kubernetes/main.go
	@echo "building Kubernetes' control plane $(KUBERNETES) from its modules (5 to 15 minutes, once)"
	@$(GO) build -C tools/kubernetes -ldflags "-s -w $(KUBERNETES_STAMP)" -o "$(CURDIR)/$@" .

$(CLUSTER)/kwok: tools/kwok/go.mod
	@echo "building KWOK, which plays the nodes, from its module (1 to 3 minutes, once)"
	@$(GO) build -C tools/kwok -ldflags "-s -w" -o "$(CURDIR)/$@" sigs.k8s.io/kwok/cmd/kwok

$(CLUSTER)/%-controller: tools/%-controller/go.mod
	@echo "building Flux's $*-controller from its module (2 to 5 minutes, once)"
	@$(GO) build -C tools/$*-controller -ldflags "-s -w" -o "$(CURDIR)/$@" github.com/fluxcd/$*-controller

$(CLUSTER)/crds.yaml: tools/flux-crds/go.mod $(call go_files,tools/generators/crds tools/generators/cmd/crds) tools/kustomize-controller/go.mod tools/helm-controller/go.mod tools/source-controller/go.mod
	@mkdir -p $(@D)
	@$(GO) run -C tools/generators ./cmd/crds -newest $(call module,flux-crds,github.com/fluxcd/source-controller) \
		-newest $(call module,kustomize-controller,github.com/fluxcd/kustomize-controller) \
		-newest $(call module,helm-controller,github.com/fluxcd/helm-controller) \
		-older $(call module,source-controller,github.com/fluxcd/source-controller) >$@

# How KWOK's nodes and pods live: at once, and healthy.
$(CLUSTER)/kwok-stages.yaml: tools/kwok/go.mod
	@mkdir -p $(@D)
	@stages=$(call module,kwok,sigs.k8s.io/kwok)/kustomize/stage; \
	for file in $$stages/node/fast/node-initialize.yaml $$stages/node/heartbeat/node-heartbeat.yaml $$stages/pod/fast/*.yaml; do \
		case $$file in */kustomization.yaml) continue ;; esac; echo '---'; cat "$$file"; echo; done >$@
