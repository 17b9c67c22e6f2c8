import { preview, previewOf } from './gsma';

/** One exchange on a wire, as the simulator saw it. */
export interface WireRecord {
  id: string | number;
  at: string;
  tookMicros: number | null;
  link: 'OPERATOR' | 'CARD' | 'PLATFORM' | 'CALLBACK' | 'INSTITUTION' | 'SDK' | 'BANK';
  from: string;
  to: string;
  method: string | null;
  url: string | null;
  status: number | null;
  requestHeaders: Headers | null;
  requestBody: unknown;
  responseHeaders: Headers | null;
  responseBody: unknown;
  subject: string | null;
  attempt: number | null;
}

type Headers = Record<string, string | string[]>;

/** Whether there was an answer at all; a status of 0 stands for none. */
export function answered(record: WireRecord): boolean {
  return !!record.status;
}

export function headerLines(headers: Headers | null): [string, string][] {
  return Object.entries(headers ?? {}).map(([name, value]) => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : String(value),
  ]);
}

export function header(headers: Headers | null, name: string): string | null {
  return headerLines(headers).find(([one]) => one === name)?.[1] ?? null;
}

/** A body as people read it: JSON indented, everything else as it came. */
export function pretty(body: unknown): string {
  if (body === null || body === undefined) return '';
  try {
    return JSON.stringify(typeof body === 'string' ? JSON.parse(body) : body, null, 2);
  } catch {
    return String(body);
  }
}

export function pathOf(record: WireRecord): string {
  if (!record.url) return '';
  try {
    const url = new URL(record.url, 'http://local');
    return url.pathname + url.search;
  } catch {
    return record.url;
  }
}

/** The path as it fits on a line: decoded, with long names in it cut. */
export function shortPath(record: WireRecord): string {
  return pathOf(record)
    .split('/')
    .map((part) => (part.startsWith('sip%3A') ? `${decodeURIComponent(part).split('@')[0]}@…` : part))
    .join('/');
}

/** What an exchange came to, in a few words; the words are those of the wire. */
export function gist(record: WireRecord): string {
  const [asked, answer] = [fields(record.requestBody), fields(record.responseBody)];
  const word = (value: unknown) => (typeof value === 'string' ? value : '');
  switch (record.link) {
    case 'CARD':
      return previewOf(record.requestBody);
    case 'OPERATOR':
      return statuses(asked['deliveryInfoList']) || said(asked['messageList']);
    case 'PLATFORM':
      return word(answer['code']) || word(answer['refundStatus']) || word(answer['orderStatus']);
    case 'INSTITUTION':
      return word(answer['code']) || ended(asked, answer);
    case 'CALLBACK':
      return ended(asked, answer);
    case 'SDK':
      return word(answer['outcome']) || word(answer['orderStatus']) || word(answer['code']);
    case 'BANK':
      return word(answer['state']);
  }
}

/** What a callback or an answer tells of an order or refund, and how the callback was taken. */
function ended(asked: Record<string, unknown>, answer: Record<string, unknown>): string {
  const state = (of: Record<string, unknown>) => of['refundStatus'] ?? of['orderStatus'];
  return [state(asked) ?? state(answer), answer['noticeResult']]
    .filter((one): one is string => typeof one === 'string' && one !== '')
    .join(' → ');
}

function statuses(list: unknown): string {
  return Array.isArray(list) ? list.map((one: { status?: string }) => one.status ?? '').join(', ') : '';
}

function said(list: unknown): string {
  if (!Array.isArray(list)) return '';
  return preview(
    list.map((one: { contentType?: string; contentText?: unknown }) => ({
      contentType: one.contentType ?? '',
      content: one.contentText,
    })),
  );
}

export function millis(micros: number | null): string {
  if (micros === null) return '';
  const ms = micros / 1000;
  return ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : `${ms >= 10 ? Math.round(ms) : ms.toFixed(1)} ms`;
}

/** The exchange as a command for a shell. */
export function curl(record: WireRecord): string {
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const skipped = new Set([
    'content-length',
    'host',
    'connection',
    'accept-encoding',
    'http2-settings',
    'upgrade',
  ]);
  const lines = [`curl -X ${record.method ?? 'GET'} ${quote(record.url ?? '')}`];
  for (const [name, value] of headerLines(record.requestHeaders))
    if (!skipped.has(name)) lines.push(`-H ${quote(`${name}: ${value}`)}`);
  const body = record.requestBody;
  if (body !== null && body !== undefined && body !== '')
    lines.push(`--data-raw ${quote(typeof body === 'string' ? body : JSON.stringify(body))}`);
  return lines.join(' \\\n  ');
}

/** How a message was signed (RFC 9421), read from its headers, with the text that was signed. */
export interface Signed {
  label: string;
  components: string[];
  parameters: [string, string][];
  base: string;
}

