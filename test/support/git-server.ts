import { execFile } from 'node:child_process';
import type { HttpsServer, ServedRequest } from './https-server.ts';

/**
 * Serves a repository of this machine as Git's own server program does: everything that a fetch asks.
 * @param path below the server, without the final slash
 */
export function serveGit(server: HttpsServer, path: string, folder: string): void {
  for (const way of ['/info/refs', '/git-upload-pack']) {
    server.paths.set(`${path}${way}`, (request, response) => {
      const child = execFile(
        'git',
        ['http-backend'],
        { env: environmentOf(request, way, folder), encoding: 'buffer', maxBuffer: 2 ** 28 },
        (error, stdout) => {
          if (error !== null) return response.writeHead(500).end(String(error));
          const end = stdout.indexOf('\r\n\r\n');
          for (const line of stdout.toString('latin1', 0, end).split('\r\n')) {
            const [name = '', value = ''] = line.split(/:\s*/, 2);
            if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
            else response.setHeader(name, value);
          }
          return response.end(stdout.subarray(end + 4));
        },
      );
      // A client that went away sends no end.
      response.on('close', () => child.kill());
      request.body.pipe(child.stdin as NodeJS.WritableStream);
    });
  }
}

function environmentOf(
  { url, headers, method }: ServedRequest,
  way: string,
  folder: string,
): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_PROJECT_ROOT: folder,
    GIT_HTTP_EXPORT_ALL: '1',
    REQUEST_METHOD: method,
    PATH_INFO: `/.git${way}`,
    QUERY_STRING: url.split('?')[1] ?? '',
    CONTENT_TYPE: headers['content-type'] ?? '',
    HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
    GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
  };
}
