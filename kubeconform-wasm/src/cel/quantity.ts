const nanosPerOne = 10n ** 9n;
/** Larger ones are no quantity of anything, and would be numbers of endless length. */
const largestExponent = 30;

const powers: Record<string, bigint> = {
  n: 1n,
  u: 10n ** 3n,
  m: 10n ** 6n,
  '': nanosPerOne,
  ...Object.fromEntries(
    ['k', 'M', 'G', 'T', 'P', 'E'].map((unit, index) => [unit, 10n ** BigInt(12 + 3 * index)]),
  ),
  ...Object.fromEntries(
    ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((unit, index) => [
      unit,
      nanosPerOne << BigInt(10 * (index + 1)),
    ]),
  ),
};

/** An amount such as `1.5Gi`, exact to a billionth, as Kubernetes keeps it. */
export class Quantity {
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    this.nanos = nanos;
  }

  /** Nothing where the text is none. */
  static parse(text: string): Quantity | undefined {
    const form = /^([+-]?)(\d*)(?:\.(\d*))?(?:([eE])([+-]?\d{1,3})|(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?)$/;
    const [, sign = '', whole = '', fraction = '', exponentSign, exponent = '0', unit = ''] =
      form.exec(text) ?? [];
    if (`${whole}${fraction}` === '') return undefined;
    let factor = powers[unit] ?? nanosPerOne;
    let divisor = 10n ** BigInt(fraction.length);
    if (exponentSign !== undefined) {
      const power = Number(exponent);
      if (Math.abs(power) > largestExponent) return undefined;
      if (power >= 0) factor *= 10n ** BigInt(power);
      else divisor *= 10n ** BigInt(-power);
    }
    const scaled = BigInt(`${whole}${fraction}`) * factor;
    // What is smaller than a billionth is rounded away from zero.
    const nanos = (scaled + divisor - 1n) / divisor;
    return new Quantity(sign === '-' ? -nanos : nanos);
  }

  compareTo(other: Quantity): bigint {
    if (this.nanos === other.nanos) return 0n;
    return this.nanos < other.nanos ? -1n : 1n;
  }

  get isInteger(): boolean {
    return this.nanos % nanosPerOne === 0n;
  }

  asInteger(): bigint {
    if (!this.isInteger) throw new TypeError('cannot convert value to integer');
    return this.nanos / nanosPerOne;
  }

  asFloat(): number {
    return Number(this.nanos) / 1e9;
  }
}
