export { SandboxError, type SandboxErrorCode } from './errors.ts';
export { defaultLimits, defaultMemoryMb, type Limits, type World } from './limits.ts';
export { loadModule } from './module.ts';
export { type CallOptions, Sandbox, type SandboxOptions } from './sandbox.ts';
