/**
 * A value as the module sends it: texts, booleans, doubles and null as they are, all else as a list of its type
 * and its value, which JSON cannot tell apart.
 */
export type TypedValue = string | boolean | number | null | [string, ...unknown[]];

/** The value in the types of the CEL library. */
export function celValue(value: TypedValue, durationOf: (text: string) => unknown): unknown {
  if (!Array.isArray(value)) return value;
  const inner = (part: unknown): unknown => celValue(part as TypedValue, durationOf);
  const [type, ...parts] = value;
  const [first] = parts;
  switch (type) {
    case 'int':
      return BigInt(String(first));
    case 'list':
      return parts.map(inner);
    case 'map':
      return new Map(
        Object.entries(first as Record<string, unknown>).map(([name, part]) => [name, inner(part)]),
      );
    case 'byte':
      return new Uint8Array(Buffer.from(String(first), 'base64'));
    case 'duration':
      return durationOf(String(first));
    default:
      return new Date(String(first));
  }
}
