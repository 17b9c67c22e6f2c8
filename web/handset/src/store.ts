import { computed, reactive } from 'vue';
import type { Reply } from '@kit/http';
import type { Conversation, Faults, Handset, HandsetApi, Message, Utterance } from './api';
import { listen } from './events';
import { preview } from './gsma';
import type { SdkView } from './sdk';
import type { WireRecord } from './wire';

/** Where the user is. Opening a conversation from another one stacks it, so that the header's arrow leads back to it (6.5(6)). */
export type Screen = { at: 'list' } | { at: 'thread' | 'profile'; chatbot: string } | { at: 'settings' };

export interface Note {
  chatbot: string;
  name: string;
  text: string;
}

export interface State {
  phase: 'loading' | 'ready' | 'failed';
  handset: Handset | null;
  conversations: Conversation[];
  threads: Record<string, Message[] | 'failed' | undefined>;
  wires: WireRecord[];
  stack: Screen[];
  lost: boolean;
  /** A message that arrived for another conversation than the one in view. */
  note: Note | null;
  /** What the payer's SDK shows over all else. */
  sdk: SdkView | null;
}

const keptWires = 600;

export type Store = ReturnType<typeof createStore>;

/** All the handset page knows, kept up to date by the simulator's events. */
export function createStore(api: HandsetApi) {
  const state: State = reactive({
    phase: 'loading',
    handset: null,
    conversations: [],
    threads: {},
    wires: [],
    stack: [{ at: 'list' }],
    lost: false,
    note: null,
    sdk: null,
  });
  const screen = computed<Screen>(() => state.stack.at(-1) ?? { at: 'list' });
  const sorted = computed(() =>
    [...state.conversations].sort((a, b) => (b.lastAt ?? '').localeCompare(a.lastAt ?? '')),
  );
  let localIds = 0;
  let stop: (() => void) | null = null;

  async function start(): Promise<void> {
    state.phase = 'loading';
    const [handset, conversations] = await Promise.all([api.handset(), api.conversations()]);
    if (handset.kind !== 'ok' || conversations.kind !== 'ok') return void (state.phase = 'failed');
    state.handset = handset.value;
    state.conversations = conversations.value;
    state.phase = 'ready';
    stop?.();
    stop = listen(api.eventsUrl, {
      message,
      state: changed,
      wire,
      handset: refreshHandset,
      sdk: (view) => (state.sdk = view),
      live,
      lost,
    });
  }

  // Also when the stream opens for the first time: something may have happened between loading and listening.
  function live(): void {
    clearTimeout(lostTimer);
    state.lost = false;
    void catchUp();
  }

  // A reconnection that takes a moment is nobody's business.
  let lostTimer: ReturnType<typeof setTimeout> | undefined;
  function lost(): void {
    clearTimeout(lostTimer);
    lostTimer = setTimeout(() => (state.lost = true), 1500);
  }

  async function catchUp(): Promise<void> {
    await Promise.all([refreshHandset(), refreshConversations(), loadWires(), refreshSdk()]);
    const chatbot = chatbotInView();
    for (const known of Object.keys(state.threads)) if (known !== chatbot) delete state.threads[known];
    if (chatbot) await loadThread(chatbot);
  }

  async function refreshHandset(): Promise<void> {
    const reply = await api.handset();
    if (reply.kind === 'ok') state.handset = reply.value;
  }

  async function refreshConversations(): Promise<void> {
    const reply = await api.conversations();
    if (reply.kind === 'ok') state.conversations = reply.value;
  }

  async function refreshSdk(): Promise<void> {
    const reply = await api.sdk();
    if (reply.kind === 'ok') state.sdk = reply.value;
  }

  async function loadWires(): Promise<void> {
    const reply = await api.wire();
    if (reply.kind === 'ok') state.wires = reply.value;
  }

  // What arrives while a thread is being fetched may or may not be in the answer.
  const loading = new Set<{ chatbot: string; meanwhile: Message[] }>();

  async function loadThread(chatbot: string): Promise<void> {
    const load = { chatbot, meanwhile: [] as Message[] };
    loading.add(load);
    const reply = await api.messages(chatbot);
    loading.delete(load);
    const unsent = list(chatbot).filter((one) => one.state === 'unsent' || one.state === 'sending');
    if (reply.kind === 'ok') {
      state.threads[chatbot] = [...reply.value, ...unsent];
      for (const message of load.meanwhile) put(list(chatbot), message);
      if (chatbotInView() === chatbot) markRead(chatbot);
    } else if (!Array.isArray(state.threads[chatbot])) state.threads[chatbot] = 'failed';
  }

  function list(chatbot: string): Message[] {
    const thread = state.threads[chatbot];
    return Array.isArray(thread) ? thread : [];
  }

  function conversation(chatbot: string): Conversation | undefined {
    return state.conversations.find((one) => one.chatbot === chatbot);
  }

  function chatbotInView(): string | null {
    return screen.value.at === 'thread' ? screen.value.chatbot : null;
  }

  function message(arrived: Message & { chatbot: string }): void {
    const { chatbot, ...message } = arrived;
    const about = conversation(chatbot);
    if (about) {
      about.lastText = preview(message.parts);
      about.lastAt = message.at;
    } else void refreshConversations();
    for (const load of loading) if (load.chatbot === chatbot) load.meanwhile.push(message);
    const thread = state.threads[chatbot];
    if (Array.isArray(thread)) put(thread, message);
    if (message.direction === 'out') return;
    if (chatbotInView() === chatbot && !document.hidden) return markRead(chatbot);
    if (about) about.unread++;
    if (about && screen.value.at !== 'list' && chatbotInView() !== chatbot)
      state.note = { chatbot, name: about.name, text: preview(message.parts) };
  }

  function put(thread: Message[], message: Message): void {
    const known = thread.findIndex((one) => one.id === message.id);
    if (known >= 0) return void (thread[known] = message);
    // Our own words come back as an event, sometimes before the call that sent them has answered.
    const pending = thread.findIndex(
      (one) =>
        one.state === 'sending' &&
        message.direction === 'out' &&
        preview(one.parts) === preview(message.parts),
    );
    if (pending >= 0) thread[pending] = message;
    else thread.push(message);
  }

  function changed(change: { id: string; state: Message['state'] }): void {
    for (const thread of Object.values(state.threads)) {
      const known = Array.isArray(thread) ? thread.find((one) => one.id === change.id) : undefined;
      if (known) known.state = change.state;
    }
  }

  function wire(record: WireRecord): void {
    const known = state.wires.findIndex((one) => one.id === record.id);
    if (known >= 0) state.wires[known] = record;
    else state.wires.push(record);
    if (state.wires.length > keptWires) state.wires.splice(0, state.wires.length - keptWires);
  }

  function markRead(chatbot: string): void {
    const about = conversation(chatbot);
    if (about) about.unread = 0;
    void api.read(chatbot);
  }

  async function say(chatbot: string, what: Utterance): Promise<void> {
    const local: Message = {
      id: `local-${++localIds}`,
      direction: 'out',
      at: new Date().toISOString(),
      state: 'sending',
      sms: false,
      parts: [
        'text' in what
          ? { contentType: 'text/plain', content: what.text }
          : { contentType: 'application/vnd.gsma.botsuggestion.response.v1.0+json', content: what },
      ],
    };
    // What is said before the thread has come stays in it.
    const before = state.threads[chatbot];
    if (!Array.isArray(before)) state.threads[chatbot] = [];
    if (before === 'failed') void loadThread(chatbot);
    list(chatbot).push(local);
    const reply = await api.say(chatbot, what);
    const thread = list(chatbot);
    const at = thread.findIndex((one) => one.id === local.id);
    if (at < 0) return;
    if (reply.kind !== 'ok') thread[at] = { ...local, state: 'unsent' };
    else if (thread.some((one) => one.id === reply.value.id)) thread.splice(at, 1);
    else thread[at] = { ...local, id: reply.value.id, state: 'sent' };
  }

  function resend(chatbot: string, unsent: Message): void {
    const thread = list(chatbot);
    thread.splice(
      thread.findIndex((one) => one.id === unsent.id),
      1,
    );
    const content = unsent.parts[0]?.content;
    void say(chatbot, typeof content === 'string' ? { text: content } : (content as Utterance));
  }

  function push(next: Screen): void {
    state.note = null;
    state.stack.push(next);
    history.pushState({ depth: state.stack.length }, '');
    if (next.at !== 'thread') return;
    if (!Array.isArray(state.threads[next.chatbot])) void loadThread(next.chatbot);
    else markRead(next.chatbot);
  }

  /** Opens the conversation with the service that a link names; false if the phone knows no such chatbot. */
  function goTo(service: string): boolean {
    const chatbot = state.conversations.find((one) => one.chatbot.replace(/^sip:/, '') === service)?.chatbot;
    if (chatbot) push({ at: 'thread', chatbot });
    return !!chatbot;
  }

  /** The stack follows the browser's own history, so that the phone's back gesture does what the arrow does. */
  function popTo(depth: number): void {
    state.stack.splice(Math.max(1, depth));
    const chatbot = chatbotInView();
    if (chatbot) markRead(chatbot);
  }

  async function setFaults(faults: Faults): Promise<Reply<unknown>> {
    const reply = await api.faults(state.handset?.operator ?? '', faults);
    await refreshHandset();
    return reply;
  }

  return {
    state,
    screen,
    sorted,
    api,
    start,
    stop: () => stop?.(),
    conversation,
    goTo,
    thread: (chatbot: string) => state.threads[chatbot],
    loadThread,
    say,
    resend,
    push,
    popTo,
    back: () => history.back(),
    seen: () => {
      const chatbot = chatbotInView();
      if (chatbot && !document.hidden) markRead(chatbot);
    },
    setFaults,
  };
}
