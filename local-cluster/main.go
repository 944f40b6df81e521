// One program that holds every part of a small Kubernetes. The part is chosen as busybox does it: by the
// name under which the program is called (a symbolic link `kubectl`), or else by its first argument.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	"k8s.io/kubectl/pkg/cmd"
	"k8s.io/kubectl/pkg/cmd/util"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	proxy "k8s.io/kubernetes/cmd/kube-proxy/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"
)

// Each part runs with os.Args as if it were a program of its own, and returns its exit code.
var parts = map[string]func() int{
	"etcd":                    etcd,
	"kube-apiserver":          command(apiserver.NewAPIServerCommand),
	"kube-controller-manager": command(controllermanager.NewControllerManagerCommand),
	"kube-scheduler":          command(func() *cobra.Command { return scheduler.NewSchedulerCommand() }),
	"kube-proxy":              command(proxy.NewProxyCommand),
	"kubelet":                 command(func() *cobra.Command { return kubelet.NewKubeletCommand(context.Background()) }),
	"hollow-node":             command(hollowNode),
	"kubectl":                 kubectl,
}

func main() {
	name := filepath.Base(os.Args[0])
	if parts[name] == nil && len(os.Args) > 1 {
		name = os.Args[1]
		os.Args = os.Args[1:]
	}
	run := parts[name]
	if run == nil {
		fmt.Fprintln(os.Stderr, "usage: local-cluster etcd|kube-apiserver|kubectl|... [flags]")
		os.Exit(2)
	}
	os.Exit(run())
}

// Only the command that runs is made: making one registers flags, metrics and feature gates.
func command(make func() *cobra.Command) func() int {
	return func() int { return cli.Run(make()) }
}

func etcd() int {
	etcdmain.Main(os.Args)
	return 0
}

// kubectl's own main: it prints errors and chooses exit codes in a way of its own.
func kubectl() int {
	if err := cli.RunNoErrOutput(cmd.NewDefaultKubectlCommand()); err != nil {
		util.CheckErr(err)
	}
	return 0
}
