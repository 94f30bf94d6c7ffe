import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

type Handler = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

/** The public function behind HTTP on a free port of this machine, as API Gateway would call it. */
export async function servePublicApi(handler: Handler): Promise<{ url: string; server: Server }> {
  const server = createServer((incoming, response) => {
    void eventOf(incoming)
      .then(handler)
      .then(({ statusCode, headers, body, isBase64Encoded }) => {
        response.writeHead(statusCode, headers as Record<string, string>);
        response.end(isBase64Encoded ? Buffer.from(body, 'base64') : body);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

async function eventOf(incoming: IncomingMessage): Promise<APIGatewayProxyEvent> {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const names = [...new Set(searchParams.keys())];
  return {
    httpMethod: incoming.method ?? 'GET',
    path: pathname,
    headers: incoming.headers,
    queryStringParameters: Object.fromEntries(searchParams),
    multiValueQueryStringParameters: Object.fromEntries(
      names.map((name) => [name, searchParams.getAll(name)]),
    ),
    body: Buffer.concat(chunks).toString(),
    isBase64Encoded: false,
    requestContext: { requestId: 'fuzz' },
  } as unknown as APIGatewayProxyEvent;
}
