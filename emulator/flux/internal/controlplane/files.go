package controlplane

import (
	"crypto/rand"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/certs"
)

// The users that the API server knows by a token.
const (
	admin             = "admin"
	controllerManager = "system:kube-controller-manager"
	scheduler         = "system:kube-scheduler"
	kubelets          = "kwok"
)

// masters may do everything: the administrator, and those who act for others.
const masters = "system:masters"

var groups = map[string]string{admin: masters, controllerManager: masters, scheduler: "", kubelets: masters}

// users in the order of their file.
var users = []string{admin, controllerManager, scheduler, kubelets}

// files are a cluster's folder: keys that are drawn once and kept, and what is
// written anew at each start. All of them are their owner's alone.
type files struct {
	dir, kubeconfig string
	authority       []byte
	token           string
	tokens          map[string]string
}

func (f files) path(name string) string { return filepath.Join(f.dir, name) }

// The names of the files.
const (
	authorityFile   = "ca.pem" // with its key
	certificateFile = "ca.crt" // without
	serverCert      = "server.crt"
	serverKey       = "server.key"
	accountKey      = "service-accounts.key"
	tokensFile      = "tokens.csv"
	homeDir         = "home" // of the programs
	logsDir         = "logs"
	etcdDir         = "etcd"
)

// prepare makes the folder, with what it does not have yet.
func prepare(dir string) (files, error) {
	f := files{dir: dir, kubeconfig: filepath.Join(dir, "kubeconfig")}
	for _, folder := range []string{dir, f.path(homeDir), f.path(logsDir), f.path(etcdDir)} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return f, err
		}
		if err := os.Chmod(folder, 0o700); err != nil { //nolint:gosec // a folder is entered
			return f, err
		}
	}
	if err := f.certificates(); err != nil {
		return f, err
	}
	if _, err := f.kept(accountKey, newAccountKey); err != nil {
		return f, err
	}
	text, err := f.kept(tokensFile, drawTokens)
	if err != nil {
		return f, err
	}
	if f.tokens, err = readTokens(text); err != nil {
		return f, fmt.Errorf("%s: %w", f.path(tokensFile), err)
	}
	f.token = f.tokens[admin]
	return f, nil
}

// kept reads a file, or makes and writes it if there is none.
func (f files) kept(name string, produce func() ([]byte, error)) ([]byte, error) {
	text, err := os.ReadFile(f.path(name))
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return text, err
	}
	if text, err = produce(); err != nil {
		return nil, err
	}
	return text, os.WriteFile(f.path(name), text, 0o600)
}

// certificates keeps the authority, and has it issue a new certificate to the server.
func (f *files) certificates() error {
	text, err := f.kept(authorityFile, newAuthority)
	if err != nil {
		return err
	}
	authority, err := certs.ParseAuthority(text)
	if err != nil {
		return fmt.Errorf("%s: %w", f.path(authorityFile), err)
	}
	f.authority = authority.CertificatePEM()
	certificate, key, err := serverPair(authority)
	if err != nil {
		return err
	}
	for name, text := range map[string][]byte{certificateFile: f.authority, serverCert: certificate, serverKey: key} {
		if err := os.WriteFile(f.path(name), text, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// drawTokens draws a token for each user, in the API server's format: token, user,
// ID, groups.
func drawTokens() ([]byte, error) {
	var text strings.Builder
	table := csv.NewWriter(&text)
	for _, user := range users {
		token := make([]byte, 32)
		if _, err := rand.Read(token); err != nil {
			return nil, fmt.Errorf("draw a token: %w", err)
		}
		if err := table.Write([]string{hex.EncodeToString(token), user, user, groups[user]}); err != nil {
			return nil, err
		}
	}
	table.Flush()
	return []byte(text.String()), table.Error()
}

func readTokens(text []byte) (map[string]string, error) {
	rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		return nil, errors.New("is not a table of tokens")
	}
	tokens := map[string]string{}
	for _, row := range rows {
		if len(row) > 1 {
			tokens[row[1]] = row[0]
		}
	}
	for _, user := range users {
		if tokens[user] == "" {
			return nil, fmt.Errorf("has no token of %s", user)
		}
	}
	return tokens, nil
}

// writeKubeconfigs writes the administrator's and each program's, for the port of
// this start.
func (f files) writeKubeconfigs(name string, port int) error {
	for user, path := range map[string]string{
		admin:             f.kubeconfig,
		controllerManager: f.path(controllerManagerName + ".kubeconfig"),
		scheduler:         f.path(schedulerName + ".kubeconfig"),
		kubelets:          f.path(kwokName + ".kubeconfig"),
	} {
		config := api.NewConfig()
		config.Clusters[name] = &api.Cluster{Server: serverURL(port), CertificateAuthorityData: f.authority}
		config.AuthInfos[user] = &api.AuthInfo{Token: f.tokens[user]}
		config.Contexts[name] = &api.Context{Cluster: name, AuthInfo: user}
		config.CurrentContext = name
		if err := clientcmd.WriteToFile(*config, path); err != nil {
			return fmt.Errorf("write the kubeconfig of %s: %w", user, err)
		}
	}
	return nil
}

func serverURL(port int) string { return fmt.Sprintf("https://127.0.0.1:%d", port) }
