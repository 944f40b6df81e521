const units: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Go's form of a duration: one or more numbers, each with its unit (`90s`, `1h30m`, `1.5h`). */
export const durationForm = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/;

/** Milliseconds, whole; undefined where the text is no duration. Source of the form: Go's time.ParseDuration. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (!durationForm.test(text)) return undefined;
  let milliseconds = 0;
  for (const [, amount, unit] of text.matchAll(/([\d.]+)([a-zµ]+)/g)) {
    milliseconds += Number(amount) * (units[unit ?? ''] ?? 0);
  }
  const whole = Math.round(milliseconds);
  return Number.isSafeInteger(whole) ? whole : undefined;
}

/** The shortest text for whole milliseconds that parseDuration reads back: `1h30m`, `90s` is `1m30s`. */
export function formatDuration(milliseconds: number): string {
  let rest = milliseconds;
  let text = '';
  for (const unit of ['h', 'm', 's', 'ms'] as const) {
    const size = units[unit] as number;
    const amount = Math.floor(rest / size);
    if (amount > 0) text += `${amount}${unit}`;
    rest -= amount * size;
  }
  return text === '' ? '0s' : text;
}
