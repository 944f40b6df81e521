import { posix } from 'node:path';
import { leadsOut } from '../../config/inside.ts';
import type { BaseReference } from './types.ts';

/** A reference, or why the text, which means something remote, is none that is fetched. */
export type GitUrl = BaseReference | { refused: string; remedy: string };

const schemes = /^(ssh|https|http|file):\/\//i;
const user = /^([a-zA-Z][a-zA-Z0-9-]*)@/;
const github = /^github\.com[/:]/i;

/**
 * A Git repository and a folder in it, as kustomize reads the entries of `resources`, `components` and `bases`;
 * undefined where kustomize would not take the text for one.
 */
export function parseGitUrl(text: string): GitUrl | undefined {
  if (text.startsWith('/')) return undefined;
  const [address, query] = splitOnce(text.replace(/^git::/i, ''), '?');
  const found = hostOf(address);
  if (found === undefined) return undefined;
  const { scheme, authority, rest } = found;
  const parts = splitPath(rest);
  if (parts === undefined) return undefined;
  const [repository, folder] = parts;
  if (scheme === 'http' || scheme === 'file') {
    const remedy = 'Write it with https://.';
    return { refused: `bases are not fetched by ${scheme}`, remedy };
  }
  const path = posix.normalize(folder.replace(/^\/+/, '') || '.').replace(/(.)\/$/, '$1');
  if (leadsOut(path)) {
    const remedy = 'Name a folder of that repository.';
    return { refused: `the path ${folder} leaves the repository ${repository}`, remedy };
  }
  const { ref, submodules } = queryOf(query);
  if (submodules) return { refused: 'submodules are not fetched', remedy: 'Leave submodules=true out.' };
  return { kind: 'base', repository: `${scheme}://${authority}/${repository}`, path, ref };
}

function hostOf(address: string): { scheme: string; authority: string; rest: string } | undefined {
  const scheme = schemes.exec(address)?.[1]?.toLowerCase();
  const afterScheme = scheme === undefined ? address : address.slice(scheme.length + 3);
  const name = user.exec(afterScheme)?.[0] ?? '';
  const afterUser = afterScheme.slice(name.length);
  const isGithub = github.test(afterUser);
  if (scheme === 'file') return { scheme, authority: '', rest: afterScheme };
  // Without a scheme only the scp-like form and GitHub's own are remote; everything else is a path.
  const isScp = scheme === undefined && (name !== '' || isGithub);
  if (scheme === undefined && !isScp) return undefined;
  const slash = afterUser.indexOf('/');
  const colon = isScp ? afterUser.indexOf(':') : -1;
  const end = colon > 0 && (slash < 0 || colon < slash) ? colon : slash;
  if (end <= 0) return undefined;
  const host = afterUser.slice(0, end).toLowerCase();
  const rest = afterUser.slice(end + 1);
  if (isGithub) {
    const isSsh = scheme === 'ssh' || name !== '';
    return isSsh
      ? { scheme: 'ssh', authority: `${name || 'git@'}github.com`, rest }
      : { scheme: 'https', authority: 'github.com', rest };
  }
  // A user name of https is a login, and no part of what is fetched.
  return scheme === undefined || scheme === 'ssh'
    ? { scheme: 'ssh', authority: `${name}${host}`, rest: rest.replace(/^\/+/, '') }
    : { scheme, authority: host, rest };
}

/** Where the repository ends: after `_git/NAME`, at `//`, after `.git`, or else after two parts. */
function splitPath(rest: string): [string, string] | undefined {
  const azure = /^(.*?_git\/[^/]*)\/?(.*)$/.exec(rest);
  if (azure !== null) return [azure[1] ?? '', azure[2] ?? ''];
  const double = rest.indexOf('//');
  if (double >= 0) return double === 0 ? undefined : [rest.slice(0, double), rest.slice(double + 2)];
  const suffix = rest.indexOf('.git');
  if (suffix >= 0) return [rest.slice(0, suffix + 4), rest.slice(suffix + 4)];
  const parts = rest.split('/');
  if (parts.length < 2 || parts.slice(0, 2).join('/') === '') return undefined;
  return [parts.slice(0, 2).join('/'), parts.slice(2).join('/')];
}

function queryOf(query: string): { ref: string; submodules: boolean } {
  const values = new URLSearchParams(query);
  const ref = values.get('ref') || values.get('version') || '';
  return { ref, submodules: /^(?:1|t|true)$/i.test(values.get('submodules') ?? '') };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
