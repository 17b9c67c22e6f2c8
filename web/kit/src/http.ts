/** What a server's refusal looks like (RFC 9457). */
export interface Problem {
  status: number;
  code: string;
  detail: string;
  incident?: string;
}

/** What became of a call. `unreachable` says nothing about whether the server did what was asked. */
export type Reply<T> =
  { kind: 'ok'; value: T } | { kind: 'problem'; problem: Problem } | { kind: 'unreachable' };

export interface Call {
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
  bearer?: string | undefined;
  headers?: Record<string, string> | undefined;
  timeoutMillis?: number;
}

/** Makes one call and never throws; a time-out and a lost connection are the same: nobody knows. */
export async function call<T>(what: Call): Promise<Reply<T>> {
  const headers: Record<string, string> = { accept: 'application/json', ...what.headers };
  if (what.body !== undefined) headers['content-type'] = 'application/json';
  if (what.bearer) headers['authorization'] = `Bearer ${what.bearer}`;
  try {
    const answer = await fetch(what.path, {
      method: what.method,
      headers,
      body: what.body === undefined ? null : JSON.stringify(what.body),
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(what.timeoutMillis ?? 15_000),
    });
    const text = await answer.text();
    if (answer.ok) {
      return { kind: 'ok', value: (text ? JSON.parse(text) : null) as T };
    }
    // An error of the server says as little about what was done as silence does.
    if (answer.status >= 500) return { kind: 'unreachable' };
    return { kind: 'problem', problem: problemOf(answer.status, text) };
  } catch {
    return { kind: 'unreachable' };
  }
}

function problemOf(status: number, text: string): Problem {
  try {
    const body = JSON.parse(text) as Partial<Problem>;
    return {
      status,
      code: body.code ?? '',
      detail: body.detail ?? '',
      ...(body.incident ? { incident: body.incident } : {}),
    };
  } catch {
    return { status, code: '', detail: '' };
  }
}
