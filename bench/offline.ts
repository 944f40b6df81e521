import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { kubernetesReleases } from '../kubeconform-wasm/build/schemas.ts';
import { kubernetesVersions } from '../kubeconform-wasm/src/index.ts';
import { nativeTool } from '../test/support/native-tools.ts';
import { nativeKubeconform } from '../test/unit/kubeconform-wasm/support/native.ts';
import { writeStandalone } from '../test/unit/kubeconform-wasm/support/standalone.ts';
import { measure } from './child.ts';
import { makeManifests } from './manifests.ts';
import { median } from './results.ts';

/** Work without a cluster, by Plumbline and by the program that does it natively. */
export interface OfflineWork {
  title: string;
  peer: string;
  /** At most so many times the peer's wall time. */
  most: number;
  plumbline: readonly string[];
  native: readonly [program: string, ...args: string[]];
  folder: string;
}

export interface OfflineResult {
  title: string;
  peer: string;
  most: number;
  seconds: number;
  peerSeconds: number;
}

const objects = 1000;

/** The same files for both, and the peers: built once per machine. */
export async function offlineWork(folder: string, progress: (line: string) => void): Promise<OfflineWork[]> {
  progress('the native programs');
  const [kubeconform, kustomize, helm] = [
    await nativeKubeconform(),
    await nativeTool('kustomize'),
    await nativeTool('helm'),
  ];
  const schemas = writeStandalone(kubernetesReleases.at(-1) ?? '', join(folder, 'schemas'));
  write(folder, {
    'plumbline.yaml': configuration,
    ...within('plain', makeManifests(objects, { namespace: 'bench' })),
    ...kustomization(),
    ...chart(),
  });
  const native = { folder, native: [''] as const };
  return [
    {
      ...native,
      title: `validate ${objects.toLocaleString('en')} objects, from nothing`,
      peer: 'kubeconform with local schemas',
      most: 2,
      plumbline: ['validate', 'plain'],
      native: [kubeconform, '-strict', '-schema-location', schemas, 'plain'],
    },
    {
      ...native,
      title: 'render a kustomization of 200 objects',
      peer: 'kustomize build',
      most: 4,
      plumbline: ['render', 'kustomization'],
      native: [kustomize, 'build', 'kustomization/overlay'],
    },
    {
      ...native,
      title: 'render a chart of 272 objects',
      peer: 'helm template',
      most: 4,
      plumbline: ['render', 'chart'],
      native: [helm, 'template', 'bench', 'chart'],
    },
  ];
}

/** Both in turn, `rounds` times: the medians. */
export async function measureOffline(
  work: readonly OfflineWork[],
  bundle: string,
  { rounds, signal }: { rounds: number; signal: AbortSignal },
): Promise<OfflineResult[]> {
  const results: OfflineResult[] = [];
  for (const { title, peer, most, plumbline, native, folder } of work) {
    const env = { ...process.env, XDG_CACHE_HOME: join(dirname(bundle), 'cache') };
    const common = { cwd: folder, env, exitCode: 0, signal };
    const [program, ...args] = native;
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(
        (await measure({ ...common, program: process.execPath, args: [bundle, ...plumbline] })).wallSeconds,
      );
      theirs.push((await measure({ ...common, program, args })).wallSeconds);
    }
    results.push({ title, peer, most, seconds: median(ours), peerSeconds: median(theirs) });
  }
  return results;
}

export const offlineText = (results: readonly OfflineResult[]): string =>
  results
    .map(({ title, peer, seconds, peerSeconds, most }) => {
      const ratio = seconds / peerSeconds;
      const verdict = ratio <= most ? 'reached' : 'MISSED';
      return `  ${title}: ${seconds.toFixed(2)} s; ${peer} ${peerSeconds.toFixed(2)} s: ${ratio.toFixed(1)} times as long (at most ${most}: ${verdict})`;
    })
    .join('\n');

const configuration = `apiVersion: plumbline.dev/v1alpha1
kind: Config
targets:
  - { name: plain, path: plain, namespace: bench, kubernetesVersion: "${kubernetesVersions.at(-1)}" }
  - { name: kustomization, path: kustomization/overlay, namespace: bench }
  - { name: chart, path: chart, namespace: bench }
`;

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

const within = (folder: string, files: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries([...files].map(([name, text]) => [`${folder}/${name}`, text]));

/** A base of 200 objects, and an overlay with what overlays have. */
function kustomization(): Record<string, string> {
  const files = makeManifests(200, { namespace: 'bench' });
  const names = [...files.keys()];
  return {
    ...within('kustomization/base', files),
    'kustomization/base/kustomization.yaml': `resources:\n${names.map((name) => `- ${name}\n`).join('')}`,
    'kustomization/overlay/kustomization.yaml':
      'resources: [../base]\nnamePrefix: prod-\nlabels: [{ pairs: { stage: prod } }]\nconfigMapGenerator: [{ name: extra, literals: [A=1] }]\n',
  };
}

/** 136 templates of two objects each. */
function chart(): Record<string, string> {
  const files: Record<string, string> = {
    'chart/Chart.yaml': 'apiVersion: v2\nname: bench\nversion: 1.0.0\nappVersion: "1.4"\n',
    'chart/values.yaml': 'image: example.org/web\nreplicas: 2\nenv: { MODE: fast, LEVEL: info }\n',
    'chart/templates/_helpers.tpl':
      '{{- define "bench.labels" -}}\napp.kubernetes.io/name: {{ .Chart.Name }}\napp.kubernetes.io/instance: {{ .Release.Name }}\n{{- end }}\n',
  };
  for (let index = 0; index < 136; index += 1) files[`chart/templates/part-${index}.yaml`] = template(index);
  return files;
}

const template = (index: number): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}-${index}
  labels: {{- include "bench.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  selector: { matchLabels: { part: "${index}" } }
  template:
    metadata: { labels: { part: "${index}" } }
    spec:
      containers:
        - name: main
          image: "{{ .Values.image }}:{{ .Chart.AppVersion }}"
          env:
            {{- range $name, $value := .Values.env }}
            - { name: {{ $name }}, value: {{ $value | quote }} }
            {{- end }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}-${index}
  labels: {{- include "bench.labels" . | nindent 4 }}
spec:
  selector: { part: "${index}" }
  ports: [{ port: 80 }]
`;
