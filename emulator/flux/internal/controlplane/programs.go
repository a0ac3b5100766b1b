package controlplane

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/process"
)

// The names of the programs, as messages and files have them.
const (
	etcdName              = "etcd"
	serverName            = "kube-apiserver"
	controllerManagerName = "kube-controller-manager"
	schedulerName         = "kube-scheduler"
	kwokName              = "kwok"
)

// What has to be in the folder of programs.
const (
	kubernetesProgram = "kubernetes"
	kwokProgram       = "kwok"
	stagesFile        = "kwok-stages.yaml"
)

// etcd listens on sockets in the cluster's folder, which nobody else may enter: it
// asks nobody who he is. Their names are relative, for a socket's path may be no
// longer than about 100 characters.
const (
	etcdSocket = "etcd:1"
	peerSocket = "peer:1"
)

// AKS' own default of services, and of pods with its overlay.
const (
	serviceCIDR = "10.0.0.0/16"
	podCIDR     = "10.244.0.1/16"
)

// issuer of the tokens of service accounts: it must not change with the port.
const issuer = "https://kubernetes.default.svc.cluster.local"

// Missing says what a folder of programs lacks, or nil.
func Missing(programs string) error {
	for _, name := range []string{kubernetesProgram, kwokProgram, stagesFile} {
		if _, err := os.Stat(filepath.Join(programs, name)); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is not in %s: make cluster builds what a real cluster needs", name, programs)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// spec is what all programs have in common. Its limits of memory are soft: the
// collector works harder above them.
func (f files) spec(programs, program, name string, limit string, args []string) process.Spec {
	return process.Spec{
		Name: name,
		Path: filepath.Join(programs, program),
		Args: args,
		Env:  []string{"HOME=" + f.path(homeDir), "TMPDIR=" + f.path(homeDir), "GOMEMLIMIT=" + limit},
		Dir:  f.dir,
		Log:  f.path(filepath.Join(logsDir, name+".log")),
		PID:  f.path(name + ".pid"),
	}
}

func (f files) etcd(programs string) process.Spec {
	client, peer := "unix://"+etcdSocket, "unix://"+peerSocket
	spec := f.spec(programs, kubernetesProgram, etcdName, "100MiB", []string{
		"etcd", "--name=etcd", "--data-dir=" + etcdDir, "--log-level=warn",
		// The page cache outlives a killed program; only a machine that loses power loses writes.
		"--unsafe-no-fsync",
		"--listen-client-urls=" + client, "--advertise-client-urls=" + client,
		"--listen-peer-urls=" + peer, "--initial-advertise-peer-urls=" + peer, "--initial-cluster=etcd=" + peer,
	})
	spec.Grace = 2 * time.Second
	return spec
}

func (f files) server(programs string, port int) process.Spec {
	spec := f.spec(programs, kubernetesProgram, serverName, "300MiB", []string{
		serverName,
		"--etcd-servers=unix://" + etcdSocket,
		"--bind-address=127.0.0.1", "--advertise-address=127.0.0.1", "--secure-port=" + strconv.Itoa(port),
		// An endpoint on loopback is refused for the service kubernetes, which no pod here can use.
		"--endpoint-reconciler-type=none",
		"--cert-dir=.", "--tls-cert-file=" + serverCert, "--tls-private-key-file=" + serverKey,
		"--token-auth-file=" + tokensFile, "--authorization-mode=Node,RBAC",
		"--service-account-issuer=" + issuer, "--service-account-key-file=" + accountKey, "--service-account-signing-key-file=" + accountKey,
		"--service-cluster-ip-range=" + serviceCIDR, "--allow-privileged=true", "--profiling=false",
	})
	spec.StartLimit = 2 * time.Minute
	// With watches open it takes a minute to end when asked to, and it has nothing to lose.
	spec.Grace = time.Millisecond
	return spec
}

// clients are the programs that need the API server. They listen nowhere, and so
// have nothing to be asked whether they are ready.
func (f files) clients(programs string) []process.Spec {
	manager := f.client(programs, controllerManagerName, "130MiB", []string{
		"--service-account-private-key-file=" + accountKey, "--root-ca-file=" + certificateFile,
		"--controllers=*,-nodeipam,-cloud-node-lifecycle,-node-route-controller,-service-lb-controller",
		"--kube-api-qps=200", "--kube-api-burst=400",
		// KWOK says that a node is well every 20 to 45 seconds.
		"--node-monitor-grace-period=2m",
	})
	scheduling := f.client(programs, schedulerName, "100MiB", []string{"--kube-api-qps=200", "--kube-api-burst=400"})
	nodes := f.spec(programs, kwokProgram, kwokName, "80MiB", []string{
		"--config=" + filepath.Join(programs, stagesFile), "--kubeconfig=" + f.path(kwokName+".kubeconfig"),
		"--manage-all-nodes=true", "--cidr=" + podCIDR, "--node-ip=127.0.0.1",
		"--server-address=", "--node-port=0",
		// A lease would keep KWOK from its nodes for 40 seconds after a restart.
		"--node-lease-duration-seconds=0",
	})
	nodes.Grace = time.Second
	return []process.Spec{manager, scheduling, nodes}
}

// client is one of Kubernetes' own.
func (f files) client(programs, name, limit string, args []string) process.Spec {
	kubeconfig := f.path(name + ".kubeconfig")
	spec := f.spec(programs, kubernetesProgram, name, limit, append([]string{
		name,
		"--kubeconfig=" + kubeconfig, "--authentication-kubeconfig=" + kubeconfig, "--authorization-kubeconfig=" + kubeconfig,
		"--bind-address=127.0.0.1", "--secure-port=0", "--leader-elect=false", "--profiling=false",
	}, args...))
	spec.Grace = time.Second
	return spec
}
