import { isAbsolute, relative, resolve } from 'node:path';
import { leadsOut } from './inside.ts';
import type { Mistake } from './issues.ts';
import { nearest } from './nearest.ts';
import type { ConfigInput, TargetInput } from './schema.ts';

/** What the schema cannot say of the targets: names once, paths inside, dependencies known and without cycle. */
export function targetMistakes({ targets }: ConfigInput, folder: string, root: string): Mistake[] {
  const names = targets.map(({ name }) => name);
  return [
    ...targets.flatMap((target, index) => [
      ...duplicate(target, index, names),
      ...outside(target, index, folder, root),
      ...unknownDependencies(target, index, names),
      ...mistakenMove(target, index, targets),
    ]),
    ...cycles(targets),
  ];
}

function duplicate({ name }: TargetInput, index: number, names: string[]): Mistake[] {
  if (names.indexOf(name) === index) return [];
  const path = ['targets', index, 'name'];
  return [{ path, message: `two targets are named ${name}`, remedy: 'Give one of them another name.' }];
}

function outside({ path }: TargetInput, index: number, folder: string, root: string): Mistake[] {
  const way = relative(root, resolve(folder, path));
  const absolute = isAbsolute(path);
  if (!absolute && !isAbsolute(way) && !leadsOut(way)) return [];
  return [
    {
      path: ['targets', index, 'path'],
      message: absolute ? `the path ${path} is absolute` : `the path ${path} leaves the repository`,
      remedy: 'Write a path relative to plumbline.yaml that stays inside the repository.',
    },
  ];
}

function unknownDependencies({ dependsOn }: TargetInput, index: number, names: string[]): Mistake[] {
  return dependsOn.flatMap((name, position) => {
    if (names.includes(name)) return [];
    const near = nearest(name, names);
    const remedy = near === undefined ? `The targets are ${names.join(', ')}.` : `Did you mean ${near}?`;
    return [
      { path: ['targets', index, 'dependsOn', position], message: `there is no target ${name}`, remedy },
    ];
  });
}

/** A release moves once, and not away from a target that still has its name. */
function mistakenMove({ movedFrom }: TargetInput, index: number, targets: readonly TargetInput[]): Mistake[] {
  if (movedFrom === undefined) return [];
  const path = ['targets', index, 'movedFrom', 'name'];
  const { name } = movedFrom;
  if (targets.some((target) => target.name === name)) {
    return [{ path, message: `${name} is still the name of a target`, remedy: 'Rename that target first.' }];
  }
  const first = targets.findIndex((target) => target.movedFrom?.name === name);
  if (first === index) return [];
  const message = `${targets[first]?.name} takes over ${name} already`;
  return [{ path, message, remedy: 'Remove one of the two movedFrom.' }];
}

/** One mistake per cycle, at the target of it that stands first. */
function cycles(targets: readonly TargetInput[]): Mistake[] {
  const byName = new Map(targets.map((target) => [target.name, target]));
  const found = new Map<string, Mistake>();
  const visit = (name: string, way: string[]): void => {
    const start = way.indexOf(name);
    if (start >= 0) {
      const cycle = way.slice(start);
      const key = [...cycle].sort().join(' ');
      const first = targets.findIndex((target) => cycle.includes(target.name));
      if (!found.has(key)) {
        found.set(key, {
          path: ['targets', first, 'dependsOn'],
          message: `the targets wait for each other: ${[...cycle, name].join(' → ')}`,
          remedy: 'Remove one of these dependsOn.',
        });
      }
      return;
    }
    if (done.has(name)) return;
    for (const next of byName.get(name)?.dependsOn ?? []) visit(next, [...way, name]);
    done.add(name);
  };
  const done = new Set<string>();
  for (const { name } of targets) visit(name, []);
  return [...found.values()];
}
