#!/usr/bin/env bash
# What a pipeline does with Pulumi, the same on every CI. It asks nothing, and ends with Pulumi's exit code: 0 if all went well, 7 if `drift`
# found drift, 8 if it was cancelled, 9 if `lint` found something, and anything else if it failed.
set -euo pipefail

pulumi_version=${PULUMI_VERSION:-3.259.0}
aks_gitops_version=${AKS_GITOPS_VERSION:-0.1.0}

usage() {
	cat >&2 <<-'TEXT'
		usage: pulumi.sh preview   show what `up` would do
		       pulumi.sh up        bring Azure to what the program says; writes the stack's outputs to outputs.json
		       pulumi.sh drift     tell whether Azure is still what the program says; writes what it found to drift.json
		       pulumi.sh lint DIR  tell what Flux would fail at in DIR, a checkout of the manifests, deployed as the program says

		In the environment: PULUMI_STACK; PULUMI_BACKEND_URL, where the state lies; PULUMI_PROJECT, the folder of the program (the current one).
	TEXT
	exit 2
}

# install fetches the pinned CLI and the pinned plugin, unless they are there.
install() {
	export PATH="$HOME/.pulumi/bin:$PATH" PULUMI_SKIP_UPDATE_CHECK=true
	if [ "$(pulumi version 2>/dev/null)" != "v$pulumi_version" ]; then
		curl -fsSL --retry 3 https://get.pulumi.com | sh -s -- --version "$pulumi_version" >&2
	fi
	pulumi plugin install resource aks-gitops "$aks_gitops_version" --exact --server github://api.github.com/aks-gitops/pulumi-aks-gitops >&2
}

# id_token prints the token by which the CI vouches for the job. GitHub has to be asked for one; the others give it to the job.
id_token() {
	if [ -n "${ARM_OIDC_TOKEN:-}" ]; then
		printf %s "$ARM_OIDC_TOKEN"
		return
	fi
	: "${ACTIONS_ID_TOKEN_REQUEST_URL:?there is no ID token: set ARM_OIDC_TOKEN or, on GitHub, give the job the permission 'id-token: write'}"
	# The header comes over standard input: arguments can be read by every process of the machine.
	curl -fsS --retry 3 -H @- "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=api://AzureADTokenExchange" <<<"Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" |
		sed -nE 's/.*"value" *: *"([^"]+)".*/\1/p'
}

# authenticate lets the ID token stand for all credentials. azure-native reads the ARM_* variables; the storage account of the state and the
# key vault of its secrets are reached through Azure's SDK, which reads the AZURE_* ones, and the token from a file.
authenticate() {
	if [ -n "${idToken:-}" ]; then # the task AzureCLI of Azure Pipelines, with addSpnToEnvironment
		export ARM_USE_OIDC=true ARM_OIDC_TOKEN=$idToken ARM_CLIENT_ID=${servicePrincipalId:?} ARM_TENANT_ID=${tenantId:?}
		ARM_SUBSCRIPTION_ID=${ARM_SUBSCRIPTION_ID:-$(az account show --query id --output tsv)}
		export ARM_SUBSCRIPTION_ID
	fi
	[ "${ARM_USE_OIDC:-}" = true ] || return 0
	private=$(mktemp -d) # which only its owner can read
	trap 'rm -rf "$private"' EXIT
	id_token >"$private/token"
	[ -s "$private/token" ] || { echo "the CI answered without an ID token" >&2 && exit 1; }
	export AZURE_CLIENT_ID=$ARM_CLIENT_ID AZURE_TENANT_ID=$ARM_TENANT_ID AZURE_FEDERATED_TOKEN_FILE=$private/token
	export AZURE_TOKEN_CREDENTIALS=WorkloadIdentityCredential
}

# run runs Pulumi so that a cancelled pipeline does not tear an update. Pulumi is told to stop once, however often this script is: it then begins
# nothing new, and writes down how far Azure is with what was begun. Told twice, it would leave at once, without that.
run() {
	local status=0 last
	set -m # a process group of its own, which Ctrl-C does not reach
	pulumi --non-interactive --cwd "${PULUMI_PROJECT:-.}" "$@" --stack "$PULUMI_STACK" </dev/null &
	set +m
	while :; do
		signalled=
		last=0
		wait "$!" || last=$?
		[ "$last" -eq 127 ] || status=$last # 127: it had ended before the last signal came
		[ -n "$signalled" ] || break
	done
	[ "$status" -eq 0 ] || [ -z "${stopping:-}" ] || status=8
	return "$status"
}

stop() {
	signalled=yes
	[ -z "${stopping:-}" ] || return 0
	stopping=yes
	[ -n "${!:-}" ] || exit 8 # Pulumi has not been started
	echo "told to stop: waiting until Pulumi has written down what it has begun" >&2
	kill -INT "$!" 2>/dev/null || true
}

# changes lists what a preview in JSON would do, one line each.
changes() {
	sed -nE '/^ {12}"op": /{N;s/^ *"op": "([^"]*)",\n *"urn": "([^"]*)".*/\1 \2/p;}' "$1" | grep -Ev '^(same|read|refresh) ' || true
}

preview() { run preview --refresh --diff; }

# up refreshes, which lets it set right what was changed behind its back, unless an update was interrupted: a refresh would take what Azure is
# still making for done, where an update goes on with it and waits.
up() {
	local refresh=true
	if run stack export | grep '"initErrors"' >/dev/null; then refresh=false; fi
	run up --refresh="$refresh" --yes --skip-preview
	run stack output --json >outputs.json
}

# drift asks with a preview rather than with `pulumi refresh`, which would compare Azure with the state: this one tells what `up` would set right.
drift() {
	local status=0
	run preview --refresh --expect-no-changes --json >drift.json || status=$?
	case $status in
	0) echo "no drift" ;;
	7) echo "drift, which the next update sets right:" && changes drift.json ;;
	*) sed -n '/^    "diagnostics":/,$p' drift.json >&2 ;;
	esac
	return "$status"
}

# lint asks a preview for the configurations: nobody has to write them down twice.
lint() {
	local status=0
	run preview --json >lint.json || status=$?
	[ "$status" -eq 0 ] || { sed -n '/^    "diagnostics":/,$p' lint.json >&2 && return "$status"; }
	"${PULUMI_HOME:-$HOME/.pulumi}/plugins/resource-aks-gitops-v$aks_gitops_version/pulumi-resource-aks-gitops" lint --stack lint.json "$1"
}

[ $# -ge 1 ] && [ -n "${PULUMI_STACK:-}" ] && [ -n "${PULUMI_BACKEND_URL:-}" ] || usage
trap stop INT TERM
case $1 in
preview | up | drift) [ $# -eq 1 ] || usage ;;
lint) [ $# -eq 2 ] && [ -d "$2" ] || usage ;;
*) usage ;;
esac
install
authenticate
"$@"
