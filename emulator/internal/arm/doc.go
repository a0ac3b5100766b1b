// Package arm is the local Azure's Resource Manager: it routes requests to
// subscriptions, groups, registrations and resources, and runs long operations.
// What a type of resource allows and answers is the business of the packages
// that know the provider; kinds.go joins them.
package arm
