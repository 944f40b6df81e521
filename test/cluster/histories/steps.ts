import fc from 'fast-check';
import type { IgnoreRule } from '../../../src/config/types.ts';
import { type Shape, shapes } from './shapes.ts';
import { type Slot, slots } from './slots.ts';

/** What happens between two acts of Plumbline: Git moves, or others touch the cluster. */
export type Step =
  | { does: 'commit'; slot: Slot; shape: Shape }
  | { does: 'drop from Git'; slot: Slot }
  | { does: 'set ignore rules'; rules: IgnoreRule[] }
  | { does: 'edit'; slot: Slot; by: string; how: 'merge' | 'remove' | 'put' | 'apply'; shape: Shape }
  | { does: 'turn lists round'; slot: Slot; by: string }
  | { does: 'scale'; replicas: number }
  | { does: 'delete'; slot: Slot }
  | { does: 'recreate'; slot: Slot; by: string; labelled: boolean; shape: Shape }
  | { does: 'unlabel'; slot: Slot }
  | { does: 'claim for another set'; slot: Slot }
  | { does: 'wipe managedFields'; slot: Slot };

/** What Plumbline does at the end of a round. */
export type Act = 'apply' | 'revert';

export interface Round {
  steps: Step[];
  act: Act;
}

/** The first round fills Git and applies it. */
export type History = Round[];

// Two of the takeover list, one that is somebody else, and one who borrows our name.
const managers = fc.oneof(
  { weight: 3, arbitrary: fc.constant('kubectl-edit') },
  { weight: 1, arbitrary: fc.constant('kubectl') },
  { weight: 3, arbitrary: fc.constant('dashboard') },
  { weight: 1, arbitrary: fc.constant('plumbline') },
);

const rules: IgnoreRule[] = [
  { kind: 'Deployment', paths: ['spec.replicas'] },
  { kind: 'Deployment', paths: ['spec.template.spec.containers[name=web].image'] },
  { kind: 'Deployment', paths: ['spec.template.spec.containers[*].env[name=A]'] },
  { kind: 'ConfigMap', paths: ['data.a'] },
  { kind: 'ConfigMap', name: 'flags', paths: ['data'] },
  { kind: 'Secret', paths: ['data.b'] },
  { kind: 'Gadget', paths: ['spec.parts[name=bolt]'] },
  { kind: 'Service', paths: ['spec.ports[name=http].targetPort'] },
  { paths: ['metadata.annotations.note'] },
  { managers: ['dashboard'] },
];

const is = <T extends string>(does: T): fc.Arbitrary<T> => fc.constant(does);

/** Steps on these slots alone: few, so that Git, others and earlier steps often meet in the same object. */
function stepsOn(chosen: readonly Slot[]): { commit: fc.Arbitrary<Step>; step: fc.Arbitrary<Step> } {
  const slot = fc.constantFrom(...chosen);
  const shaped = (make: (slot: fc.Arbitrary<Slot>, shape: fc.Arbitrary<Shape>) => fc.Arbitrary<Step>) =>
    fc.oneof(...chosen.map((one) => make(fc.constant(one), shapes[one.kind])));
  const concerned = rules.filter(({ kind }) => kind === undefined || chosen.some((one) => one.kind === kind));

  const commit = shaped((at, shape) => fc.record({ does: is('commit'), slot: at, shape }));
  const edit = shaped((at, shape) =>
    fc.record({
      does: is('edit'),
      slot: at,
      by: managers,
      how: fc.constantFrom('merge', 'remove', 'put', 'apply'),
      shape,
    }),
  );
  const recreate = shaped((at, shape) =>
    fc.record({
      does: is('recreate'),
      slot: at,
      by: fc.constantFrom('kubectl-create', 'kubectl-client-side-apply', 'dashboard'),
      labelled: fc.boolean(),
      shape,
    }),
  );
  const ignore = fc.shuffledSubarray(concerned, { maxLength: Math.min(3, concerned.length) });
  const step = fc.oneof(
    { weight: 20, arbitrary: commit },
    { weight: 6, arbitrary: fc.record({ does: is('drop from Git'), slot }) },
    { weight: 6, arbitrary: fc.record({ does: is('set ignore rules'), rules: ignore }) },
    { weight: 26, arbitrary: edit },
    { weight: 4, arbitrary: fc.record({ does: is('turn lists round'), slot, by: managers }) },
    { weight: 4, arbitrary: fc.record({ does: is('scale'), replicas: fc.constantFrom(1, 2, 5) }) },
    { weight: 3, arbitrary: fc.record({ does: is('delete'), slot }) },
    { weight: 3, arbitrary: recreate },
    { weight: 3, arbitrary: fc.record({ does: is('unlabel'), slot }) },
    { weight: 4, arbitrary: fc.record({ does: is('wipe managedFields'), slot }) },
    { weight: 1, arbitrary: fc.record({ does: is('claim for another set'), slot }) },
  ) as fc.Arbitrary<Step>;
  return { commit, step };
}

const act = fc.oneof({ weight: 5, arbitrary: is('apply') }, { weight: 3, arbitrary: is('revert') });

export const histories: fc.Arbitrary<History> = fc
  .shuffledSubarray([...slots], { minLength: 2, maxLength: 4 })
  .chain((chosen) => {
    const { commit, step } = stepsOn(chosen);
    const begin = fc.oneof({ weight: 4, arbitrary: commit }, { weight: 1, arbitrary: step });
    const first = fc.record({
      steps: fc.array(begin, { minLength: 3, maxLength: 6 }),
      act: is('apply'),
    });
    const later = fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 5 }), act });
    return fc.tuple(first, fc.array(later, { minLength: 2, maxLength: 4 }));
  })
  .map(([first, later]) => [first, ...later]);

/** For people, who are to play it by hand. */
export function told(step: Step): string {
  const { does, ...how } = step;
  const parts = Object.entries(how).map(([name, value]) =>
    name === 'slot' ? `${(value as Slot).kind} ${(value as Slot).name}` : `${name} ${JSON.stringify(value)}`,
  );
  return `${does} ${parts.join(', ')}`;
}
