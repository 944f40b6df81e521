import { PlumblineError } from '../errors/error.ts';
import type { Finding } from '../plan/types.ts';
import { displayId, groupOf, idKey, idOf } from './identity.ts';
import { Texts } from './position.ts';
import type { RawDocument } from './read.ts';
import { safeExcerpt } from './read-text.ts';
import type { Scopes } from './scope.ts';
import type { KubeObject, Manifest, ObjectId, Source } from './types.ts';

export interface AssembleOptions {
  /** Of namespaced objects that name none: the target's namespace, or the one of the context. */
  defaultNamespace: string;
  isNamespaced: Scopes;
  /** For places; without them, places are lines of documents. */
  texts?: Texts;
}

export interface AssembledSet {
  manifests: Manifest[];
  findings: Finding[];
  errors: PlumblineError[];
}

/**
 * Makes one set of documents: namespaces defaulted, each object once. A kind whose scope nobody knows (a
 * custom resource whose definition is neither in the set nor in the cluster asked) is taken as namespaced,
 * as most are, and a finding says so.
 */
export function assemble(documents: readonly RawDocument[], options: AssembleOptions): AssembledSet {
  const set: AssembledSet = { manifests: [], findings: [], errors: [] };
  const texts = options.texts ?? new Texts(new Map());
  const unknown = new Map<string, RawDocument>();
  const first = new Map<string, Source>();
  for (const document of documents) {
    const group = groupOf(document.object.apiVersion);
    const namespaced = options.isNamespaced(group, document.object.kind);
    if (namespaced === undefined && !unknown.has(`${group}/${document.object.kind}`)) {
      unknown.set(`${group}/${document.object.kind}`, document);
    }
    if (namespaced === false && document.object.metadata.namespace !== undefined) {
      set.errors.push(clusterScopedError(document, texts));
      continue;
    }
    const object =
      namespaced === false ? document.object : withNamespace(document.object, options.defaultNamespace);
    const manifest = { id: idOf(object), object, source: document.source };
    const earlier = first.get(idKey(manifest.id));
    if (earlier !== undefined) set.errors.push(duplicateError(manifest.id, document.source, earlier, texts));
    else {
      first.set(idKey(manifest.id), document.source);
      set.manifests.push(manifest);
    }
  }
  for (const document of unknown.values()) set.findings.push(unknownScope(document));
  return set;
}

function withNamespace(object: KubeObject, namespace: string): KubeObject {
  if (object.metadata.namespace !== undefined) return object;
  const { name, ...metadata } = object.metadata;
  return { ...object, metadata: { name, namespace, ...metadata } };
}

function clusterScopedError({ object, source }: RawDocument, texts: Texts): PlumblineError {
  const { place, at } = texts.place(source, ['metadata', 'namespace']);
  const text = texts.of(source.file);
  const { namespace: _, ...metadata } = object.metadata;
  return new PlumblineError('MANIFEST_INVALID', `a ${object.kind} belongs to no namespace`, {
    object: displayId(idOf({ ...object, metadata: { ...metadata, name: object.metadata.name } })),
    ...(place !== undefined && { place }),
    ...(text !== undefined && at !== undefined && safeExcerpt(text, at)),
    remedy: 'Remove metadata.namespace.',
  });
}

export function duplicateError(id: ObjectId, source: Source, earlier: Source, texts: Texts): PlumblineError {
  const { place } = texts.place(source, ['metadata', 'name']);
  const other = `${earlier.file}:${earlier.line}`;
  return new PlumblineError('DUPLICATE_OBJECT', `the object is there twice: it stands at ${other} already`, {
    object: displayId(id),
    ...(place !== undefined && { place }),
    remedy: 'Remove one of the two, or give it another name or namespace.',
  });
}

function unknownScope({ object, source: { file, line } }: RawDocument): Finding {
  return {
    severity: 'info',
    code: 'SCOPE_UNKNOWN',
    message: `whether ${object.kind} of ${object.apiVersion} belongs to a namespace is not known offline; taken as namespaced`,
    object: displayId(idOf(object)),
    place: { file, line },
    remedy: 'Add its CustomResourceDefinition to the target, or ask a cluster (plumbline plan).',
  };
}
