import type { IgnoreRule } from '../../../src/config/types.ts';
import type { JsonObject } from '../../../src/manifests/types.ts';
import type { Kind, Shape } from './shapes.ts';
import { type Slot, slots } from './slots.ts';
import type { Act, History, Round, Step } from './steps.ts';

const slotOf = (kind: Kind): Slot => slots.find((slot) => slot.kind === kind) as Slot;
const commit = (kind: Kind, shape: Shape): Step => ({ does: 'commit', slot: slotOf(kind), shape });
const drop = (kind: Kind): Step => ({ does: 'drop from Git', slot: slotOf(kind) });
const wipe = (kind: Kind): Step => ({ does: 'wipe managedFields', slot: slotOf(kind) });
const ignore = (...rules: IgnoreRule[]): Step => ({ does: 'set ignore rules', rules });
const edit = (kind: Kind, by: string, how: 'merge' | 'put' | 'apply', shape: Shape): Step => ({
  does: 'edit',
  slot: slotOf(kind),
  by,
  how,
  shape,
});
const recreate = (kind: Kind, by: string, shape: Shape): Step => ({
  does: 'recreate',
  slot: slotOf(kind),
  by,
  labelled: false,
  shape,
});
const then = (act: Act, ...steps: Step[]): Round => ({ steps, act });
const apply = (...steps: Step[]): Round => then('apply', ...steps);
const revert = (...steps: Step[]): Round => then('revert', ...steps);

const http = { name: 'http', port: 80, targetPort: 8080 };
const main = { name: 'main', image: 'shop:1' };
const side = { name: 'side', image: 'proxy:1', env: [{ name: 'A', value: '1' }] };
const deployment = (containers: JsonObject[], spec: JsonObject = {}): Step =>
  commit('Deployment', {
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers } },
      ...spec,
    },
  });
const gadget = (spec: JsonObject): Step => commit('Gadget', { spec });
const bolt = { name: 'bolt', size: 1 };
const nut = { name: 'nut', size: 1 };
// Without another object, dropping one would leave an empty set.
const other = commit('ServiceAccount', {});

