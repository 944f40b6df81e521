import { groupOf } from './identity.ts';
import { isObject } from './json.ts';
import type { Json, JsonObject } from './types.ts';

/** A value of a document that ought to be a manifest, and the way to it through lists. */
export interface Item {
  value: Json;
  items: number[];
}

/**
 * Takes a `kind: List`, or any other list such as `DeploymentList`, apart, nested ones too. Items of a typed
 * list get the kind that the API server leaves out there.
 */
export function takeApart(value: Json, items: number[] = []): Item[] {
  if (!isObject(value) || !isList(value)) return [{ value, items }];
  const members = Array.isArray(value.items) ? value.items : [];
  return members.flatMap((member, index) => takeApart(typed(member, value), [...items, index]));
}

/** The core group has no object that is called a list, with a name or without; other groups may. */
function isList({ apiVersion, kind, metadata, items }: JsonObject): boolean {
  if (typeof kind !== 'string') return false;
  if (!Array.isArray(items)) return kind === 'List' && (items === null || items === undefined);
  if (typeof apiVersion === 'string' && groupOf(apiVersion) === '') return /list$/i.test(kind);
  return kind.endsWith('List') && (!isObject(metadata) || metadata.name === undefined);
}

function typed(member: Json, list: JsonObject): Json {
  if (!isObject(member) || typeof list.kind !== 'string' || list.kind.toLowerCase() === 'list') return member;
  if (member.kind !== undefined || list.apiVersion === undefined) return member;
  return { apiVersion: list.apiVersion, kind: list.kind.slice(0, -'List'.length), ...member };
}
