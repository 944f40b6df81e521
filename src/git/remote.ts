/**
 * A remote's URL as a name: host and path, without scheme, credentials or `.git`, so that the forms of one
 * repository are equal: `github.com/acme/shop`. A local path stays a path.
 */
export function repositoryName(url: string): string {
  const trimmed = url.trim();
  if (URL.canParse(trimmed) && trimmed.includes('://')) {
    const { protocol, host, hostname, pathname } = new URL(trimmed);
    // ssh on its own port is the same server as https.
    const server = protocol === 'ssh:' && host.endsWith(':22') ? hostname : host;
    return withoutSuffix(protocol === 'file:' ? pathname : `${server.toLowerCase()}${pathname}`);
  }
  // git@github.com:acme/shop.git; a colon behind a slash belongs to a path.
  const scp = /^(?:[^/@:]+@)?([^/:]+):(?!\/\/)(.+)$/.exec(trimmed);
  if (scp === null) return withoutSuffix(trimmed);
  return withoutSuffix(`${scp[1]?.toLowerCase()}/${scp[2]?.replace(/^\/+/, '')}`);
}

const withoutSuffix = (path: string): string => path.replace(/\/+$/, '').replace(/\.git$/, '');
