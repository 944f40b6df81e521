// Package v1beta1 stands in for the API of custom resource definitions, whose versions the stub of client-go lists.
package v1beta1

func AddToScheme(any) error { return nil }
