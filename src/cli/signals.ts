/** That a signal has come, and the exit code it asks for. */
export interface Stop {
  signal: AbortSignal;
  exitCode(): number | undefined;
}

/**
 * Aborts on SIGINT and SIGTERM, so that an apply stops between two writes and says so in the record. A second
 * signal ends the process at once.
 * @param tell is told, once, that it will take a moment
 */
export function abortOnSignal(tell: (text: string) => void = () => undefined): Stop {
  const controller = new AbortController();
  let code: number | undefined;
  const stop = (name: string, number: number) => (): void => {
    if (controller.signal.aborted) process.exit(number);
    code = number;
    tell(`${name}: stopping after what is under way; once more stops at once`);
    controller.abort();
  };
  process.on('SIGINT', stop('SIGINT', 130));
  process.on('SIGTERM', stop('SIGTERM', 143));
  return { signal: controller.signal, exitCode: () => code };
}
