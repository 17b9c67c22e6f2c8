import { call, type Reply } from '@kit/http';
import type { MenuEntry, Part, Reply as Tap } from './gsma';
import type { SdkAct, SdkView } from './sdk';
import type { WireRecord } from './wire';

export interface Handset {
  msisdn: string;
  mobile: string;
  operator: string;
  operatorName: string;
  online: boolean;
  cashierOrigin: string;
  /** The pages of institutions besides, where there are any. */
  otherCashiers?: string[];
  handsets: { msisdn: string; mobile: string; operator: string }[];
  faults: Record<string, unknown>;
}

export interface Conversation {
  chatbot: string;
  name: string;
  logo: string | null;
  description?: string | null;
  verified: boolean;
  /** A number that writes SMS: no chatbot, and nothing is known of it. */
  sms?: boolean;
  unread: number;
  lastText: string | null;
  lastAt: string | null;
  menu?: { entries: MenuEntry[] } | null;
}

export type DeliveryState = 'sent' | 'delivered' | 'displayed' | 'failed' | 'sms' | 'sending' | 'unsent';

export interface Message {
  id: string;
  direction: 'in' | 'out';
  at: string;
  state: DeliveryState;
  sms: boolean;
  parts: Part[];
}

export interface TimelineEvent {
  at: string;
  /** The same in the time of the machine, which the wires show: the sandbox may have moved the platform's. */
  wallAt?: string;
  kind: string;
  detail?: unknown;
  millis?: number | null;
}

/** What the user says: words, a tap on what the chatbot proposed, or details of his phone that it asked for. */
export type Utterance =
  | { text: string }
  | { response: { reply: Tap } | { action: Tap } }
  | { sharedData: { deviceSpecifics: DeviceSpecifics } };

export interface DeviceSpecifics {
  deviceModel: string;
  platformVersion: string;
  clientVendor: string;
  clientVersion: string;
  batteryRemainingMinutes: number;
}

export type Faults = Record<string, boolean | number>;

/** The calls of the handset page to the terminal simulator that serves it. */
export interface HandsetApi {
  handset(): Promise<Reply<Handset>>;
  conversations(): Promise<Reply<Conversation[]>>;
  messages(chatbot: string): Promise<Reply<Message[]>>;
  say(chatbot: string, what: Utterance): Promise<Reply<{ id: string }>>;
  read(chatbot: string): Promise<Reply<unknown>>;
  wire(): Promise<Reply<WireRecord[]>>;
  timeline(payOrderNo: string): Promise<Reply<{ events: TimelineEvent[] }>>;
  faults(operator: string, faults: Faults): Promise<Reply<unknown>>;
  raiseSdk(url: string): Promise<Reply<{ raised: boolean }>>;
  tapSdk(act: SdkAct, value: string): Promise<Reply<unknown>>;
  sdk(): Promise<Reply<SdkView>>;
  eventsUrl: string;
}

export function handsetApi(msisdn: string | null): HandsetApi {
  const user = msisdn ? `msisdn=${encodeURIComponent(msisdn)}` : '';
  const get = <T>(path: string, query = '') =>
    call<T>({ method: 'GET', path: `/api/${path}?${[user, query].filter(Boolean).join('&')}` });
  const post = <T>(path: string, body: unknown) =>
    call<T>({ method: 'POST', path: `/api/${path}?${user}`, body });
  return {
    handset: () => get('handset'),
    conversations: () => get('conversations'),
    messages: (chatbot) => get('messages', `chatbot=${encodeURIComponent(chatbot)}`),
    say: (chatbot, what) => post('messages', { chatbot, ...what }),
    read: (chatbot) => post('read', { chatbot }),
    wire: () => get('wire', 'limit=400'),
    timeline: (payOrderNo) => get('timeline', `payOrderNo=${encodeURIComponent(payOrderNo)}`),
    faults: (operator, faults) => post('faults', { operator, ...faults }),
    raiseSdk: (url) => post('sdk', { url }),
    tapSdk: (act, value) => post('sdk/taps', { act, value }),
    sdk: () => get('sdk'),
    eventsUrl: `/api/events?${user}`,
  };
}
