import { stringifyYaml } from '../../src/manifests/yaml-write.ts';
import { releaseCrd } from '../../src/release/crd.ts';

/** The CustomResourceDefinition of Release as a manifest. */
export function generate(): Record<string, string> {
  const yaml = stringifyYaml(releaseCrd);
  return {
    'guard/manifests/crd.yaml': `# Generated from src/release/crd.ts by \`npm run generate\`.\n${yaml}`,
  };
}
