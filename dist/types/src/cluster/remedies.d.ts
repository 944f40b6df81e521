import type { ErrorCode } from '../errors/codes.ts';
import type { ApiStatus } from './status.ts';
export declare function remedyFor(code: ErrorCode, status: ApiStatus): string | undefined;
