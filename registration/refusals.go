package registration

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
)

// refusedState says who has to act when waiting would not help.
func refusedState(i item, state string) error {
	if state == unregistering {
		return fmt.Errorf("%s is being unregistered: wait until that is over (minutes, as a rule), then run `pulumi up` again. %s shows its state",
			i, showCommand(i))
	}
	return fmt.Errorf("%s is %s: Microsoft has to approve it for this subscription first. Ask for it where the feature's documentation says (a form, or "+
		"a support request), and run `pulumi up` again once %s shows Registered; or take it out of `features`", i, state, showCommand(i))
}

func showCommand(i item) string {
	if i.isFeature() {
		return fmt.Sprintf("`az feature show --namespace %s --name %s`", i.namespace, i.feature)
	}
	return fmt.Sprintf("`az provider show --namespace %s`", i.namespace)
}

// refusal is a call that Azure did not carry out, told so that people know what to do.
type refusal struct {
	text string
	// status is the HTTP status of Azure's answer, zero if there was none.
	status int
	cause  error
}

func (r *refusal) Error() string { return r.text }

func (r *refusal) Unwrap() error { return r.cause }

func isForbidden(err error) bool {
	var r *refusal
	return errors.As(err, &r) && r.status == http.StatusForbidden
}

// passing tells whether a failure may be gone when one asks again: the network, an overloaded Azure.
func passing(err error) bool {
	var r *refusal
	if !errors.As(err, &r) {
		return false
	}
	var login *credentialError
	return r.status >= 500 || r.status == http.StatusTooManyRequests || r.status == 0 && !errors.As(err, &login)
}

// call is one of the calls about a registration.
type call struct {
	item         item
	registers    bool
	subscription string
}

// action is what the role of the caller has to allow.
func (c call) action() string {
	switch {
	case c.item.isFeature() && c.registers:
		return "Microsoft.Features/providers/features/register/action"
	case c.item.isFeature():
		return "Microsoft.Features/providers/features/read"
	case c.registers:
		return c.item.namespace + "/register/action"
	}
	return "Microsoft.Resources/subscriptions/providers/read"
}

func (c call) String() string {
	if c.registers {
		return fmt.Sprintf("cannot register %s", c.item)
	}
	return fmt.Sprintf("cannot read the state of %s", c.item)
}

// refused explains why a call failed.
func (c call) refused(err error) error {
	if login, ok := errors.AsType[*credentialError](err); ok {
		return &refusal{cause: err, text: fmt.Sprintf("%s: %v", c, login)}
	}
	var response *azcore.ResponseError
	if !errors.As(err, &response) {
		return &refusal{cause: err, text: fmt.Sprintf("%s: %v", c, err)}
	}
	return &refusal{cause: err, status: response.StatusCode, text: fmt.Sprintf("%s: %s", c, c.explain(response))}
}

func (c call) explain(response *azcore.ResponseError) string {
	switch {
	case response.StatusCode == http.StatusForbidden:
		return fmt.Sprintf("the credential may not: it needs the action %s on subscription %s, which the roles Owner and Contributor have. Assign one, "+
			"or let somebody who has it run %s once", c.action(), c.subscription, c.byHand())
	case response.ErrorCode == "SubscriptionNotFound" || response.ErrorCode == "InvalidSubscriptionId":
		return fmt.Sprintf("subscription %s is not there, or not in the tenant that the credential belongs to; check `subscriptionId`, ARM_SUBSCRIPTION_ID "+
			"and ARM_TENANT_ID", c.subscription)
	case response.StatusCode == http.StatusNotFound && c.item.isFeature():
		return fmt.Sprintf("there is no such feature. `az feature list --namespace %s --query \"[].name\"` lists those that there are; one that has left "+
			"preview needs no registration any more: take it out of `features`", c.item.namespace)
	case response.StatusCode == http.StatusNotFound:
		return "there is no such resource provider. `az provider list --query \"[].namespace\"` lists those that there are"
	}
	return fmt.Sprintf("Azure answered %d %s%s", response.StatusCode, response.ErrorCode, message(response))
}

// byHand is the command that registers without this resource.
func (c call) byHand() string {
	if c.item.isFeature() {
		return fmt.Sprintf("`az feature register --namespace %s --name %s`", c.item.namespace, c.item.feature)
	}
	return fmt.Sprintf("`az provider register --namespace %s`", c.item.namespace)
}

// message is the sentence of ARM's error, without the dump of the response that the SDK's error is.
func message(response *azcore.ResponseError) string {
	var body struct {
		Error struct {
			Message string `json:"message"`
		} `json:"error"`
	}
	if decode(response.RawResponse, &body) != nil || body.Error.Message == "" {
		return ""
	}
	return ": " + body.Error.Message
}

func decode(response *http.Response, into any) error {
	if response == nil || response.Body == nil {
		return errors.New("no response")
	}
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}
