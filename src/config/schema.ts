import * as z from 'zod/mini';
import { durationForm } from './duration.ts';

/**
 * The whole of plumbline.yaml, keys of later versions included. It describes what people write: durations are
 * texts here. plumbline.schema.json is made from it, so every description is for an editor.
 */
const described = <T extends z.ZodMiniType>(type: T, description: string): T =>
  type.check(z.describe(description)) as T;

const flag = (value: boolean, description: string) => described(z._default(z.boolean(), value), description);
const choice = <const T extends [string, ...string[]]>(values: T, description: string) =>
  described(z._default(z.enum(values), values[0]), description);
const text = (description: string) =>
  described(z.optional(z.string().check(z.minLength(1, 'must not be empty'))), description);
/** No file system takes a NUL. */
const inPath = () =>
  z.refine<string>((path) => !path.includes('\0'), { error: 'must not hold a NUL character' });
const texts = (description: string) => described(z._default(z.array(z.string()), []), description);

const dnsLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const label = () =>
  z
    .string()
    .check(
      z.regex(
        dnsLabel,
        'must be a DNS-1123 label: lower-case letters, digits and "-", at most 63 characters',
      ),
    );
const duration = (value: string, description: string) =>
  described(
    z._default(z.string().check(z.regex(durationForm, 'must be a duration such as 90s or 5m')), value),
    description,
  );

const objectName = /^[A-Z][A-Za-z0-9]*(?:\/[^/\s]+){1,2}$/;
const objectNames = z.array(
  z
    .string()
    .check(z.regex(objectName, 'must be KIND/NAMESPACE/NAME, or KIND/NAME for cluster-scoped objects')),
);

const ignoreRule = z
  .strictObject({
    group: described(z.optional(z.string()), 'API group, "" for the core group; default: any'),
    kind: text('Kind; default: any'),
    namespace: text('Namespace; default: any'),
    name: text('Name; default: any'),
    paths: described(
      z.optional(z.array(z.string())),
      'Fields that somebody else decides: spec.replicas, spec.template.spec.containers[name=web].image, [*] for all',
    ),
    managers: described(
      z.optional(z.array(z.string())),
      'Field managers whose fields are theirs: vpa; a final * stands for any rest',
    ),
  })
  .check(
    z.refine((rule) => (rule.paths?.length ?? 0) + (rule.managers?.length ?? 0) > 0, {
      error: 'must name paths or managers',
    }),
  );

