/** The options every verb has. */
export interface GlobalOptions {
  config?: string;
  kubeconfig?: string;
  context?: string;
  allowExec: string[];
  ageKeyFile?: string;
  /** The last two of `validate` alone. */
  output: 'text' | 'json' | 'markdown' | 'html' | 'junit' | 'sarif';
  /** Of rendering and validating: `time=60s`. */
  limit?: string[];
  color: boolean;
  verbose: boolean;
}

export interface LockOptions {
  lockTimeout: number;
}

export interface WriteOptions extends LockOptions {
  allowDestroy: string[];
  duringPause: boolean;
  yes: boolean;
}
