package aksgitops

import (
	"errors"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// encode turns a credential into what ARM takes. What is wrong with one that is known only later fails what needs it, in a preview
// too, with the path and never the content.
func encode(path Path, in pulumi.StringPtrInput, encode codec) pulumi.StringPtrInput {
	if !given(in) {
		return nil
	}
	if text, known := staticString(in); known {
		encoded, _ := encode(text) // Faults refused what cannot be encoded.
		return pulumi.String(encoded)
	}
	return in.ToStringPtrOutput().ApplyT(func(text *string) (*string, error) {
		if text == nil {
			return nil, nil
		}
		encoded, problem := encode(*text)
		if problem != "" {
			return nil, errors.New(Fault{Path: string(path), Problem: problem}.String())
		}
		return &encoded, nil
	}).(pulumi.StringPtrOutput)
}

// encodeSecret is encode for credentials that nobody may see, whether the program marked them or not.
func encodeSecret(path Path, in pulumi.StringPtrInput, codec codec) pulumi.StringPtrInput {
	if !given(in) {
		return nil
	}
	return secret(encode(path, in, codec))
}

// secret marks a text as secret that ARM takes as it is.
func secret(in pulumi.StringPtrInput) pulumi.StringPtrInput {
	if !given(in) {
		return nil
	}
	return pulumi.ToSecret(in.ToStringPtrOutput()).(pulumi.StringPtrOutput)
}

// encodeProtected is encodeSecret for credentials that ARM takes apart from their source. There an empty text would stand for null.
func encodeProtected(path Path, in pulumi.StringPtrInput, codec codec) pulumi.StringInput {
	if !given(in) {
		return nil
	}
	return encodeSecret(path, in, codec).ToStringPtrOutput().ApplyT(func(text *string) (string, error) {
		if text == nil {
			return "", errors.New(Fault{Path: string(path), Problem: "came out as null; give a value or leave it out"}.String())
		}
		return *text, nil
	}).(pulumi.StringOutput)
}

// protectedSettings are the credentials that ARM takes apart from the source that they belong to, under names of its own.
func protectedSettings(settings map[string]pulumi.StringInput) pulumi.StringMapInput {
	protected := pulumi.StringMap{}
	for key, value := range settings {
		if given(value) {
			protected[key] = value
		}
	}
	if len(protected) == 0 {
		return nil
	}
	return protected
}
