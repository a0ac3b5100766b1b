package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

func (s settings) tuning(path Path, tuning *ExtensionTuning) {
	for _, controller := range []struct {
		key, property string
		tuning        *ControllerTuning
	}{
		{"source-controller", "source", tuning.Source},
		{"notification-controller", "notification", tuning.Notification},
		{"image-automation-controller", "imageAutomation", tuning.ImageAutomation},
		{"image-reflector-controller", "imageReflector", tuning.ImageReflector},
	} {
		if controller.tuning != nil {
			s.controller(controller.key, path.Field(controller.property), *controller.tuning)
		}
	}
	if tuning.Kustomize != nil {
		s.kustomize(path.Field("kustomize"), tuning.Kustomize)
	}
	if tuning.Helm != nil {
		s.helm(path.Field("helm"), tuning.Helm)
	}
	if agent := tuning.FluxconfigAgent; agent != nil {
		s.set("fluxconfig-agent.log-level", path.Field("fluxconfigAgent").Field("logLevel"), enum(agent.LogLevel))
	}
	if agent := tuning.FluxconfigController; agent != nil {
		s.set("fluxconfig-controller.log-level", path.Field("fluxconfigController").Field("logLevel"), enum(agent.LogLevel))
	}
}

func (s settings) controller(key string, path Path, tuning ControllerTuning) {
	s.set(key+".log-level", path.Field("logLevel"), enum(tuning.LogLevel))
	if limits := tuning.Limits; limits != nil {
		s.set(key+".resources.limits.cpu", path.Field("limits").Field("cpu"), limits.Cpu)
		s.set(key+".resources.limits.memory", path.Field("limits").Field("memory"), limits.Memory)
	}
	if requests := tuning.Requests; requests != nil {
		s.set(key+".resources.requests.cpu", path.Field("requests").Field("cpu"), requests.Cpu)
		s.set(key+".resources.requests.memory", path.Field("requests").Field("memory"), requests.Memory)
	}
}

func (s settings) kustomize(path Path, tuning *KustomizeTuning) {
	const key = "kustomize-controller"
	s.controller(key, path, ControllerTuning{tuning.LogLevel, tuning.Limits, tuning.Requests})
	s.set(key+".concurrent", path.Field("concurrent"), tuning.Concurrent)
	s.set(key+".requeue-dependency", path.Field("requeueDependency"), tuning.RequeueDependency)
	s.set(key+".strict-substitution-mode", path.Field("strictSubstitution"), tuning.StrictSubstitution)
	s.set(key+".enable-in-memory-build", path.Field("inMemoryBuild"), tuning.InMemoryBuild)
}

func (s settings) helm(path Path, tuning *HelmTuning) {
	const key = "helm-controller"
	s.controller(key, path, ControllerTuning{tuning.LogLevel, tuning.Limits, tuning.Requests})
	s.set(key+".detectDrift", path.Field("detectDrift"), tuning.DetectDrift)
	if watch := tuning.OutOfMemoryWatch; watch != nil {
		at := path.Field("outOfMemoryWatch")
		s.set(key+".outOfMemoryWatch.enabled", at.Field("enabled"), pulumi.Bool(watch.Enabled == nil || *watch.Enabled))
		s.set(key+".outOfMemoryWatch.memoryThreshold", at.Field("memoryThreshold"), watch.MemoryThreshold)
		s.set(key+".outOfMemoryWatch.interval", at.Field("interval"), watch.Interval)
	}
}
