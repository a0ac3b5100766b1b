package servers

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// chartAPI is the form of charts that Helm 3 reads.
const chartAPI = "v2"

// Chart is a Helm chart.
type Chart struct {
	Name, Version string
	// Files are values.yaml and the templates: all but Chart.yaml.
	Files Files
}

// WebChart is a chart like podinfo's in small: a Deployment whose value `replicas` is 1 unless it is set, its Service, and a ConfigMap with the
// value `message`.
func WebChart(version string) Chart {
	return Chart{Name: "web", Version: version, Files: Files{
		"values.yaml":               "replicas: 1\nmessage: hello\n",
		"templates/deployment.yaml": webDeployment,
		"templates/service.yaml":    webService,
		"templates/configmap.yaml":  webConfigMap,
	}}
}

const webDeployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  labels: {app: {{ .Release.Name | quote }}}
spec:
  replicas: {{ .Values.replicas }}
  selector:
    matchLabels: {app: {{ .Release.Name | quote }}}
  template:
    metadata:
      labels: {app: {{ .Release.Name | quote }}}
    spec:
      containers:
        - name: web
          image: example.com/web:{{ .Chart.Version }}
          ports: [{name: http, containerPort: 8080}]
`

const webService = `apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
spec:
  selector: {app: {{ .Release.Name | quote }}}
  ports: [{name: http, port: 80, targetPort: http}]
`

const webConfigMap = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
data:
  message: {{ .Values.message | quote }}
`

// pack is the chart as `helm package` packs it: everything in a folder of the chart's name.
func (c Chart) pack(t *testing.T) []byte {
	t.Helper()
	about, err := yaml.Marshal(map[string]string{"apiVersion": chartAPI, "name": c.Name, "version": c.Version})
	require.NoError(t, err)
	files := maps.Clone(c.Files)
	files["Chart.yaml"] = string(about)
	return files.archive(t, c.Name)
}
