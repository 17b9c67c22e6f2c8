import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Reply } from '@kit/http';
import type { Conversation, Handset, HandsetApi, Message } from './api';
import { createStore, type Store } from './store';

const bot = 'sip:1@bot.example';
const ok = <T>(value: T): Reply<T> => ({ kind: 'ok', value });

function message(id: string, text: string, direction: 'in' | 'out' = 'in'): Message {
  return {
    id,
    direction,
    at: '2026-11-23T04:00:00Z',
    state: 'delivered',
    sms: false,
    parts: [{ contentType: 'text/plain', content: text }],
  };
}

/** An event stream that a test speaks through. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static last: Stream;
  readyState = 1;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor() {
    super();
    Stream.last = this;
  }

  close(): void {
    this.readyState = Stream.CLOSED;
  }

  tell(kind: string, value: unknown): void {
    this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(value) }));
  }
}

let kept: Message[];
let held: ((reply: Reply<Message[]>) => void)[] | null;
let saying: () => Promise<Reply<{ id: string }>>;
let store: Store;

const conversation: Conversation = {
  chatbot: bot,
  name: '海风咖啡',
  logo: null,
  verified: true,
  unread: 0,
  lastText: null,
  lastAt: null,
};

beforeEach(async () => {
  kept = [];
  held = null;
  saying = async () => ok({ id: 'm9' });
  vi.stubGlobal('EventSource', Stream);
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('history', { pushState: () => undefined, back: () => undefined });
  const api: HandsetApi = {
    handset: async () => ok({ operator: 'unicom' } as Handset),
    conversations: async () => ok([{ ...conversation }]),
    messages: () => (held ? new Promise((answer) => held?.push(answer)) : Promise.resolve(ok([...kept]))),
    say: () => saying(),
    read: async () => ok({}),
    wire: async () => ok([]),
    timeline: async () => ok({ events: [] }),
    faults: async () => ok({}),
    raiseSdk: async () => ok({ raised: false }),
    tapSdk: async () => ok({}),
    sdk: async () => ok({ at: 'gone' as const, finger: false }),
    eventsUrl: '/api/events',
  };
  store = createStore(api);
  await store.start();
});
afterEach(() => {
  store.stop();
  vi.unstubAllGlobals();
});

const settle = () => new Promise((done) => setImmediate(done));
const ids = () => (store.thread(bot) as Message[]).map((one) => one.id);

test('a_message_that_arrives_while_its_thread_is_fetched_is_not_lost', async () => {
  held = [];
  store.push({ at: 'thread', chatbot: bot });
  Stream.last.tell('message', { ...message('m2', '后到'), chatbot: bot });
  held[0]?.(ok([message('m1', '先到')]));
  await settle();
  expect(ids()).toEqual(['m1', 'm2']);
});

test('a_message_told_twice_is_shown_once', async () => {
  store.push({ at: 'thread', chatbot: bot });
  await settle();
  Stream.last.tell('message', { ...message('m1', '你好'), chatbot: bot });
  Stream.last.tell('message', { ...message('m1', '你好'), chatbot: bot });
  expect(ids()).toEqual(['m1']);
});

test.each(['event first', 'answer first'])('our_own_words_are_shown_once_%s', async (order) => {
  store.push({ at: 'thread', chatbot: bot });
  await settle();
  const event = () => Stream.last.tell('message', { ...message('m9', '你好', 'out'), chatbot: bot });
  saying = async () => {
    if (order === 'event first') event();
    return ok({ id: 'm9' });
  };
  await store.say(bot, { text: '你好' });
  if (order === 'answer first') event();
  expect(ids()).toEqual(['m9']);
});

test('words_said_before_the_thread_has_come_stay_in_it', async () => {
  held = [];
  store.push({ at: 'thread', chatbot: bot });
  await store.say(bot, { text: '你好' });
  expect(ids()).toEqual(['m9']);
  Stream.last.tell('message', { ...message('m9', '你好', 'out'), chatbot: bot });
  held[0]?.(ok([message('m1', '先到')]));
  await settle();
  expect(ids()).toEqual(['m1', 'm9']);
});

test('our_own_words_keep_their_place_before_an_answer_that_is_faster_than_their_event', async () => {
  store.push({ at: 'thread', chatbot: bot });
  await settle();
  saying = async () => {
    Stream.last.tell('message', { ...message('m10', '您好'), chatbot: bot });
    Stream.last.tell('message', { ...message('m9', '你好', 'out'), chatbot: bot });
    return ok({ id: 'm9' });
  };
  await store.say(bot, { text: '你好' });
  expect(ids()).toEqual(['m9', 'm10']);
});

test('words_that_were_not_sent_stay_and_can_be_sent_again', async () => {
  store.push({ at: 'thread', chatbot: bot });
  await settle();
  saying = async () => ({ kind: 'unreachable' });
  await store.say(bot, { text: '你好' });
  const [unsent] = store.thread(bot) as Message[];
  expect(unsent?.state).toBe('unsent');
  Stream.last.onopen?.();
  await settle();
  expect(ids()).toEqual([unsent?.id]);
  saying = async () => ok({ id: 'm9' });
  if (unsent) store.resend(bot, unsent);
  await settle();
  expect(ids()).toEqual(['m9']);
});

// @Clause("6.5-6")
test('conversations_stack_and_the_way_back_is_the_way_here', () => {
  store.push({ at: 'thread', chatbot: bot });
  store.push({ at: 'thread', chatbot: 'sip:2@bot.example' });
  store.push({ at: 'profile', chatbot: 'sip:2@bot.example' });
  store.popTo(2);
  expect(store.screen.value).toEqual({ at: 'thread', chatbot: bot });
  store.popTo(0);
  expect(store.screen.value).toEqual({ at: 'list' });
});

test('a_message_out_of_view_counts_as_unread_and_shows_a_note', async () => {
  store.push({ at: 'settings' });
  Stream.last.tell('message', { ...message('m1', '您有一笔付款'), chatbot: bot });
  expect(store.conversation(bot)?.unread).toBe(1);
  expect(store.state.note?.text).toBe('您有一笔付款');
  store.push({ at: 'thread', chatbot: bot });
  await settle();
  expect(store.conversation(bot)?.unread).toBe(0);
  expect(store.state.note).toBeNull();
});

test('a_delivery_state_reaches_the_message_it_is_about', async () => {
  kept = [message('m1', '你好', 'out')];
  store.push({ at: 'thread', chatbot: bot });
  await settle();
  Stream.last.tell('state', { id: 'm1', state: 'displayed' });
  expect((store.thread(bot) as Message[])[0]?.state).toBe('displayed');
});
