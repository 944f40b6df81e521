import type { Environment } from '@marcbachmann/cel-js';
import { isAddress, isCidr, Url } from './address.ts';
import { Quantity } from './quantity.ts';

/** Values that CEL orders. */
type Ordered = bigint | number | string | boolean | Date;

/** The functions that Kubernetes has beside those of CEL, and the library lacks. */
export function addFunctions(env: Environment): void {
  const add: Add = (signature, handler) => {
    env.registerFunction(signature, handler as (...args: unknown[]) => unknown);
  };
  addLists(add);
  addTexts(add);
  addSets(env, add);
  addQuantities(env, add);
  addAddresses(env, add);
}

type Add = (signature: string, handler: (...args: never[]) => unknown) => void;

function addLists(add: Add): void {
  add('list.isSorted(): bool', (all: Ordered[]) =>
    all.every((one, index) => index === 0 || !isLess(one, all[index - 1] as Ordered)),
  );
  add('list.sum(): dyn', (all: Ordered[]) => all.reduce(sum, typeof all[0] === 'number' ? 0 : 0n));
  add('list.min(): dyn', (all: Ordered[]) => extreme(all, 'min', isLess));
  add('list.max(): dyn', (all: Ordered[]) => extreme(all, 'max', (a, b) => isLess(b, a)));
  add('list.indexOf(dyn): int', (all: unknown[], one: unknown) => BigInt(all.indexOf(one)));
  add('list.lastIndexOf(dyn): int', (all: unknown[], one: unknown) => BigInt(all.lastIndexOf(one)));
}

const isLess = (a: Ordered, b: Ordered): boolean => a < b;

function sum(total: Ordered, one: Ordered): Ordered {
  if (typeof total === 'bigint' && typeof one === 'bigint') return total + one;
  if (typeof total === 'number' && typeof one === 'number') return total + one;
  throw new TypeError('no such overload: only numbers of one type have a sum');
}

function extreme(
  all: readonly Ordered[],
  name: string,
  isBetter: (a: Ordered, b: Ordered) => boolean,
): Ordered {
  const [first, ...others] = all;
  if (first === undefined) throw new TypeError(`${name} called on an empty list`);
  return others.reduce((best, one) => (isBetter(one, best) ? one : best), first);
}

function addTexts(add: Add): void {
  add('string.replace(string, string): string', (text: string, from: string, to: string) =>
    replaceFirst(text, from, to, -1n),
  );
  add('string.replace(string, string, int): string', replaceFirst);
  add('string.charAt(int): string', (text: string, index: bigint) => Array.from(text)[Number(index)] ?? '');
  add(
    'string.find(string): string',
    (text: string, pattern: string) => new RegExp(pattern, 'u').exec(text)?.[0] ?? '',
  );
  add('string.findAll(string): list<string>', (text: string, pattern: string) =>
    [...text.matchAll(new RegExp(pattern, 'gu'))].map(([found]) => found),
  );
}

/** A limit below zero is none. */
function replaceFirst(text: string, from: string, to: string, limit: bigint): string {
  const parts = text.split(from);
  const count = limit < 0n ? parts.length - 1 : Math.min(Number(limit), parts.length - 1);
  return [parts.slice(0, count + 1).join(to), ...parts.slice(count + 1)].join(from);
}

class Sets {}

function addSets(env: Environment, add: Add): void {
  env.registerType('Sets', Sets).registerConstant('sets', 'Sets', new Sets());
  const holds = (all: unknown[], some: unknown[]): boolean => some.every((one) => all.includes(one));
  add('Sets.contains(list, list): bool', (_: Sets, all: unknown[], some: unknown[]) => holds(all, some));
  add(
    'Sets.equivalent(list, list): bool',
    (_: Sets, a: unknown[], b: unknown[]) => holds(a, b) && holds(b, a),
  );
  add('Sets.intersects(list, list): bool', (_: Sets, a: unknown[], b: unknown[]) =>
    a.some((one) => b.includes(one)),
  );
}

function addQuantities(env: Environment, add: Add): void {
  env.registerType('Quantity', Quantity);
  add('isQuantity(string): bool', (text: string) => Quantity.parse(text) !== undefined);
  add('quantity(string): Quantity', (text: string) => parsed(Quantity.parse(text), text));
  add('Quantity.isLessThan(Quantity): bool', (a: Quantity, b: Quantity) => a.nanos < b.nanos);
  add('Quantity.isGreaterThan(Quantity): bool', (a: Quantity, b: Quantity) => a.nanos > b.nanos);
  add('Quantity.compareTo(Quantity): int', (a: Quantity, b: Quantity) => a.compareTo(b));
  add('Quantity.sign(): int', (one: Quantity) => one.compareTo(new Quantity(0n)));
  add('Quantity.isInteger(): bool', (one: Quantity) => one.isInteger);
  add('Quantity.asInteger(): int', (one: Quantity) => one.asInteger());
  add('Quantity.asApproximateFloat(): double', (one: Quantity) => one.asFloat());
  add('Quantity.add(Quantity): Quantity', (a: Quantity, b: Quantity) => new Quantity(a.nanos + b.nanos));
  add('Quantity.sub(Quantity): Quantity', (a: Quantity, b: Quantity) => new Quantity(a.nanos - b.nanos));
}

function addAddresses(env: Environment, add: Add): void {
  env.registerType('Url', Url);
  add('isURL(string): bool', (text: string) => Url.parse(text) !== undefined);
  add('url(string): Url', (text: string) => parsed(Url.parse(text), text));
  add('Url.getScheme(): string', (url: Url) => url.scheme);
  add('Url.getHost(): string', (url: Url) => url.host);
  add('Url.getHostname(): string', (url: Url) => url.hostname);
  add('Url.getPort(): string', (url: Url) => url.port);
  add('Url.getEscapedPath(): string', (url: Url) => url.path);
  add('Url.getQuery(): map', (url: Url) => url.parameters);
  add('isIP(string): bool', isAddress);
  add('isCIDR(string): bool', isCidr);
}

function parsed<T>(value: T | undefined, text: string): T {
  if (value === undefined) throw new TypeError(`cannot convert "${text}"`);
  return value;
}