export const targetSchema = z.strictObject({
  name: described(label(), 'Name of the target and of its release'),
  context: text("Context of the kubeconfig; default: the kubeconfig's current one"),
  path: described(
    z.string().check(z.minLength(1, 'must not be empty'), inPath()),
    'File or folder, relative to this file. Chart.yaml: Helm; kustomization.yaml: kustomize; otherwise every *.yaml, *.yml and *.json below it',
  ),
  namespace: described(z.optional(label()), 'Namespace of namespaced objects that name none'),
  createNamespace: flag(true, 'Make that namespace if it is absent. It is never owned and never pruned'),
  release: described(
    z.prefault(
      z.strictObject({
        namespace: described(z._default(label(), 'plumbline-system'), 'Namespace of the release record'),
        serviceAccount: described(
          z.optional(z.string()),
          'Service account that writes the objects; default: the login itself',
        ),
      }),
      {},
    ),
    'Where the record of what was applied is kept, and as whom objects are written',
  ),
  dependsOn: texts(
    'Targets that are applied before this one; its plan counts on the kinds and namespaces that they bring',
  ),
  movedFrom: described(
    z.optional(z.strictObject({ name: described(label(), 'Former name of the target') })),
    'Take over the objects of a release that had another name',
  ),
  prune: described(
    z.prefault(
      z.strictObject({
        enabled: flag(true, 'Delete objects that left the set'),
        maxDeletions: described(
          z._default(z.int().check(z.minimum(0, 'must not be negative')), 10),
          'More deletions than this in one apply need consent',
        ),
      }),
      {},
    ),
    'What happens to objects that left the set',
  ),
  allowDestroy: described(z._default(objectNames, []), 'Consent, per object, to a destructive action'),
  adopt: described(
    z._default(
      z.union([z.enum(['kubectl', 'never']), objectNames], {
        error: 'must be kubectl, never, or a list of KIND/NAMESPACE/NAME',
      }),
      'kubectl',
    ),
    'Objects that exist already: adopt those that only kubectl has managed, none, or those named',
  ),
  takeover: described(
    z._default(z.array(z.string()), ['kubectl-*', 'before-first-apply']),
    'Field managers whose left-behind fields an apply removes; a final * stands for any rest',
  ),
  wait: described(
    z.prefault(
      z.strictObject({
        enabled: flag(true, 'Wait until the objects are healthy'),
        timeout: duration('5m', 'How long to wait'),
      }),
      {},
    ),
    'Waiting for health after an apply',
  ),
  onFailure: choice(['stop', 'rollback'], 'What an apply does when it fails'),
  onInterrupted: choice(
    ['resume', 'rollback', 'report'],
    'What the guard does with an apply that was killed',
  ),
  drift: described(
    z.prefault(
      z.strictObject({
        mode: choice(['revert', 'warn', 'off'], 'What the guard does with drift'),
        foreign: choice(
          ['warn', 'ignore'],
          'Containers, commands, host access and volumes that others added',
        ),
      }),
      {},
    ),
    'Drift between merges',
  ),
  ignore: described(
    z._default(z.array(ignoreRule), []),
    'Fields that are not ours: never sent, never reverted',
  ),
  kubernetesVersion: described(
    z.optional(z.string().check(z.regex(/^1\.\d+$/, 'must be a minor version such as "1.34"'))),
    'Version for offline validation',
  ),
  helm: described(
    z.optional(
      z.strictObject({
        chart: described(
          z.optional(
            z.strictObject({
              repository: described(
                z
                  .string()
                  .check(
                    z.regex(
                      /^(?:oci|https):\/\/[^/\s?#@]+/,
                      'must be an address of the form oci:// or https://',
                    ),
                  ),
                'Helm repository or registry, as in the dependencies of a Chart.yaml',
              ),
              name: described(
                z.string().check(z.regex(/^[A-Za-z0-9][\w.-]*$/, 'must be the name of a chart')),
                'Name of the chart',
              ),
              version: described(z.string(), 'Version or range, such as ^1.2'),
            }),
          ),
          'Chart that is not in this repository, pinned in plumbline.lock; path is then the folder of the values files',
        ),
        releaseName: text('Name of the Helm release in templates; default: the name of the target'),
        valuesFiles: described(
          z._default(z.array(z.string().check(inPath())), []),
          'Values files, relative to path, later ones win',
        ),
        values: described(z.optional(z.record(z.string(), z.json())), 'Values that win over all files'),
        apiVersions: texts(
          'What the cluster serves beyond the API versions that Helm knows: cert-manager.io/v1',
        ),
        allowRandom: flag(
          false,
          'Let templates call functions of chance, whose results are the same in every rendering and no secrets',
        ),
      }),
    ),
    'Rendering of a Helm chart',
  ),
  substitute: described(
    z.optional(
      z.record(
        z.string().check(z.regex(/^[A-Za-z_]\w*$/, 'must be letters, digits and "_", no digit first')),
        z.string(),
      ),
    ),
    `Values of the variables in manifests, by name; \${NAME}, \${NAME:-default} and the other forms of Flux are filled in`,
  ),
  decryption: described(
    z.optional(z.strictObject({ provider: described(z.enum(['sops']), 'How files are encrypted') })),
    'Decryption of files, by the age key of SOPS_AGE_KEY, SOPS_AGE_KEY_FILE or --age-key-file',
  ),
});

const remoteRule = z.strictObject({
  prefix: described(
    z
      .string()
      .check(
        z.regex(
          /^(?:oci|https|ssh):\/\/[a-z0-9][a-z0-9.-]*(?::\d+)?(?:\/[\w.~/-]*)?$/,
          'must be an address of the form oci://, https:// or ssh://, its host in lower case',
        ),
      ),
    'What the rule is for: everything at or below this address',
  ),
  login: flag(false, 'Use the login that this machine has for the host: of Docker, Git or ssh'),
  privateNetwork: flag(false, 'The host may have an address that is not of the public internet'),
});

export const configSchema = z.strictObject({
  $schema: z.optional(z.string()),
  apiVersion: described(z.literal('plumbline.dev/v1alpha1'), 'Version of this format'),
  kind: z.literal('Config'),
  targets: described(
    z.array(targetSchema).check(z.minLength(1, 'must have at least one target')),
    'Sets of manifests, each for one cluster',
  ),
  remotes: described(
    z._default(z.array(remoteRule), []),
    'Where charts and bases from elsewhere may be fetched from with more than an anonymous request to a public address. On a pull request what the base says counts',
  ),
});

export type ConfigInput = z.output<typeof configSchema>;
export type TargetInput = ConfigInput['targets'][number];
