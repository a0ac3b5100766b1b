package aksgitops

import (
	"regexp"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

var (
	cpuQuantities    = regexp.MustCompile(`^(\d+m|\d+(\.\d{1,3})?)$`)
	memoryQuantities = regexp.MustCompile(`^\d+(\.\d+)?([kMGT]|[KMGT]i)?$`)
	keyAlgorithms    = regexp.MustCompile(`^[a-z0-9][a-z0-9@.-]*$`)
)

func (c *checker) extensionIdentity(path Path, ext *FluxExtension) {
	if identity := ext.WorkloadIdentity; identity != nil {
		at := path.Field("workloadIdentity")
		c.guid(at.Field("clientId"), identity.ClientId)
		c.guid(at.Field("tenantId"), identity.TenantId)
	}
	for i, algorithm := range ext.SshHostKeyAlgorithms {
		if !keyAlgorithms.MatchString(algorithm) {
			at := path.Field("sshHostKeyAlgorithms").Index(i)
			c.report(at, "%s is not a host key algorithm; write for example rsa-sha2-512", c.quote(at, algorithm))
		}
	}
}

func (c *checker) tuning(path Path, tuning *ExtensionTuning) {
	for _, controller := range []struct {
		property string
		tuning   *ControllerTuning
	}{
		{"source", tuning.Source},
		{"notification", tuning.Notification},
		{"imageAutomation", tuning.ImageAutomation},
		{"imageReflector", tuning.ImageReflector},
	} {
		if controller.tuning != nil {
			c.controllerTuning(path.Field(controller.property), *controller.tuning)
		}
	}
	if kustomize := tuning.Kustomize; kustomize != nil {
		at := path.Field("kustomize")
		c.controllerTuning(at, ControllerTuning{kustomize.LogLevel, kustomize.Limits, kustomize.Requests})
		c.atLeast(at.Field("concurrent"), 1, kustomize.Concurrent)
		c.goDuration(at.Field("requeueDependency"), kustomize.RequeueDependency)
	}
	if helm := tuning.Helm; helm != nil {
		c.helmTuning(path.Field("helm"), helm)
	}
	c.agentTuning(path.Field("fluxconfigAgent"), tuning.FluxconfigAgent)
	c.agentTuning(path.Field("fluxconfigController"), tuning.FluxconfigController)
}

func (c *checker) controllerTuning(path Path, tuning ControllerTuning) {
	oneOf(c, path.Field("logLevel"), tuning.LogLevel, LogLevelDebug, LogLevelInfo, LogLevelError)
	c.computeResources(path.Field("limits"), tuning.Limits)
	c.computeResources(path.Field("requests"), tuning.Requests)
}

func (c *checker) computeResources(path Path, resources *ComputeResources) {
	if resources == nil {
		return
	}
	c.matches(path.Field("cpu"), resources.Cpu, cpuQuantities, "is not an amount of processor time; write for example 2 or 500m")
	c.matches(path.Field("memory"), resources.Memory, memoryQuantities, "is not an amount of memory; write for example 2Gi or 512Mi")
}

func (c *checker) helmTuning(path Path, helm *HelmTuning) {
	c.controllerTuning(path, ControllerTuning{helm.LogLevel, helm.Limits, helm.Requests})
	if watch := helm.OutOfMemoryWatch; watch != nil {
		at, share := path.Field("outOfMemoryWatch"), path.Field("outOfMemoryWatch").Field("memoryThreshold")
		if percent, known := staticInt(watch.MemoryThreshold); known && (percent < 1 || percent > 100) {
			c.report(share, "%s is not a share in percent; write 1 to 100", c.number(share, percent))
		}
		c.goDuration(at.Field("interval"), watch.Interval)
	}
}

func (c *checker) agentTuning(path Path, agent *AgentTuning) {
	if agent != nil {
		oneOf(c, path.Field("logLevel"), agent.LogLevel, AgentLogLevelInfo, AgentLogLevelError)
	}
}

// matches checks a text against a pattern.
func (c *checker) matches(path Path, in pulumi.StringPtrInput, pattern *regexp.Regexp, problem string) {
	if text, known := staticString(in); known && !pattern.MatchString(text) {
		c.report(path, "%s %s", c.quote(path, text), problem)
	}
}

// goDuration checks a duration as Go writes it.
func (c *checker) goDuration(path Path, in pulumi.StringPtrInput) {
	if text, known := staticString(in); known {
		if length, err := time.ParseDuration(text); err != nil || length <= 0 {
			c.report(path, "%s is not a duration; write for example 500ms, 30s or 5m", c.quote(path, text))
		}
	}
}
