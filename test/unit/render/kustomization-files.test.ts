import { expect, test } from '@jest/globals';
import { kustomizationFiles } from '../../../src/render/kustomization-files.ts';
import { workTreeSource } from '../../../src/render/sources.ts';
import { TestRepository } from '../git/repositories.ts';

async function filesOf(files: Record<string, string>, path: string): Promise<string[]> {
  const repository = new TestRepository();
  for (const [file, text] of Object.entries(files)) repository.write(file, text);
  return [...(await kustomizationFiles(workTreeSource(repository.root), path)).files.keys()].sort();
}

test('takes the folder, and the bases and components that it names, wherever they are', async () => {
  const files = {
    'apps/shop/overlays/prod/kustomization.yaml':
      'resources: [../../base, web.yaml]\ncomponents:\n- ../../../../parts/tls\n',
    'apps/shop/overlays/prod/web.yaml': '',
    'apps/shop/base/kustomization.yml': 'resources: [deployment.yaml, ../more/]\n',
    'apps/shop/base/deployment.yaml': '',
    'apps/shop/more/Kustomization': 'bases: [https://example.com/org/repo]',
    'parts/tls/kustomization.yaml': '',
    'parts/other/kustomization.yaml': '',
  };
  const taken = Object.keys(files).filter((file) => !file.startsWith('parts/other'));
  expect(await filesOf(files, 'apps/shop/overlays/prod')).toEqual(taken.sort());
});

test('of bases that include each other takes each once', async () => {
  const files = {
    'a/kustomization.yaml': 'resources: [../b]',
    'b/kustomization.yaml': 'resources: [../a]',
  };
  expect(await filesOf(files, 'a')).toEqual(Object.keys(files));
});

test('takes nothing out of the repository, and leaves what is broken for the build to tell', async () => {
  const files = { 'a/kustomization.yaml': 'resources: [../../../etc, /etc, missing, ../gone]' };
  expect(await filesOf(files, 'a')).toEqual(['a/kustomization.yaml']);
  expect(await filesOf({ 'a/kustomization.yaml': 'resources: [' }, 'a')).toEqual(['a/kustomization.yaml']);
});
