/**
 * The toolkit: what the command line, the Action and the guard do, as functions over plain data, for people
 * who build their own delivery on it. `plan`, `checkDrift`, `health` and the reports decide and describe;
 * only `connect` opens a connection.
 */
export type { Desired, TargetContext } from './apply/context.ts';
export { checkDrift, type DriftCheck } from './apply/drift.ts';
export { previewFromGit } from './apply/git-preview.ts';
export type { HeldLease } from './apply/lease.ts';
export { type LeaseOptions, localHolder, underLease, withLease } from './apply/locked.ts';
export { type Preview, preview as plan } from './apply/preview.ts';
export { revert } from './apply/revert.ts';
export { revisionToRestore, rollbackContext } from './apply/rollback.ts';
export { type ApplyOptions, applyTarget as apply } from './apply/run.ts';
export type { ApplyReport, ApplyResult, ObjectResult, Progress, ProgressEvent } from './apply/types.ts';
export { type UninstallOptions, uninstallTarget as uninstall } from './apply/uninstall.ts';
export { type ClientOptions, connect, createClient } from './cluster/client.ts';
export type { CredentialOptions, Credentials } from './cluster/credentials.ts';
export type { ClusterClient, ListOptions, RequestCounts, WriteResult } from './cluster/types.ts';
export { loadConfig } from './config/load.ts';
export { parseConfig } from './config/parse.ts';
export type { Config, IgnoreRule, RemoteRule, Target } from './config/types.ts';
export type { DriftReport, DriftState, ObjectDrift, TargetDrift } from './drift/types.ts';
export { type ErrorCode, exitCodeOf } from './errors/codes.ts';
export { type ErrorView, errorView, PlumblineError } from './errors/error.ts';
export { type Health, type HealthStatus, health } from './health/index.ts';
export { idKey, idOf } from './manifests/identity.ts';
export { readManifests } from './manifests/read.ts';
export type { KubeObject, Manifest, ObjectId } from './manifests/types.ts';
export { planDocument } from './plan/document.ts';
export type { Hook, HookDeletePolicy, HookEvent, Hooks } from './plan/hooks.ts';
export type { BaseTip } from './plan/situation.ts';
export type { Action, Cause, FieldChange, Finding, ObjectPlan, Plan, TargetPlan } from './plan/types.ts';
export { listReleases, readRelease } from './release/read.ts';
export type { Baseline, Release, ReleasePolicy, ReleaseSource, Revision } from './release/types.ts';
export { type DesiredOptions, type DesiredSet, loadDesired as render } from './render/desired.ts';
export { Engine } from './render/engine.ts';
export { Fetcher, type FetchOptions, type Lock, readLock, resolve as resolveRemote, writeLock, } from './render/remote/index.ts';
export { Identities as AgeKeys } from './render/sops/identities.ts';
export { type FileSource, revisionSource, workTreeSource } from './render/sources.ts';
export * as report from './report/index.ts';
export { SchemaCheck, type SchemaOptions } from './validate/schemas.ts';
export { type Validation, type ValidationOptions, validateManifests as validate, } from './validate/validate.ts';
