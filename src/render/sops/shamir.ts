/** The field GF(2^8) of AES, by powers of its generator 3. */
const powers: number[] = [];
const logarithms: number[] = [];
for (let power = 0, value = 1; power < 255; power++) {
  powers[power] = value;
  logarithms[value] = power;
  const twice = value & 0x80 ? ((value << 1) ^ 0x1b) & 0xff : value << 1;
  value = twice ^ value;
}

const multiply = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : (powers[((logarithms[a] as number) + (logarithms[b] as number)) % 255] as number);
const divide = (a: number, b: number): number =>
  a === 0 ? 0 : (powers[((logarithms[a] as number) - (logarithms[b] as number) + 255) % 255] as number);

/**
 * The secret that was shared out (Shamir, as HashiCorp's Vault does it): each part holds a point per byte, its
 * last byte is where the points lie. Too few parts, or wrong ones, give another secret.
 * @returns undefined for parts that do not belong together
 */
export function combineParts(parts: readonly Buffer[]): Buffer | undefined {
  const [first] = parts;
  if (first === undefined || first.length < 2) return undefined;
  const places = parts.map((part) => part.at(-1) as number);
  if (new Set(places).size < places.length || places.includes(0)) return undefined;
  if (parts.some((part) => part.length !== first.length)) return undefined;
  const weights = places.map((place, index) =>
    places.reduce(
      (weight, other, at) => (at === index ? weight : multiply(weight, divide(other, other ^ place))),
      1,
    ),
  );
  const byteAt = (at: number): number =>
    parts.reduce((sum, part, index) => sum ^ multiply(part[at] as number, weights[index] as number), 0);
  return Buffer.from(Array.from({ length: first.length - 1 }, (_, at) => byteAt(at)));
}
