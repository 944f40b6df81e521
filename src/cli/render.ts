import { stringifyJson } from '../manifests/json.ts';
import { stringifyYaml } from '../manifests/yaml-write.ts';
import { shownObject } from '../render/secrets.ts';
import type { GlobalOptions } from './options.ts';
import { onlyForms, printResult } from './output.ts';
import { Session } from './session.ts';

/**
 * `plumbline render`: the desired objects, as they would be sent but for the release's label, and without
 * what was decrypted; hooks last.
 */
export async function render(names: string[], options: GlobalOptions): Promise<number> {
  onlyForms(options, 'render', 'text', 'json');
  await using session = await Session.open(options);
  const objects = [];
  for (const target of session.targets(names)) {
    const { manifests, hooks, sensitive } = await session.headManifests(target);
    const made = (hooks?.hooks ?? []).map(({ manifest }) => manifest);
    for (const manifest of [...manifests, ...made]) objects.push(shownObject(manifest, sensitive));
  }
  if (options.output === 'json')
    printResult(stringifyJson({ apiVersion: 'v1', kind: 'List', items: objects }, 2));
  else printResult(objects.map((object) => `---\n${stringifyYaml(object)}`).join(''));
  return 0;
}
