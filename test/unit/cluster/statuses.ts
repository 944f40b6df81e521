import { type ApiStatus, readStatus } from '../../../src/cluster/status.ts';

interface Cause {
  reason?: string;
  field?: string;
  message: string;
}

/** An answer of an API server, as its Status object says it. */
export function answer(
  code: number,
  message: string,
  { reason = '', causes = [], kind }: { reason?: string; causes?: Cause[]; kind?: string } = {},
): ApiStatus {
  const details = { ...(kind !== undefined && { kind }), ...(causes.length > 0 && { causes }) };
  const body = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    details,
    code,
  };
  return readStatus(code, JSON.stringify(body));
}

export const immutableField = (field: string, message: string): { reason: string; causes: Cause[] } => ({
  reason: 'Invalid',
  causes: [{ reason: 'FieldValueInvalid', field, message }],
});
