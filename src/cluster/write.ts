import { field, stringField, stringifyJson } from '../manifests/json.ts';
import type { ApiResource, JsonObject, KubeObject } from '../manifests/types.ts';
import type { Subject } from './errors.ts';
import { holds } from './holds.ts';
import { objectPath, resourcePath, withQuery } from './paths.ts';
import { type Answer, type Call, isAbsent, type Requests } from './requests.ts';
import type {
  ApplyOptions,
  DeleteOptions,
  ObjectName,
  PatchOptions,
  PatchType,
  WriteResult,
} from './types.ts';
import { warningTexts } from './warnings.ts';

const applyPatch = 'application/apply-patch+yaml';

/** Reads one object; undefined where it, its namespace or its kind is not there. */
export async function getObject(
  requests: Requests,
  resource: ApiResource,
  name: ObjectName,
): Promise<KubeObject | undefined> {
  const call = { verb: 'GET', method: 'GET', repeat: 'always', subject: subjectOf(resource, name) } as const;
  try {
    return (await requests.send({ ...call, path: objectPath(resource, name) })).body as KubeObject;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Server-side apply. The body is JSON, which is YAML. Doing it twice is doing it once. */
export async function applyObject(
  requests: Requests,
  resource: ApiResource,
  object: KubeObject,
  manager: string,
  options: ApplyOptions = {},
): Promise<WriteResult> {
  const name = nameOf(object);
  const { dryRun = false, fieldManager = manager, force = true, subresource } = options;
  return await write(requests, resource, name, object, {
    verb: dryRun ? 'DRYRUN' : 'APPLY',
    method: 'PATCH',
    path: writePath(objectPath(resource, name, subresource), { dryRun, fieldManager, force }),
    contentType: applyPatch,
    repeat: 'always',
  });
}

/** POST. Repeated after a broken connection, it takes an object equal to what it sent for its own. */
export async function createObject(
  requests: Requests,
  resource: ApiResource,
  object: KubeObject,
  manager: string,
  options: PatchOptions = {},
): Promise<WriteResult> {
  const { dryRun = false, fieldManager = manager } = options;
  const name = nameOf(object);
  objectPath(resource, name);
  return await write(requests, resource, name, object, {
    verb: dryRun ? 'DRYRUN' : 'CREATE',
    method: 'POST',
    path: writePath(resourcePath(resource, { namespace: name.namespace ?? '' }), { dryRun, fieldManager }),
    repeat: 'always',
  });
}

/** PUT. Only a compare-and-swap or a dry run is repeated when it is not known whether it was carried out. */
export async function replaceObject(
  requests: Requests,
  resource: ApiResource,
  object: KubeObject,
  manager: string,
  options: PatchOptions = {},
): Promise<WriteResult> {
  const { dryRun = false, fieldManager = manager, subresource } = options;
  const name = nameOf(object);
  return await write(requests, resource, name, object, {
    verb: dryRun ? 'DRYRUN' : 'REPLACE',
    method: 'PUT',
    path: writePath(objectPath(resource, name, subresource), { dryRun, fieldManager }),
    repeat: dryRun || isGuarded(object) ? 'always' : 'unacted',
  });
}

/** A merge patch with a resourceVersion is a compare-and-swap too; a JSON patch is never done twice. */
export async function patchObject(
  requests: Requests,
  resource: ApiResource,
  name: ObjectName,
  type: PatchType,
  patch: JsonObject | JsonObject[],
  manager: string,
  options: PatchOptions = {},
): Promise<WriteResult> {
  const { dryRun = false, fieldManager = manager, subresource } = options;
  const guarded = !Array.isArray(patch) && isGuarded(patch);
  return await write(requests, resource, name, patch, {
    verb: dryRun ? 'DRYRUN' : 'PATCH',
    method: 'PATCH',
    path: writePath(objectPath(resource, name, subresource), { dryRun, fieldManager }),
    contentType: `application/${type === 'json' ? 'json-patch' : 'merge-patch'}+json`,
    repeat: dryRun || guarded ? 'always' : 'unacted',
  });
}

/** With everything in the body: beside a body, the query of a DELETE is ignored, and a dry run there deletes. */
export async function deleteObject(
  requests: Requests,
  resource: ApiResource,
  name: ObjectName,
  options: DeleteOptions = {},
): Promise<'gone' | 'deleted' | 'deleting'> {
  const { dryRun = false, uid, resourceVersion, propagation = 'Background' } = options;
  const guarded = uid !== undefined || resourceVersion !== undefined;
  const body: JsonObject = {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    propagationPolicy: propagation,
    ...(dryRun && { dryRun: ['All'] }),
    ...(guarded && {
      preconditions: {
        ...(uid !== undefined && { uid }),
        ...(resourceVersion !== undefined && { resourceVersion }),
      },
    }),
  };
  try {
    const answer = await requests.send({
      verb: dryRun ? 'DRYRUN' : 'DELETE',
      method: 'DELETE',
      path: objectPath(resource, name),
      body: stringifyJson(body),
      // By name alone it could meet an object that somebody has made anew.
      repeat: dryRun || guarded ? 'always' : 'unacted',
      subject: subjectOf(resource, name),
    });
    return stringField(answer.body, 'metadata', 'deletionTimestamp') === undefined ? 'deleted' : 'deleting';
  } catch (error) {
    if (isAbsent(error)) return 'gone';
    throw error;
  }
}

async function write(
  requests: Requests,
  resource: ApiResource,
  name: ObjectName,
  sent: JsonObject | JsonObject[],
  call: Omit<Call, 'subject' | 'body' | 'settle'>,
): Promise<WriteResult> {
  const subject = subjectOf(resource, name);
  const answer = await requests.send({
    ...call,
    subject,
    body: stringifyJson(sent),
    settle: Array.isArray(sent) ? undefined : () => settled(requests, resource, name, sent, call.method),
  });
  return {
    object: answer.body as KubeObject,
    created: answer.status === 201,
    warnings: warningTexts(answer.warning),
  };
}

/** After a broken connection and a conflict: if the object holds all that was sent, the write was carried out. */
async function settled(
  requests: Requests,
  resource: ApiResource,
  name: ObjectName,
  sent: JsonObject,
  method: Call['method'],
): Promise<Answer | undefined> {
  const live = await getObject(requests, resource, name);
  if (live === undefined || !holds(live, sent)) return undefined;
  return { status: method === 'POST' ? 201 : 200, body: live, warning: [] };
}

function writePath(
  path: string,
  options: { dryRun: boolean; fieldManager: string; force?: boolean },
): string {
  const { dryRun, fieldManager, force } = options;
  return withQuery(path, {
    fieldManager,
    fieldValidation: 'Strict',
    force: force === undefined ? undefined : String(force),
    dryRun: dryRun ? 'All' : undefined,
  });
}

function isGuarded(object: JsonObject): boolean {
  return field(object, 'metadata', 'resourceVersion') !== undefined;
}

function nameOf(object: KubeObject): ObjectName {
  const { name, namespace } = object.metadata;
  return typeof namespace === 'string' && namespace !== '' ? { namespace, name } : { name };
}

function subjectOf({ group, kind, namespaced }: ApiResource, { name, namespace }: ObjectName): Subject {
  return { group, kind, name, ...(namespaced && namespace !== undefined && { namespace }) };
}
