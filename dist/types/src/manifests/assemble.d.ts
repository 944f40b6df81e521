import { PlumblineError } from '../errors/error.ts';
import type { Finding } from '../plan/types.ts';
import { Texts } from './position.ts';
import type { RawDocument } from './read.ts';
import type { Scopes } from './scope.ts';
import type { Manifest, ObjectId, Source } from './types.ts';
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
export declare function assemble(documents: readonly RawDocument[], options: AssembleOptions): AssembledSet;
export declare function duplicateError(id: ObjectId, source: Source, earlier: Source, texts: Texts): PlumblineError;