/** Histories in which a preview, an apply or a revert was wrong once. */
export const known: Record<string, History> = {
  'a Service is created, whose address nobody knows before': [
    apply(commit('Service', { spec: { ports: [http], type: 'NodePort' } })),
  ],
  'an object whose field cannot change is replaced, and others’ fields go with it': [
    apply(commit('ConfigMap', { data: { a: '1' } })),
    apply(
      edit('ConfigMap', 'dashboard', 'merge', { data: { a: '2', b: '1' }, immutable: true }),
      commit('ConfigMap', { data: { a: '1', c: '1' } }),
    ),
  ],
  'an item that is ignored keeps its place in the list': [
    apply(gadget({ parts: [bolt, nut] })),
    apply(ignore({ kind: 'Gadget', paths: ['spec.parts[name=bolt]'] })),
  ],
  'a second ignore rule keeps what the first one handed over': [
    apply(commit('ConfigMap', { annotations: { note: '1' }, data: { a: '1' } })),
    apply(ignore({ paths: ['metadata.annotations.note'] })),
    apply(ignore({ paths: ['metadata.annotations.note'] }, { kind: 'ConfigMap', paths: ['data.a'] })),
    apply(ignore(), commit('ConfigMap', {})),
  ],
  'a port is ignored by its name, which is not its key': [
    apply(commit('Service', { spec: { ports: [http] } })),
    apply(recreate('Service', 'kubectl-create', { spec: { ports: [http] } })),
    apply(ignore({ kind: 'Service', paths: ['spec.ports[name=http].targetPort'] })),
  ],
  'a field is ignored in the commit that drops it': [
    apply(deployment([main], { replicas: 3 })),
    apply(ignore({ kind: 'Deployment', paths: ['spec.replicas'] }), deployment([main])),
  ],
  'a container of which kubectl holds a field leaves Git': [
    apply(deployment([main, side])),
    apply(
      edit('Deployment', 'kubectl-edit', 'apply', {
        spec: {
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { containers: [{ name: 'side', env: [{ name: 'A', value: '2' }] }] },
          },
        },
      }),
      deployment([main]),
    ),
  ],
  'what kubectl apply --server-side holds as well leaves Git': [
    apply(commit('ConfigMap', { data: { a: '1', b: '1' } })),
    apply(
      edit('ConfigMap', 'kubectl', 'apply', { data: { b: '1', c: '1' } }),
      commit('ConfigMap', { data: { a: '1' } }),
    ),
  ],
  'fields leave Git after managedFields were wiped': [
    apply(other, gadget({ mode: 'manual', steps: ['cut'], place: { x: 1 } })),
    revert(wipe('Gadget')),
    apply(commit('Gadget', { labels: { tier: 'a' } })),
  ],
  'fields leave Git while managedFields are wiped, others’ beside them': [
    apply(commit('ConfigMap', { data: { a: '1', b: '1' } })),
    apply(
      edit('ConfigMap', 'dashboard', 'merge', { data: { c: '1' } }),
      wipe('ConfigMap'),
      commit('ConfigMap', { data: { a: '1' } }),
    ),
  ],
  'a container of which the image alone is sent is ignored for its manager': [
    apply(ignore({ managers: ['dashboard'] }), deployment([main, side])),
    revert(
      edit('Deployment', 'dashboard', 'merge', {
        spec: {
          template: {
            spec: {
              containers: [
                { ...side, image: 'proxy:2' },
                { ...main, image: 'shop:2' },
              ],
            },
          },
        },
      }),
    ),
    apply(deployment([main, side], { paused: true })),
  ],
  'a map that a manager made is ignored for it, and not what we put there': [
    apply(
      ignore({ managers: ['dashboard'] }),
      commit('Service', { annotations: { note: '1' }, spec: { ports: [http] } }),
    ),
    apply(recreate('Service', 'dashboard', { annotations: { note: '1' }, spec: { ports: [http] } })),
    apply(edit('Service', 'dashboard', 'apply', { labels: { team: 'x' }, spec: { ports: [http] } })),
  ],
  'an empty list is sent, and a rule leaves fields to a manager': [
    apply(ignore({ managers: ['dashboard'] }), deployment([{ ...main, ports: [], env: [] }])),
  ],
  'a field of others is ignored, and nothing is to be written': [
    apply(commit('ConfigMap', { data: { a: '1' } })),
    apply(
      edit('ConfigMap', 'dashboard', 'merge', { data: { a: '2' } }),
      ignore({ kind: 'ConfigMap', paths: ['data.a'] }),
    ),
  ],
  'a rule that left a field to a manager goes, and another one takes it': [
    apply(deployment([main], { replicas: 1 })),
    apply(
      ignore({ managers: ['dashboard'] }),
      edit('Deployment', 'dashboard', 'merge', { spec: { replicas: 3 } }),
    ),
    revert(edit('Deployment', 'kubectl-edit', 'merge', { spec: { replicas: 2 } })),
    apply(edit('Deployment', 'dashboard', 'merge', { spec: { replicas: 3 } })),
    apply(ignore()),
    revert(),
  ],
  'the last lists of a custom resource leave Git, and kubectl holds an item of its own': [
    apply(other, gadget({ mode: 'manual', parts: [nut], place: { x: 1 } })),
    revert(edit('Gadget', 'kubectl-edit', 'merge', { spec: { parts: [bolt] } })),
    apply(commit('Gadget', {})),
  ],
  'Git changes nothing but what a rule leaves to a manager': [
    apply(ignore({ managers: ['dashboard'] }), commit('ServiceAccount', {})),
    apply(edit('ServiceAccount', 'dashboard', 'merge', { labels: { tier: 'a' } })),
    apply(commit('ServiceAccount', { labels: { tier: 'b' } })),
  ],
  'an object leaves Git that is gone already': [
    apply(other, commit('ConfigMap', {})),
    apply({ does: 'delete', slot: slotOf('ConfigMap') }, drop('ConfigMap')),
  ],
  'an object is applied in another version of its kind': [
    apply(gadget({ parts: [bolt] })),
    apply(commit('Gadget', { apiVersion: 'histories.test/v2', spec: { parts: [bolt, nut] } })),
    revert(edit('Gadget', 'kubectl-edit', 'merge', { spec: { parts: [nut] } })),
  ],
};
