/**
 * Keeps the work from being ended by its own output. A reader that has gone (`plumbline plan | head`) is no
 * fault: what is left to say is dropped, and the exit code stays what it is. A result that cannot be written
 * for any other reason is told, and a command that was to end in 0 ends in 1.
 */
export function outliveOutput(): void {
  // Nobody is left to be told.
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    process.stderr.write(`error  the result cannot be written: ${message}\n`);
    process.on('exit', () => {
      process.exitCode ||= 1;
    });
  });
}

export function warnOnStderr(text: string): void {
  process.stderr.write(`warning: ${text}\n`);
}