export function signatures(record: WireRecord, side: 'request' | 'response'): Signed[] {
  const headers = side === 'request' ? record.requestHeaders : record.responseHeaders;
  const input = header(headers, 'signature-input');
  if (!input) return [];
  return [...input.matchAll(/([a-z*][\w*.-]*)=(\(([^)]*)\)((?:;[\w-]+=(?:"[^"]*"|[^;,\s]+))*))/g)].map(
    (found) => {
      const [, label = '', parameterText = '', inner = '', tail = ''] = found;
      const components = inner.match(/"[^"]*"(?:;[\w-]+(?:="[^"]*")?)*/g) ?? [];
      const parameters = [...tail.matchAll(/;([\w-]+)=("[^"]*"|[^;]+)/g)].map((one): [string, string] => [
        one[1] ?? '',
        (one[2] ?? '').replaceAll('"', ''),
      ]);
      const lines = components.map((component) => `${component}: ${valueOf(component, record, side)}`);
      const base = [...lines, `"@signature-params": ${parameterText}`].join('\n');
      return { label, components, parameters, base };
    },
  );
}

function valueOf(component: string, record: WireRecord, side: 'request' | 'response'): string {
  const name = /"([^"]*)"/.exec(component)?.[1] ?? '';
  const request = side === 'request' || component.includes(';req');
  const url = new URL(record.url ?? '/', 'http://local');
  switch (name) {
    case '@method':
      return record.method ?? '';
    case '@authority':
      return url.host;
    case '@path':
      return url.pathname;
    case '@query':
      return url.search || '?';
    case '@status':
      return String(record.status ?? '');
    default: {
      const value = header(request ? record.requestHeaders : record.responseHeaders, name) ?? '';
      const key = /;key="([^"]*)"/.exec(component)?.[1];
      return key ? (new RegExp(`${key}=(:[^:]*:)`).exec(value)?.[1] ?? value) : value;
    }
  }
}

export interface Filter {
  link: WireRecord['link'] | null;
  order: OrderOnWire | null;
  text: string;
}

export function matches(record: WireRecord, filter: Filter): boolean {
  if (filter.link && record.link !== filter.link) return false;
  if (filter.order && !concerns(record, filter.order)) return false;
  if (!filter.text) return true;
  return JSON.stringify(record).toLowerCase().includes(filter.text.toLowerCase());
}

/** An order as the wire shows it: both its numbers, and the signed call that placed it. */
export interface OrderOnWire {
  merchantOrderNo: string;
  payOrderNo: string;
  placed: WireRecord;
}

export function ordersOnWire(records: readonly WireRecord[]): OrderOnWire[] {
  const orders = new Map<string, OrderOnWire>();
  for (const record of records) {
    if (record.link !== 'PLATFORM' || !/\/v1\/payment-orders$/.test(pathOf(record).split('?')[0] ?? ''))
      continue;
    const answer = fields(record.responseBody);
    const payOrderNo = answer['payOrderNo'];
    const merchantOrderNo = answer['merchantOrderNo'] ?? fields(record.requestBody)['merchantOrderNo'];
    if (typeof payOrderNo !== 'string' || typeof merchantOrderNo !== 'string') continue;
    if (!orders.has(payOrderNo)) orders.set(payOrderNo, { merchantOrderNo, payOrderNo, placed: record });
  }
  return [...orders.values()].reverse();
}

export function concerns(record: WireRecord, order: OrderOnWire): boolean {
  if (record.subject === order.payOrderNo || record.subject === order.merchantOrderNo) return true;
  const text = `${record.url ?? ''} ${asText(record.requestBody)} ${asText(record.responseBody)}`;
  return text.includes(order.payOrderNo) || text.includes(order.merchantOrderNo);
}

/** The two times of clause 6.4: how fast the platform answers, how fast the result reaches the phone. */
export interface Stopwatch {
  requestToAnswerMillis: number | null;
  resultToMessageMillis: number | null;
}

export function stopwatch(
  order: OrderOnWire,
  records: readonly WireRecord[],
  timeline: readonly { at: string; wallAt?: string; kind: string }[],
): Stopwatch {
  const took = order.placed.tookMicros;
  const paid = timeline.find((event) => event.kind === 'PAID');
  const paidAt = paid ? Date.parse(paid.wallAt ?? paid.at) : NaN;
  const told = records.find(
    (record) =>
      record.link === 'CARD' && !isTap(record) && Date.parse(record.at) >= paidAt && concerns(record, order),
  );
  const arrived = told ? Date.parse(told.at) + (told.tookMicros ?? 0) / 1000 : NaN;
  return {
    requestToAnswerMillis: took === null ? null : took / 1000,
    resultToMessageMillis: isNaN(arrived - paidAt) ? null : arrived - paidAt,
  };
}

/** What the user sends travels on the same wire; it is no message to him. */
function isTap(record: WireRecord): boolean {
  return asText(record.requestBody).includes('"response"');
}

function fields(body: unknown): Record<string, unknown> {
  try {
    const value: unknown = typeof body === 'string' ? JSON.parse(body) : body;
    return value && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function asText(body: unknown): string {
  return body === null || body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
}
