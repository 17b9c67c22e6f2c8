import type { ServerResponse } from 'node:http';
import type { Conversation, Handset, Message } from '../../handset/src/api.ts';
import { preview, type Part } from '../../handset/src/gsma.ts';
import type { WireRecord } from '../../handset/src/wire.ts';
import type { Request, Routes } from './http.ts';

/** The terminal simulator's interface in memory: one user, some conversations, events. */
export class Terminal {
  readonly conversations: Conversation[] = [];
  readonly threads = new Map<string, Message[]>();
  readonly wires: WireRecord[] = [];
  readonly #streams = new Set<ServerResponse>();
  handset: Handset = {
    msisdn: '13800138000',
    mobile: '138****8000',
    operator: 'unicom',
    operatorName: '中国联通',
    online: true,
    cashierOrigin: '',
    handsets: [
      { msisdn: '13800138000', mobile: '138****8000', operator: 'unicom' },
      { msisdn: '13900139000', mobile: '139****9000', operator: 'telecom' },
    ],
    faults: {},
  };
  timelines = new Map<string, { at: string; kind: string }[]>();
  hear: (chatbot: string, said: string) => void = () => undefined;
  /** Sending fails while this is set. */
  deaf = false;
  holdMillis = 0;
  #ids = 0;

  add(conversation: Conversation): void {
    this.conversations.push(conversation);
    this.threads.set(conversation.chatbot, []);
  }

  deliver(chatbot: string, parts: Part[], change: Partial<Message> = {}): Message {
    const message: Message = { ...this.#message('in', parts), ...change };
    this.threads.get(chatbot)?.push(message);
    this.#touch(chatbot, message, 1);
    this.#emit('message', { ...message, chatbot });
    return message;
  }

  wire(change: Partial<WireRecord>): void {
    const record: WireRecord = {
      id: ++this.#ids,
      at: new Date().toISOString(),
      tookMicros: 4200,
      link: 'OPERATOR',
      from: 'merchant',
      to: 'unicom',
      method: 'POST',
      url: 'http://127.0.0.1:8610/bot/v1/messages',
      status: 200,
      requestHeaders: { 'content-type': 'application/json' },
      requestBody: null,
      responseHeaders: { 'content-type': 'application/json' },
      responseBody: null,
      subject: null,
      attempt: 1,
      ...change,
    };
    this.wires.push(record);
    this.#emit('wire', record);
  }

  routes(): Routes {
    return {
      'GET /api/handset': () => this.#held(this.handset),
      'GET /api/conversations': () => this.#held(this.conversations),
      'GET /api/messages': ({ url }) =>
        this.#held(this.threads.get(url.searchParams.get('chatbot') ?? '') ?? []),
      'POST /api/messages': (request) => this.#said(request),
      'POST /api/read': ({ body }) => {
        const about = this.conversations.find((one) => one.chatbot === body['chatbot']);
        if (about) about.unread = 0;
        return {};
      },
      'GET /api/wire': () => this.wires,
      'GET /api/timeline': ({ url }) => ({
        events: this.timelines.get(url.searchParams.get('payOrderNo') ?? '') ?? [],
      }),
      'GET /api/sdk': () => ({ at: 'gone', finger: false }),
      'POST /api/sdk': () => ({ raised: false }),
      'POST /api/faults': ({ body }) => {
        const { operator: _, ...faults } = body;
        this.handset = { ...this.handset, faults, online: !faults['offline'] };
        this.#emit('handset', this.handset);
        return {};
      },
      'GET /api/events': ({ answer, raw }) => {
        answer.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
        answer.write(': hello\n\n');
        this.#streams.add(answer);
        raw.on('close', () => this.#streams.delete(answer));
      },
    };
  }

  /** Cuts every event stream, as a lost network does. */
  hangUp(): void {
    for (const stream of this.#streams) stream.destroy();
  }

  #said({ body, answer }: Request): unknown {
    if (this.deaf) return void answer.destroy();
    const chatbot = String(body['chatbot']);
    const response = body['response'] as
      Record<string, { displayText: string; postback: { data: string } }> | undefined;
    const tapped = response && Object.values(response)[0];
    const content = tapped ? { response } : String(body['text']);
    const message = this.#message('out', [{ contentType: tapped ? 'response' : 'text/plain', content }]);
    this.threads.get(chatbot)?.push(message);
    this.#touch(chatbot, message, 0);
    this.#emit('message', { ...message, chatbot });
    setTimeout(() => {
      message.state = 'delivered';
      this.#emit('state', { id: message.id, state: 'delivered' });
      this.hear(chatbot, tapped ? tapped.postback.data : String(body['text']));
    }, 80);
    return { id: message.id };
  }

  #touch(chatbot: string, message: Message, unread: number): void {
    const about = this.conversations.find((one) => one.chatbot === chatbot);
    if (!about) return;
    about.unread += unread;
    about.lastText = preview(message.parts);
    about.lastAt = message.at;
  }

  #message(direction: 'in' | 'out', parts: Part[]): Message {
    const state = direction === 'in' ? 'delivered' : 'sent';
    return { id: `m${++this.#ids}`, direction, at: new Date().toISOString(), state, sms: false, parts };
  }

  async #held<T>(value: T): Promise<T> {
    if (this.holdMillis) await new Promise((done) => setTimeout(done, this.holdMillis));
    return value;
  }

  #emit(kind: string, value: unknown): void {
    for (const stream of this.#streams) stream.write(`event: ${kind}\ndata: ${JSON.stringify(value)}\n\n`);
  }
}
