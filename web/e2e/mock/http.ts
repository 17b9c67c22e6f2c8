import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

/** A refusal that goes out as problem+json. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

export interface Request {
  url: URL;
  body: Record<string, unknown>;
  bearer: string;
  raw: IncomingMessage;
  answer: ServerResponse;
}

/** Routes are `METHOD /path`; what a route returns goes out as JSON, and `undefined` means it answered by itself. */
export type Routes = Record<string, (request: Request) => unknown>;

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export interface Listening {
  origin: string;
  close(): Promise<void>;
}

export async function serve(
  host: string,
  port: number,
  routes: Routes,
  pages: (path: string) => string,
  headers: () => Record<string, string>,
): Promise<Listening> {
  // A browser repeats by itself what was cut on a connection used before; each request gets a fresh one here.
  const server = createServer((raw, answer) => {
    answer.shouldKeepAlive = false;
    void handle(raw, answer);
  });
  await new Promise<void>((done) => server.listen(port, host === 'localhost' ? '127.0.0.1' : host, done));
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;

  async function handle(raw: IncomingMessage, answer: ServerResponse) {
    const url = new URL(raw.url ?? '/', origin);
    const route =
      routes[`${raw.method} ${url.pathname}`] ??
      routes[`${raw.method} ${url.pathname.replace(/[^/]+$/, '*')}`];
    try {
      if (!route) return await page(url.pathname, answer);
      const body = await read(raw);
      const bearer = (raw.headers.authorization ?? '').replace('Bearer ', '');
      const value = await route({ url, body, bearer, raw, answer });
      if (value !== undefined) json(answer, 200, value);
    } catch (error) {
      if (answer.headersSent || answer.destroyed) return;
      const { status, code } = error instanceof Refusal ? error : new Refusal(500, 'internal');
      if (!(error instanceof Refusal)) console.error(error);
      json(answer, status, { type: `/problems/${code}`, title: code, status, code, detail: code });
    }
  }

  async function page(path: string, answer: ServerResponse) {
    const file = pages(normalize(path));
    const content = await readFile(file).catch(() => null);
    if (!content) throw new Refusal(404, 'not-found');
    answer.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      ...headers(),
    });
    answer.end(content);
  }

  return { origin, close: () => stop(server) };
}

function json(answer: ServerResponse, status: number, value: unknown) {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  answer.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  answer.end(JSON.stringify(value));
}

async function read(raw: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of raw) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}

export function dist(page: string, path: string): string {
  return join(import.meta.dirname, '..', '..', page, 'dist', path);
}
