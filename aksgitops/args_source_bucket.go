package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// Bucket is an S3-compatible bucket that Flux fetches. Give `accessKey` with `secretKey`, or `localAuthRef`; without either it is fetched
// anonymously.
type Bucket struct {
	// The address of the bucket's host, with its scheme: `https://host[:port]`.
	Url pulumi.StringInput `pulumi:"url"`

	// The name of the bucket: 3 to 63 lower-case letters, digits, hyphens and periods, beginning and ending with a letter or digit.
	BucketName pulumi.StringInput `pulumi:"bucketName"`

	// Whether the host may be reached over HTTP without TLS. Defaults to false, and false is sent: the platform's own default is true.
	Insecure pulumi.BoolPtrInput `pulumi:"insecure,optional"`

	// The ID of the access key, in plain text. Needs `secretKey`. Secret.
	AccessKey pulumi.StringPtrInput `pulumi:"accessKey,optional"`

	// The secret of the access key, in plain text. Needs `accessKey`. Secret.
	SecretKey pulumi.StringPtrInput `pulumi:"secretKey,optional"`

	// The name of a Secret in the configuration's namespace that holds `accesskey` and `secretkey`.
	LocalAuthRef pulumi.StringPtrInput `pulumi:"localAuthRef,optional"`

	// How often to look for changes, in seconds, at least 1. Defaults to the platform's 600.
	SyncIntervalInSeconds pulumi.IntPtrInput `pulumi:"syncIntervalInSeconds,optional"`

	// How long one fetch may take, in seconds, at least 1. Defaults to the platform's 600.
	TimeoutInSeconds pulumi.IntPtrInput `pulumi:"timeoutInSeconds,optional"`
}
