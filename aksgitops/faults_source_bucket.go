package aksgitops

func (c *checker) bucket(path Path, bucket *Bucket) {
	scheme := c.hostURL(path.Field("url"), bucket.Url, "https://host[:port]")
	if insecure, known := staticBool(bucket.Insecure); scheme == "http" && !insecure && (known || !given(bucket.Insecure)) {
		c.report(path.Field("insecure"), "is not true, and the URL begins with http://; write https:// or insecure: true")
	}
	c.requiredName(path.Field("bucketName"), bucketNames, bucket.BucketName)
	c.together(path, "accessKey", bucket.AccessKey, "secretKey", bucket.SecretKey)
	c.atMostOne(path, "there is one way to authenticate",
		choice{"accessKey", given(bucket.AccessKey)}, choice{"localAuthRef", given(bucket.LocalAuthRef)})
	c.credential(path.Field("accessKey"), bucket.AccessKey, plainToken)
	c.credential(path.Field("secretKey"), bucket.SecretKey, encodeToken)
	c.name(path.Field("localAuthRef"), objectNames, bucket.LocalAuthRef)
	c.seconds(path.Field("syncIntervalInSeconds"), bucket.SyncIntervalInSeconds)
	c.seconds(path.Field("timeoutInSeconds"), bucket.TimeoutInSeconds)
}
