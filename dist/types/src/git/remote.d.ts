/**
 * A remote's URL as a name: host and path, without scheme, credentials or `.git`, so that the forms of one
 * repository are equal: `github.com/acme/shop`. A local path stays a path.
 */
export declare function repositoryName(url: string): string;
