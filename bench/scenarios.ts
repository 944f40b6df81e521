/** What happens before a scenario, to both tools' manifests or objects alike. */
export type Change = 'none' | 'commit' | 'drift';

export interface ScenarioStep {
  args: readonly string[];
  exitCode: number;
}

export interface Scenario {
  name: ScenarioName;
  title: string;
  before: Change;
  plumbline: ScenarioStep;
  /** With `-f` and the folder of the manifests. */
  kubectl: ScenarioStep;
}

export type ScenarioName = 'first-apply' | 'apply-same' | 'plan' | 'apply' | 'drift-none' | 'drift';

const apply = { args: ['apply', '--server-side', '--force-conflicts'], exitCode: 0 };
// One object after another, which is its default. It exits with 1 when there are differences. Fields that
// somebody else has taken are compared only by force; elsewhere that changes nothing.
const diff = (exitCode: number): ScenarioStep => ({
  args: ['diff', '--server-side', '--force-conflicts'],
  exitCode,
});

/** Share of the objects that a commit changes. */
export const changePercent = 1;
/** How many objects somebody else has changed in the cluster. */
export const driftedObjects = 10;

/** In this order, each on what the one before it has left. The exit codes prove that each found what is there. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'first-apply',
    title: 'first apply',
    before: 'none',
    plumbline: { args: ['apply'], exitCode: 0 },
    kubectl: apply,
  },
  {
    name: 'apply-same',
    title: 'apply, nothing changed',
    before: 'none',
    plumbline: { args: ['apply'], exitCode: 0 },
    kubectl: apply,
  },
  {
    name: 'plan',
    title: `plan, ${changePercent} % changed`,
    before: 'commit',
    plumbline: { args: ['plan', '--detailed-exitcode'], exitCode: 10 },
    kubectl: diff(1),
  },
  {
    name: 'apply',
    title: `apply, ${changePercent} % changed`,
    before: 'none',
    plumbline: { args: ['apply'], exitCode: 0 },
    kubectl: apply,
  },
  {
    name: 'drift-none',
    title: 'drift check, none drifted',
    before: 'none',
    plumbline: { args: ['drift', '--detailed-exitcode'], exitCode: 0 },
    kubectl: diff(0),
  },
  {
    name: 'drift',
    title: `drift check, ${driftedObjects} drifted`,
    before: 'drift',
    plumbline: { args: ['drift', '--detailed-exitcode'], exitCode: 10 },
    kubectl: diff(1),
  },
];
