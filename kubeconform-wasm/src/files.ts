import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folder of the files that are made from source: beside the bundle, of whatever form, that this has become
 * part of; or that of a checkout.
 */
function builtFolder(): string {
  const own = typeof __dirname === 'string' ? __dirname : import.meta.dirname;
  return existsSync(join(own, moduleName)) ? own : join(own, '..', 'built');
}

const moduleName = 'kubeconform.wasm.br';
const bundleName = 'kubernetes-schemas.br';

export const moduleFile = (): string => join(builtFolder(), moduleName);
export const bundleFile = (): string => join(builtFolder(), bundleName);
