import { SandboxError, type SandboxErrorCode } from '../../wasm-sandbox/errors.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { PlumblineError } from '../errors/error.ts';

const codes: Partial<Record<SandboxErrorCode, ErrorCode>> = {
  TIMEOUT: 'LIMIT_TIME',
  MEMORY: 'LIMIT_MEMORY',
  STACK: 'LIMIT_DEPTH',
  REQUEST_TOO_LARGE: 'LIMIT_SIZE',
  REPLY_TOO_LARGE: 'LIMIT_SIZE',
};

/** Runs something in the sandbox; a limit that it meets is an error as any other. */
export async function withinLimits<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (!(cause instanceof SandboxError)) throw cause;
    throw new PlumblineError(
      codes[cause.code] ?? 'INTERNAL',
      `the manifests cannot be validated: ${cause.message}`,
      {
        remedy: 'Split the target into several, or look for an object of unusual size or depth.',
        cause,
      },
    );
  }
}
