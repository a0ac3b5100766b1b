package aksgitops

import (
	"maps"
	"regexp"
	"slices"
)

var extensionVersions = regexp.MustCompile(`^\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$`)

func (c *checker) extension(path Path, ext *FluxExtension) {
	c.name(path.Field("name"), extensionNames, ext.Name)
	if ext.Install != nil && !*ext.Install {
		c.notInstalled(path, ext)
		return
	}
	c.notEmpty(path.Field("releaseTrain"), ext.ReleaseTrain)
	c.extensionVersion(path, ext)
	c.extensionIdentity(path, ext)
	if ext.Tuning != nil {
		c.tuning(path.Field("tuning"), ext.Tuning)
	}
	c.settings(path, ext)
}

// notInstalled reports what would be ignored because the extension belongs to somebody else.
func (c *checker) notInstalled(path Path, ext *FluxExtension) {
	for _, name := range chosen([]choice{
		{"releaseTrain", given(ext.ReleaseTrain)},
		{"version", given(ext.Version)},
		{"autoUpgradeMinorVersion", given(ext.AutoUpgradeMinorVersion)},
		{"controllers", ext.Controllers != nil},
		{"multiTenancy", given(ext.MultiTenancy)},
		{"useKubeletIdentity", given(ext.UseKubeletIdentity)},
		{"workloadIdentity", ext.WorkloadIdentity != nil},
		{"sshHostKeyAlgorithms", len(ext.SshHostKeyAlgorithms) > 0},
		{"setKubeServiceHostFqdn", given(ext.SetKubeServiceHostFqdn)},
		{"tuning", ext.Tuning != nil},
		{"settings", given(ext.Settings)},
		{"protectedSettings", given(ext.ProtectedSettings)},
	}...) {
		c.report(path.Field(name), "has no effect with install: false; change it where the extension was installed, or leave it out")
	}
}

func (c *checker) extensionVersion(path Path, ext *FluxExtension) {
	if !given(ext.Version) {
		return
	}
	at := path.Field("version")
	if version, known := staticString(ext.Version); known && !extensionVersions.MatchString(version) {
		c.report(at, "%s is not a version; write major.minor.patch, for example 1.24.1", c.quote(at, version))
	}
	if upgrade, known := staticBool(ext.AutoUpgradeMinorVersion); known && upgrade {
		c.report(path.Field("autoUpgradeMinorVersion"), "is true together with version; a pinned version is not upgraded: leave one of them out")
	}
	if given(ext.ReleaseTrain) {
		c.report(path.Field("releaseTrain"), "is given together with version; a pinned version follows no release train: leave one of them out")
	}
}

// settings reports keys that are set twice.
func (c *checker) settings(path Path, ext *FluxExtension) {
	plain, secret := staticKeys(ext.Settings), staticKeys(ext.ProtectedSettings)
	typed := typedSettings(ext)
	for _, key := range slices.Sorted(maps.Keys(typed)) {
		for _, other := range []struct {
			name string
			keys []string
		}{{"settings", plain}, {"protectedSettings", secret}} {
			if slices.Contains(other.keys, key) {
				c.report(path.Field(other.name).Key(key), "is also set by %s; set it in one place", path.Field(string(typed[key].property)))
			}
		}
	}
	slices.Sort(plain)
	for _, key := range plain {
		if slices.Contains(secret, key) {
			c.report(path.Field("settings").Key(key), "is also set by %s; set it in one place", path.Field("protectedSettings").Key(key))
		}
	}
}
