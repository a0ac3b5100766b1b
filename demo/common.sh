# What both demos have in common; they source it after setting `dir`.
# shellcheck shell=bash disable=SC2154 # root is set where this is sourced
program=$dir/program
if [ -t 1 ]; then bold=$'\e[1m' dim=$'\e[2m' plain=$'\e[0m' colour=always; else bold='' dim='' plain='' colour=never; fi
step() { printf '\n%s▸ %s%s\n' "$bold" "$1" "$plain"; }
note() { printf '%s  %s%s\n' "$dim" "$1" "$plain"; }

# prepare makes a new folder with the example's program in it.
prepare() {
	"$root/demo/stop" "$dir"
	rm -rf "$dir"
	mkdir -p "$dir/state"
	cp -r "$root/examples/yaml" "$program"
	[ "${KEEP:-}" = 1 ] || trap '"$root/demo/stop" "$dir"' EXIT
}

# background NAME FILE COMMAND... starts a server, and waits until it has written the file that says where it is.
background() {
	local name=$1 file=$2
	shift 2
	"$@" >"$dir/$name.log" 2>&1 &
	echo $! >"$dir/$name.pid"
	for _ in $(seq 100); do
		[ -s "$file" ] && return
		kill -0 "$(cat "$dir/$name.pid")" 2>/dev/null || break
		sleep 0.1
	done
	echo "$name did not start; it said:" >&2
	cat "$dir/$name.log" >&2
	return 1
}

# start_azure FLAGS... starts a local Azure, and points this shell at it.
start_azure() {
	background local-azure "$dir/azure.env" "$root/bin/local-azure" serve --resource-group gitops-demo \
		--request-log "$dir/requests.jsonl" --env-file "$dir/azure.env" "$@"
	write_env >"$dir/env"
	# shellcheck disable=SC1091 # written a line above
	. "$dir/env"
}

# write_env writes what a shell needs to go on where the demo stops.
write_env() {
	cat "$dir/azure.env"
	# shellcheck disable=SC2016 # the PATH of who reads it
	printf 'export PATH=%q:$PATH\n' "$root/bin:$root/bin/cli"
	printf 'export PULUMI_HOME=%q PULUMI_BACKEND_URL=%q PULUMI_CONFIG_PASSPHRASE=demo\n' "$root/bin/pulumi" "file://$dir/state"
	echo 'export PULUMI_SKIP_UPDATE_CHECK=true PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION=true'
}

pulumi() { command pulumi --cwd "$program" --color "$colour" --non-interactive "$@"; }

# configure URL makes the stack, with what the post has; the example's own defaults point to a repository for a real cluster.
configure() {
	pulumi stack init demo >/dev/null
	pulumi config set-all \
		--plaintext resourceGroupName=gitops-demo \
		--plaintext configurationNamespace=flux-system \
		--plaintext "repositoryUrl=$1" \
		--plaintext branch=gitops-aks \
		--plaintext path=clusters/staging
}

# how_to_go_on says how to, with more lines from standard input.
how_to_go_on() {
	step "Everything is left running"
	cat <<-TEXT
		  Go on in a shell that knows the way to the local Azure:
		    . ${dir#"$PWD"/}/env
		    cd ${program#"$PWD"/}
		    pulumi stack output            what the component tells
		    local-azure tree               what Azure holds
		    less ${dir#"$PWD"/}/requests.jsonl     each request that was made
		    pulumi destroy
	TEXT
	sed 's/^/  /'
}
