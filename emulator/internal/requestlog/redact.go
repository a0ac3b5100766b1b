package requestlog

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Redacted stands in the log where a secret was sent.
const Redacted = "<redacted>"

// secrets are the members whose values never reach the log. A map's values are
// redacted one by one, so that its keys can still be read.
var secrets = map[string]bool{
	"configurationProtectedSettings": true,
	"accountKey":                     true,
	"sasToken":                       true,
	"accessKey":                      true,
	"clientSecret":                   true,
	"clientCertificate":              true,
	"clientCertificatePassword":      true,
	"caCertificate":                  true,
	"privateKey":                     true,
	"secret":                         true,
	"serverAppSecret":                true,
	"adminPassword":                  true,
}

// RedactBody gives a JSON body back without its secrets. What is not JSON is
// described, never shown: it may hold one.
func RedactBody(body []byte) json.RawMessage {
	if len(body) == 0 {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return json.RawMessage(fmt.Sprintf(`"not JSON, %d bytes"`, len(body)))
	}
	text, err := json.Marshal(redact(value, false))
	if err != nil {
		return nil
	}
	return text
}

func redact(value any, secret bool) any {
	switch v := value.(type) {
	case map[string]any:
		for key, member := range v {
			v[key] = redact(member, secret || secrets[key])
		}
		return v
	case []any:
		for i, member := range v {
			v[i] = redact(member, secret)
		}
		return v
	case nil:
		return nil
	default:
		if secret {
			return Redacted
		}
		return v
	}
}
