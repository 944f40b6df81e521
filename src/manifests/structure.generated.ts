// Made by `npm run generate` from k8s.io/kubernetes v1.34.4; not to be edited.
export const kubernetesVersion = 'v1.34.4';
export const types: Record<string, Record<string, string>> = {
 "api.admissionregistration.v1.MutatingWebhook": {
  "matchConditions": "k:name"
 },
 "api.admissionregistration.v1.MutatingWebhookConfiguration": {
  "metadata": "t:meta.v1.ObjectMeta",
  "webhooks": "k:name:api.admissionregistration.v1.MutatingWebhook"
 },
 "api.admissionregistration.v1.ValidatingAdmissionPolicy": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.admissionregistration.v1.ValidatingAdmissionPolicySpec"
 },
 "api.admissionregistration.v1.ValidatingAdmissionPolicyBinding": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec"
 },
 "api.admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec": {
  "validationActions": "s"
 },
 "api.admissionregistration.v1.ValidatingAdmissionPolicySpec": {
  "matchConditions": "k:name",
  "variables": "k:name"
 },
 "api.admissionregistration.v1.ValidatingWebhook": {
  "matchConditions": "k:name"
 },
 "api.admissionregistration.v1.ValidatingWebhookConfiguration": {
  "metadata": "t:meta.v1.ObjectMeta",
  "webhooks": "k:name:api.admissionregistration.v1.ValidatingWebhook"
 },
 "api.admissionregistration.v1alpha1.MutatingAdmissionPolicy": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.admissionregistration.v1alpha1.MutatingAdmissionPolicySpec"
 },
 "api.admissionregistration.v1alpha1.MutatingAdmissionPolicySpec": {
  "matchConditions": "k:name"
 },
 "api.admissionregistration.v1beta1.MutatingAdmissionPolicy": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.admissionregistration.v1beta1.MutatingAdmissionPolicySpec"
 },
 "api.admissionregistration.v1beta1.MutatingAdmissionPolicySpec": {
  "matchConditions": "k:name"
 },
 "api.apps.v1.DaemonSet": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.apps.v1.DaemonSetSpec"
 },
 "api.apps.v1.DaemonSetSpec": {
  "template": "t:api.core.v1.PodTemplateSpec"
 },
 "api.apps.v1.Deployment": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.apps.v1.DeploymentSpec"
 },
 "api.apps.v1.DeploymentSpec": {
  "template": "t:api.core.v1.PodTemplateSpec"
 },
 "api.apps.v1.ReplicaSet": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.apps.v1.ReplicaSetSpec"
 },
 "api.apps.v1.ReplicaSetSpec": {
  "template": "t:api.core.v1.PodTemplateSpec"
 },
 "api.apps.v1.StatefulSet": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.apps.v1.StatefulSetSpec"
 },
 "api.apps.v1.StatefulSetSpec": {
  "template": "t:api.core.v1.PodTemplateSpec"
 },
 "api.batch.v1.CronJob": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.batch.v1.CronJobSpec"
 },
 "api.batch.v1.CronJobSpec": {
  "jobTemplate": "t:api.batch.v1.JobTemplateSpec"
 },
 "api.batch.v1.Job": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.batch.v1.JobSpec"
 },
 "api.batch.v1.JobSpec": {
  "template": "t:api.core.v1.PodTemplateSpec"
 },
 "api.batch.v1.JobTemplateSpec": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.batch.v1.JobSpec"
 },
 "api.core.v1.ComponentStatus": {
  "conditions": "k:type",
  "metadata": "t:meta.v1.ObjectMeta"
 },
 "api.core.v1.Container": {
  "env": "k:name",
  "ports": "k:containerPort,protocol=TCP",
  "resources": "t:api.core.v1.ResourceRequirements",
  "volumeDevices": "k:devicePath",
  "volumeMounts": "k:mountPath"
 },
 "api.core.v1.EphemeralContainer": {
  "env": "k:name",
  "ports": "k:containerPort,protocol=TCP",
  "resources": "t:api.core.v1.ResourceRequirements",
  "volumeDevices": "k:devicePath",
  "volumeMounts": "k:mountPath"
 },
 "api.core.v1.EphemeralVolumeSource": {
  "volumeClaimTemplate": "t:api.core.v1.PersistentVolumeClaimTemplate"
 },
 "api.core.v1.Node": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.core.v1.NodeSpec"
 },
 "api.core.v1.NodeSpec": {
  "podCIDRs": "s"
 },
 "api.core.v1.PersistentVolumeClaimTemplate": {
  "metadata": "t:meta.v1.ObjectMeta"
 },
 "api.core.v1.Pod": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.core.v1.PodSpec"
 },
 "api.core.v1.PodSpec": {
  "containers": "k:name:api.core.v1.Container",
  "ephemeralContainers": "k:name:api.core.v1.EphemeralContainer",
  "hostAliases": "k:ip",
  "imagePullSecrets": "k:name",
  "initContainers": "k:name:api.core.v1.Container",
  "resourceClaims": "k:name",
  "resources": "t:api.core.v1.ResourceRequirements",
  "schedulingGates": "k:name",
  "topologySpreadConstraints": "k:topologyKey,whenUnsatisfiable",
  "volumes": "k:name:api.core.v1.Volume"
 },
 "api.core.v1.PodTemplate": {
  "metadata": "t:meta.v1.ObjectMeta",
  "template": "t:api.core.v1.PodTemplateSpec"
 },
 "api.core.v1.PodTemplateSpec": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.core.v1.PodSpec"
 },
 "api.core.v1.ReplicationController": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.core.v1.ReplicationControllerSpec"
 },
 "api.core.v1.ReplicationControllerSpec": {
  "template": "t:api.core.v1.PodTemplateSpec"
 },
 "api.core.v1.ResourceRequirements": {
  "claims": "k:name"
 },
 "api.core.v1.Service": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.core.v1.ServiceSpec"
 },
 "api.core.v1.ServiceAccount": {
  "metadata": "t:meta.v1.ObjectMeta",
  "secrets": "k:name"
 },
 "api.core.v1.ServiceSpec": {
  "ports": "k:port,protocol=TCP"
 },
 "api.core.v1.Volume": {
  "ephemeral": "t:api.core.v1.EphemeralVolumeSource"
 },
 "api.resource.v1.ResourceClaimTemplate": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.resource.v1.ResourceClaimTemplateSpec"
 },
 "api.resource.v1.ResourceClaimTemplateSpec": {
  "metadata": "t:meta.v1.ObjectMeta"
 },
 "api.resource.v1beta1.ResourceClaimTemplate": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.resource.v1beta1.ResourceClaimTemplateSpec"
 },
 "api.resource.v1beta1.ResourceClaimTemplateSpec": {
  "metadata": "t:meta.v1.ObjectMeta"
 },
 "api.resource.v1beta2.ResourceClaimTemplate": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.resource.v1beta2.ResourceClaimTemplateSpec"
 },
 "api.resource.v1beta2.ResourceClaimTemplateSpec": {
  "metadata": "t:meta.v1.ObjectMeta"
 },
 "api.storage.v1.CSIDriver": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.storage.v1.CSIDriverSpec"
 },
 "api.storage.v1.CSIDriverSpec": {
  "volumeLifecycleModes": "s"
 },
 "api.storage.v1.CSINode": {
  "metadata": "t:meta.v1.ObjectMeta",
  "spec": "t:api.storage.v1.CSINodeSpec"
 },
 "api.storage.v1.CSINodeSpec": {
  "drivers": "k:name"
 },
 "meta.v1.ObjectMeta": {
  "finalizers": "s",
  "ownerReferences": "k:uid"
 }
};
export const kinds: Record<string, string> = {
 "admissionregistration.k8s.io/v1 MutatingWebhookConfiguration": "api.admissionregistration.v1.MutatingWebhookConfiguration",
 "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy": "api.admissionregistration.v1.ValidatingAdmissionPolicy",
 "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding": "api.admissionregistration.v1.ValidatingAdmissionPolicyBinding",
 "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration": "api.admissionregistration.v1.ValidatingWebhookConfiguration",
 "admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicy": "api.admissionregistration.v1alpha1.MutatingAdmissionPolicy",
 "admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicy": "api.admissionregistration.v1beta1.MutatingAdmissionPolicy",
 "apps/v1 DaemonSet": "api.apps.v1.DaemonSet",
 "apps/v1 Deployment": "api.apps.v1.Deployment",
 "apps/v1 ReplicaSet": "api.apps.v1.ReplicaSet",
 "apps/v1 StatefulSet": "api.apps.v1.StatefulSet",
 "batch/v1 CronJob": "api.batch.v1.CronJob",
 "batch/v1 Job": "api.batch.v1.Job",
 "resource.k8s.io/v1 ResourceClaimTemplate": "api.resource.v1.ResourceClaimTemplate",
 "resource.k8s.io/v1beta1 ResourceClaimTemplate": "api.resource.v1beta1.ResourceClaimTemplate",
 "resource.k8s.io/v1beta2 ResourceClaimTemplate": "api.resource.v1beta2.ResourceClaimTemplate",
 "storage.k8s.io/v1 CSIDriver": "api.storage.v1.CSIDriver",
 "storage.k8s.io/v1 CSINode": "api.storage.v1.CSINode",
 "v1 ComponentStatus": "api.core.v1.ComponentStatus",
 "v1 Node": "api.core.v1.Node",
 "v1 Pod": "api.core.v1.Pod",
 "v1 PodTemplate": "api.core.v1.PodTemplate",
 "v1 ReplicationController": "api.core.v1.ReplicationController",
 "v1 Service": "api.core.v1.Service",
 "v1 ServiceAccount": "api.core.v1.ServiceAccount"
};
export const plainKinds: string[] = [
 "admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicyBinding",
 "admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicyBinding",
 "apiextensions.k8s.io/v1 CustomResourceDefinition",
 "apiregistration.k8s.io/v1 APIService",
 "apps/v1 ControllerRevision",
 "authentication.k8s.io/v1 SelfSubjectReview",
 "authentication.k8s.io/v1 TokenRequest",
 "authentication.k8s.io/v1 TokenReview",
 "authorization.k8s.io/v1 LocalSubjectAccessReview",
 "authorization.k8s.io/v1 SelfSubjectAccessReview",
 "authorization.k8s.io/v1 SelfSubjectRulesReview",
 "authorization.k8s.io/v1 SubjectAccessReview",
 "autoscaling/v1 HorizontalPodAutoscaler",
 "autoscaling/v1 Scale",
 "autoscaling/v2 HorizontalPodAutoscaler",
 "certificates.k8s.io/v1 CertificateSigningRequest",
 "certificates.k8s.io/v1alpha1 ClusterTrustBundle",
 "certificates.k8s.io/v1alpha1 PodCertificateRequest",
 "certificates.k8s.io/v1beta1 ClusterTrustBundle",
 "coordination.k8s.io/v1 Lease",
 "coordination.k8s.io/v1alpha2 LeaseCandidate",
 "coordination.k8s.io/v1beta1 LeaseCandidate",
 "discovery.k8s.io/v1 EndpointSlice",
 "events.k8s.io/v1 Event",
 "flowcontrol.apiserver.k8s.io/v1 FlowSchema",
 "flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration",
 "internal.apiserver.k8s.io/v1alpha1 StorageVersion",
 "networking.k8s.io/v1 IPAddress",
 "networking.k8s.io/v1 Ingress",
 "networking.k8s.io/v1 IngressClass",
 "networking.k8s.io/v1 NetworkPolicy",
 "networking.k8s.io/v1 ServiceCIDR",
 "networking.k8s.io/v1beta1 IPAddress",
 "networking.k8s.io/v1beta1 ServiceCIDR",
 "node.k8s.io/v1 RuntimeClass",
 "policy/v1 Eviction",
 "policy/v1 PodDisruptionBudget",
 "rbac.authorization.k8s.io/v1 ClusterRole",
 "rbac.authorization.k8s.io/v1 ClusterRoleBinding",
 "rbac.authorization.k8s.io/v1 Role",
 "rbac.authorization.k8s.io/v1 RoleBinding",
 "resource.k8s.io/v1 DeviceClass",
 "resource.k8s.io/v1 ResourceClaim",
 "resource.k8s.io/v1 ResourceSlice",
 "resource.k8s.io/v1alpha3 DeviceTaintRule",
 "resource.k8s.io/v1beta1 DeviceClass",
 "resource.k8s.io/v1beta1 ResourceClaim",
 "resource.k8s.io/v1beta1 ResourceSlice",
 "resource.k8s.io/v1beta2 DeviceClass",
 "resource.k8s.io/v1beta2 ResourceClaim",
 "resource.k8s.io/v1beta2 ResourceSlice",
 "scheduling.k8s.io/v1 PriorityClass",
 "storage.k8s.io/v1 CSIStorageCapacity",
 "storage.k8s.io/v1 StorageClass",
 "storage.k8s.io/v1 VolumeAttachment",
 "storage.k8s.io/v1 VolumeAttributesClass",
 "storage.k8s.io/v1alpha1 VolumeAttributesClass",
 "storage.k8s.io/v1beta1 VolumeAttributesClass",
 "storagemigration.k8s.io/v1alpha1 StorageVersionMigration",
 "v1 Binding",
 "v1 ConfigMap",
 "v1 Endpoints",
 "v1 Event",
 "v1 LimitRange",
 "v1 Namespace",
 "v1 PersistentVolume",
 "v1 PersistentVolumeClaim",
 "v1 ResourceQuota",
 "v1 Secret"
];
