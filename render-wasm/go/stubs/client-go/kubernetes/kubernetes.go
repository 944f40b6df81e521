// Package kubernetes stands in for client-go's, which Helm imports for its version alone.
package kubernetes
