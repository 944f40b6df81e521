import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { HttpsServer, ServedRequest } from './https-server.ts';

const sha256 = (bytes: Uint8Array | string): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export interface RegistryOptions {
  /** `USER:PASSWORD` that a token is given for; without it, for anybody. */
  login?: string;
  /** Tags per page of a list. */
  pageSize?: number;
  /** Where blobs are redirected to, as registries with a store of their own do. */
  blobsAt?: (digest: string) => string;
}

/** A repository of an OCI registry on a server of a test: charts by tag, a token for whoever may read. */
export function serveRegistry(
  server: HttpsServer,
  repository: string,
  charts: Record<string, Uint8Array>,
  options: RegistryOptions = {},
): void {
  const { login, pageSize = 2, blobsAt } = options;
  const token = `token-for-${repository}`;
  const base = `/v2/${repository}`;

  const guarded =
    (answer: (request: ServedRequest, response: ServerResponse) => void) =>
    (request: ServedRequest, response: ServerResponse): void => {
      if (request.headers.authorization === `Bearer ${token}`) {
        answer(request, response);
        return;
      }
      const challenge = `Bearer realm="${server.url}/token",service="${server.host}",scope="repository:${repository}:pull"`;
      response.writeHead(401, { 'WWW-Authenticate': challenge }).end('{"errors":[]}');
    };

  server.paths.set('/token', ({ url, headers }, response) => {
    const expected = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`;
    const scope = new URL(url, server.url).searchParams.get('scope');
    if (expected !== undefined && headers.authorization !== expected) response.writeHead(401).end();
    else response.end(JSON.stringify({ token: scope === `repository:${repository}:pull` ? token : 'none' }));
  });
  server.paths.set(
    `${base}/tags/list`,
    guarded(({ url }, response) => {
      const tags = Object.keys(charts);
      const { searchParams } = new URL(url, server.url);
      const start = tags.indexOf(searchParams.get('last') ?? '') + 1;
      const page = tags.slice(start, start + pageSize);
      const more = start + pageSize < tags.length;
      response.setHeader('Content-Type', 'application/json');
      if (more)
        response.setHeader('Link', `<${base}/tags/list?n=${pageSize}&last=${page.at(-1)}>; rel="next"`);
      response.end(JSON.stringify({ name: repository, tags: page }));
    }),
  );
  for (const [tag, bytes] of Object.entries(charts)) {
    const digest = sha256(bytes);
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: { mediaType: 'application/vnd.cncf.helm.config.v1+json', digest: sha256('{}'), size: 2 },
      layers: [
        { mediaType: 'application/vnd.cncf.helm.chart.provenance.v1.prov', digest: sha256('p'), size: 1 },
        { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', digest, size: bytes.length },
      ],
    });
    server.paths.set(
      `${base}/manifests/${tag}`,
      guarded((_request, response) => {
        response
          .writeHead(200, { 'Content-Type': 'application/vnd.oci.image.manifest.v1+json' })
          .end(manifest);
      }),
    );
    server.paths.set(
      `${base}/blobs/${digest}`,
      guarded((_request, response) => {
        if (blobsAt === undefined) response.end(bytes);
        else response.writeHead(307, { Location: blobsAt(digest) }).end();
      }),
    );
  }
}
