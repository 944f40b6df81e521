// Package rest stands in for client-go's: nothing in the sandbox reaches a cluster.
package rest

// Config is a type that Helm's engine names and never gets.
type Config struct{}
