package arm

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// States of a registration.
const (
	registered    = "Registered"
	registering   = "Registering"
	notRegistered = "NotRegistered"
	unregistering = "Unregistering"
	unregistered  = "Unregistered"
)

// namespaces are the providers that can be registered.
func namespaces() []string {
	out := []string{"Microsoft.Authorization", "Microsoft.Features", "Microsoft.Resources"}
	for _, k := range kinds {
		if !slices.Contains(out, k.namespace) {
			out = append(out, k.namespace)
		}
	}
	slices.Sort(out)
	return out
}

// registered says whether requests to a namespace are let through.
func (s *Service) registered(namespace string) bool {
	return s.registration(namespace, notRegistered) == registered
}

func (s *Service) registration(name, otherwise string) string {
	var registration state.Registration
	var touched bool
	s.Store.View(func(tx state.Tx) { registration, touched = tx.Registration(name) })
	if !touched {
		return otherwise
	}
	return registration.At(time.Now())
}

// Register registers a namespace from within, at once.
func (s *Service) Register(namespace string) {
	_ = s.Store.Update(func(tx state.Tx) error {
		if _, touched := tx.Registration(namespace); !touched {
			tx.PutRegistration(namespace, state.Registration{After: registered})
		}
		return nil
	})
}

// change starts a registration, or its end, unless it is there or under way.
func (s *Service) change(name, before, after string) {
	_ = s.Store.Update(func(tx state.Tx) error {
		if old, touched := tx.Registration(name); !touched || old.After != after {
			tx.PutRegistration(name, state.Registration{Before: before, After: after, Due: tx.Now().Add(s.Latency)})
		}
		return nil
	})
}

// providers answers /providers; rest is the namespace and what to do with it.
func (s *Service) providers(c *call, rest []string) *armerror.Error {
	if err := coreVersion(c, coreVersions); err != nil {
		return err
	}
	if len(rest) == 0 {
		value := make([]any, 0)
		for _, namespace := range namespaces() {
			value = append(value, s.answerProvider(namespace))
		}
		return s.core(c, map[string]any{"value": value})
	}
	found := slices.IndexFunc(namespaces(), func(n string) bool { return strings.EqualFold(n, rest[0]) })
	if found < 0 {
		return armerror.UnknownNamespace(rest[0])
	}
	namespace := namespaces()[found]
	if len(rest) == 1 {
		return s.core(c, s.answerProvider(namespace))
	}
	if c.r.Method != http.MethodPost {
		return armerror.MethodNotAllowed(c.r.Method, c.r.URL.Path)
	}
	if strings.EqualFold(rest[1], "register") {
		s.change(namespace, registering, registered)
	} else {
		s.change(namespace, unregistering, unregistered)
	}
	c.answer(http.StatusOK, s.answerProvider(namespace))
	return nil
}

func (s *Service) answerProvider(namespace string) map[string]any {
	types := make([]any, 0)
	for _, k := range kinds {
		if k.namespace == namespace {
			types = append(types, map[string]any{"resourceType": k.name, "locations": []any{}, "apiVersions": k.versionList()})
		}
	}
	return map[string]any{
		"id": "/subscriptions/" + s.Subscription + "/providers/" + namespace, "namespace": namespace,
		"registrationState": s.registration(namespace, notRegistered), "registrationPolicy": "RegistrationRequired", "resourceTypes": types,
	}
}
