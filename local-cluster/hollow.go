package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"go.opentelemetry.io/otel/trace/noop"
	v1 "k8s.io/api/core/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	remote "k8s.io/cri-client/pkg"
	fakeremote "k8s.io/cri-client/pkg/fake"
	"k8s.io/klog/v2"
	cadvisor "k8s.io/kubernetes/pkg/kubelet/cadvisor/testing"
	"k8s.io/kubernetes/pkg/kubelet/cm"
	"k8s.io/kubernetes/pkg/kubemark"
)

// hollowNode is kubemark's hollow kubelet: a real kubelet over a runtime that only pretends. Its pods run
// nothing and become ready at once. Unlike kubemark's own command it listens on no port (that one is
// bound to all addresses), and it is not held back to ten requests a second.
func hollowNode() *cobra.Command {
	var kubeconfig, name string
	command := &cobra.Command{
		Use:  "hollow-node",
		Args: cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			return runHollowNode(command.Context(), kubeconfig, name)
		},
	}
	command.Flags().StringVar(&kubeconfig, "kubeconfig", "", "path of the kubeconfig")
	command.Flags().StringVar(&name, "name", "node", "name of the node")
	return command
}

// runHollowNode keeps its files and sockets below TMPDIR; kubemark by itself litters /tmp.
func runHollowNode(ctx context.Context, kubeconfig, name string) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	config.UserAgent = "hollow-kubelet"
	config.QPS = -1
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	folder := os.TempDir()
	endpoint := "unix://" + filepath.Join(folder, "cri.sock")
	runtime := fakeremote.NewFakeRemoteRuntime()
	if err := runtime.Start(endpoint); err != nil {
		return err
	}
	defer runtime.Stop()
	logger := klog.Background()
	service, err := remote.NewRemoteRuntimeService(endpoint, 15*time.Second, noop.NewTracerProvider(), &logger)
	if err != nil {
		return err
	}
	flags, settings := kubemark.GetHollowKubeletConfig(&kubemark.HollowKubeletOptions{NodeName: name, MaxPods: 1000})
	if err := os.RemoveAll(flags.RootDirectory); err != nil {
		return err
	}
	flags.RootDirectory = filepath.Join(folder, "kubelet")
	settings.StaticPodPath = ""
	settings.PodLogsDir = filepath.Join(folder, "logs")
	settings.EnableServer = false
	kubemark.NewHollowKubelet(
		flags, settings, client, client,
		&cadvisor.Fake{NodeName: name},
		runtime.ImageService, service,
		cm.NewStubContainerManagerWithDevicePluginResource(v1.ResourceList{}),
	).Run(ctx)
	return nil
}
