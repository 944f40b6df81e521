/**
 * Manifests like those of many small applications: eight objects of eight kinds each. The same count always
 * gives the same text, so figures of different days and machines are of the same work.
 */

export interface ManifestOptions {
  namespace: string;
  /** Share of the objects that differ from those of 0: an image, a port, a rule, a value. */
  changePercent?: number;
}

/** The files of `count` objects by their names, one per application. */
export function makeManifests(count: number, options: ManifestOptions): Map<string, string> {
  const { namespace, changePercent = 0 } = options;
  const step = changePercent > 0 ? Math.max(1, Math.round(100 / changePercent)) : 0;
  const files = new Map<string, string>();
  for (let first = 0; first < count; first += kinds.length) {
    const app = `app${String(first / kinds.length).padStart(5, '0')}`;
    const documents = kinds.slice(0, count - first).map((kind, index) => {
      const number = first + index;
      return kind({ app, number, namespace, isChanged: step > 0 && number % step === 0 });
    });
    files.set(`${app}.yaml`, documents.join('---\n'));
  }
  return files;
}

interface Place {
  app: string;
  /** Of the object among all. */
  number: number;
  namespace: string;
  isChanged: boolean;
}

const metadata = ({ app, number, namespace }: Place, suffix: string): string => `metadata:
  name: ${app}-${suffix}
  namespace: ${namespace}
  labels:
    app.kubernetes.io/name: ${app}
    app.kubernetes.io/part-of: bench
  annotations:
    example.com/owner: team-${number % 17}
`;

function deployment(place: Place): string {
  const { app, number, isChanged } = place;
  // No replicas: without a node no Pod would ever be ready.
  return `apiVersion: apps/v1
kind: Deployment
${metadata(place, 'web')}spec:
  replicas: 0
  revisionHistoryLimit: 2
  selector:
    matchLabels: { app: ${app} }
  template:
    metadata:
      labels: { app: ${app} }
      annotations: { prometheus.io/scrape: "true" }
    spec:
      serviceAccountName: ${app}-sa
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: web
          image: registry.example.com/${app}:1.${number % 9}.${isChanged ? 99 : 0}
          args: ["--listen=:8080", "--log-level=info"]
          ports: [{ name: http, containerPort: 8080 }]
          env:
            - { name: APP, value: ${app} }
            - { name: PASSWORD, valueFrom: { secretKeyRef: { name: ${app}-secret, key: password } } }
          resources:
            requests: { cpu: 50m, memory: 64Mi }
            limits: { memory: 128Mi }
          readinessProbe: { httpGet: { path: /ready, port: http }, periodSeconds: 5 }
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
          volumeMounts: [{ name: config, mountPath: /etc/app }]
        - name: proxy
          image: registry.example.com/proxy:2.1
          ports: [{ name: proxy, containerPort: 9090 }]
      volumes: [{ name: config, configMap: { name: ${app}-config } }]
`;
}

const service = (place: Place): string => `apiVersion: v1
kind: Service
${metadata(place, 'svc')}spec:
  selector: { app: ${place.app} }
  ports:
    - { name: http, port: 80, targetPort: http }
    - { name: proxy, port: ${place.isChanged ? 9191 : 9090}, targetPort: proxy }
`;

function configMap(place: Place): string {
  const lines = 24;
  const line = (index: number): string =>
    `    key.${index} = value ${(place.number * 31 + index * 7) % 997} of ${lines}`;
  return `apiVersion: v1
kind: ConfigMap
${metadata(place, 'config')}data:
  mode: ${place.isChanged ? 'changed' : 'normal'}
  app.conf: |
${Array.from({ length: lines }, (_, index) => line(index)).join('\n')}
`;
}

const secret = (place: Place): string => `apiVersion: v1
kind: Secret
${metadata(place, 'secret')}stringData:
  password: pw-${place.number}-${place.isChanged ? 'new' : 'old'}
`;

const serviceAccount = (place: Place): string => `apiVersion: v1
kind: ServiceAccount
${metadata(place, 'sa')}automountServiceAccountToken: ${place.isChanged}
`;

const role = (place: Place): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
${metadata(place, 'role')}rules:
  - { apiGroups: [""], resources: [configmaps], verbs: [get, list${place.isChanged ? ', watch' : ''}] }
`;

const networkPolicy = (place: Place): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
${metadata(place, 'netpol')}spec:
  podSelector: { matchLabels: { app: ${place.app} } }
  policyTypes: [Ingress]
  ingress:
    - ports: [{ port: ${place.isChanged ? 8081 : 8080}, protocol: TCP }]
`;

const disruptionBudget = (place: Place): string => `apiVersion: policy/v1
kind: PodDisruptionBudget
${metadata(place, 'pdb')}spec:
  maxUnavailable: ${place.isChanged ? 2 : 1}
  selector: { matchLabels: { app: ${place.app} } }
`;

const kinds = [deployment, service, configMap, secret, serviceAccount, role, networkPolicy, disruptionBudget];

/** How many kinds a set of the same size as this has. */
export const kindCount = kinds.length;
