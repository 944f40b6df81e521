const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: &labels { app: web }
spec:
  replicas: 2
  selector: { matchLabels: *labels }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: main
          image: example.org/web:1.4
          args: ["--flag", 'a b']
          env:
            - { name: MODE, value: "on" }
          resources: { limits: { cpu: "1", memory: 64Mi } }
`;

const others = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  text: |
    line one
      ---
    line two
  folded: >-
    a
    b
---
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Secret, metadata: { name: s }, stringData: { a: b } }
  - { apiVersion: v1, kind: Service, metadata: { name: web }, spec: { ports: [{ port: 80 }] } }
`;

export const manifests = [
  deployment,
  others,
  JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } }),
];

export const kustomization = {
  'prod/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namePrefix: prod-
namespace: shop
resources: [../base, more.yaml]
components: [../part]
labels: [{ pairs: { team: a }, includeSelectors: true }]
images: [{ name: example.org/web, newTag: "2" }]
replicas: [{ name: web, count: 3 }]
configMapGenerator:
  - { name: gen, literals: [A=1], files: [file.txt], options: { labels: { a: b } } }
secretGenerator: [{ name: sec, literals: [P=x], type: Opaque }]
patches:
  - path: patch.yaml
  - target: { kind: Deployment, name: web }
    patch: |-
      - op: add
        path: /spec/template/spec/containers/0/env/-
        value: { name: X, value: "y" }
replacements:
  - source: { kind: ConfigMap, name: settings, fieldPath: data.folded }
    targets:
      - select: { kind: Deployment }
        fieldPaths: [spec.template.spec.containers.[name=main].env.[name=MODE].value]
`,
  'prod/more.yaml': others,
  'prod/file.txt': 'content\n',
  'prod/patch.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { spec: { containers: [{ name: main, imagePullPolicy: Always }] } } }
`,
  'base/kustomization.yaml': 'resources: [deployment.yaml]\n',
  'base/deployment.yaml': deployment,
  'part/kustomization.yaml':
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ncommonAnnotations: { by: part }\n',
};

export const chart = {
  'prod/Chart.yaml':
    'apiVersion: v2\nname: shop\nversion: 1.2.3\nappVersion: "1.4"\ndependencies: [{ name: sub, version: 1.x.x, condition: sub.enabled, alias: two }]\n',
  'prod/values.yaml':
    'image: example.org/web\nenv: { MODE: "on", LEVEL: debug }\nlist: [1, two, { three: 3 }]\nsub: { enabled: true }\ntwo: { enabled: true }\n',
  'prod/values.schema.json': '{ "type": "object", "properties": { "image": { "type": "string" } } }',
  'prod/.helmignore': '*.bak\n/secret/\n!keep\n',
  'prod/templates/_helpers.tpl':
    '{{- define "shop.labels" -}}\napp: {{ .Chart.Name | quote }}\nrelease: {{ .Release.Name }}\n{{- end }}\n',
  'prod/templates/web.yaml': `{{- if .Values.image }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}-web
  labels: {{- include "shop.labels" . | nindent 4 }}
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: main
          image: {{ tpl "{{ .Values.image }}" . }}:{{ .Chart.AppVersion }}
          env:
            {{- range $name, $value := .Values.env }}
            - { name: {{ $name }}, value: {{ $value | quote }} }
            {{- end }}
{{- end }}
`,
  'prod/templates/hook.yaml':
    'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migrate\n  annotations: { helm.sh/hook: pre-upgrade, helm.sh/hook-weight: "-5" }\nspec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: b }] } } }\n',
  'prod/templates/files.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: files }\ndata:\n{{ (.Files.Glob "files/*").AsConfig | indent 2 }}\n',
  'prod/templates/NOTES.txt': 'Installed {{ .Release.Name }}\n',
  'prod/files/a.txt': 'hello\n',
  'prod/crds/thing.yaml':
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: things.x.dev }\nspec: { group: x.dev, scope: Namespaced, names: { kind: Thing, plural: things }, versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }] }\n',
  'prod/charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
  'prod/charts/sub/templates/a.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: {{ .Chart.Name }} }\ndata: { a: {{ .Values.a | default 1 | quote }} }\n',
};
