import { call, type Reply } from '@kit/http';
import type { Asserted, Made } from './device';
import { Proof } from './proof';

export interface Order {
  payOrderNo: string;
  merchantName: string;
  goodsName?: string | null;
  goodsDescription?: string | null;
  amount: string;
  currency: string;
  status: 'PAYABLE' | 'PAYING' | 'PAID' | 'CLOSED';
  expiresAt: string;
  /** The time of day by the clock that the order goes by. */
  now: string;
  paidAt?: string | null;
}

export interface Method {
  id: string;
  kind: 'BALANCE' | 'CARD';
  label: string;
  available?: string | null;
  enough: boolean;
  bank?: string | null;
  last4?: string | null;
  cardType?: 'DEBIT' | 'CREDIT' | null;
}

export interface Session {
  session: string;
  sessionId?: string;
  expiresInSeconds: number;
  order: Order;
  payer: { mobile: string; registered: boolean; name?: string | null };
  methods: Method[];
  devices?: { keyId: string; kind: 'SDK' | 'WEBAUTHN'; label: string }[];
  password: { set: boolean; triesLeft: number; lockedUntil?: string | null };
  /** Whether the payer takes no more requests of this merchant. */
  blocked?: boolean;
  brand: { color?: string | null; logo?: string | null };
  frameParent?: string | null;
  keypadOrigin: string;
  /** The first keypad's ticket, where a password can pay; each further one is asked for. */
  keypad?: Keypad;
  returnUrl?: string | null;
}

export interface Keypad {
  ticket: string;
  keypadUrl: string;
  payee: string;
  payOrderNo: string;
  amount: string;
  length: number;
  /** How long its ticket lives. */
  expiresInSeconds?: number;
}

export type Reason =
  | 'WRONG_PASSWORD'
  | 'PASSWORD_LOCKED'
  | 'PASSWORD_BUSY'
  | 'PASSWORD_NOT_SET'
  | 'INSUFFICIENT_FUNDS'
  | 'CARD_REFUSED'
  | 'METHOD_UNKNOWN'
  | 'KEYPAD_EXPIRED'
  | 'KEYPAD_USED'
  | 'KEYPAD_MISMATCH'
  | 'CHALLENGE_EXPIRED'
  | 'CHALLENGE_USED'
  | 'CHALLENGE_MISMATCH'
  | 'KEY_UNKNOWN'
  | 'SIGNATURE_WRONG';

export interface Outcome {
  outcome: 'PAID' | 'PROCESSING' | 'DECLINED';
  paidAt?: string | null;
  askAgainMillis?: number | null;
  reason?: Reason | null;
  triesLeft?: number | null;
  lockedUntil?: string | null;
  /** Leave to register this device, after a right password. */
  enrolment?: string | null;
}

export interface Current extends Partial<Outcome> {
  orderStatus: Order['status'];
}

export interface Refused {
  orderStatus: 'CLOSED';
  blocked: boolean;
}

/** The calls of the cashier page to the institution's cashier interface. */
export interface CashierApi {
  open(payOrderNo: string, reference: string): Promise<Reply<Session>>;
  keypad(session: string, methodId: string): Promise<Reply<Keypad>>;
  pay(session: string, methodId: string, envelope: string): Promise<Reply<Outcome>>;
  current(session: string): Promise<Reply<Current>>;
  challenge(session: string, methodId: string): Promise<Reply<{ challenge: string }>>;
  payByDevice(session: string, methodId: string, browser: Asserted): Promise<Reply<Outcome>>;
  enrol(session: string, enrolment: string, label: string, browser: Made): Promise<Reply<unknown>>;
  /** The order is not the payer's: it is closed, and the merchant blocked if he wants that. */
  refuse(session: string, block: boolean): Promise<Reply<Refused>>;
  lift(session: string): Promise<Reply<Refused>>;
}

/**
 * The calls, for a page that was opened by a link.
 *
 * @param sdkToken opens the page in an SDK's place: the session is then bound to this page, and each call proves it
 */
export function cashierApi(sdkToken: string | null): CashierApi {
  const proof = sdkToken ? new Proof() : null;
  let sessionId = '';

  async function ask<T>(
    method: 'GET' | 'POST',
    what: string,
    body?: unknown,
    bearer?: string,
  ): Promise<Reply<T>> {
    const path = `/cashier/v1/${what}`;
    const headers =
      proof && bearer ? { 'maapay-proof': await proof.of(sessionId, method, path, body) } : undefined;
    return call<T>({ method, path, body, bearer, headers, timeoutMillis: method === 'GET' ? 8000 : 15_000 });
  }

  async function openSdk(used: Proof): Promise<Reply<Session>> {
    const body = { token: sdkToken, device: used.device, proofKey: await used.publicHalf(), risk: [] };
    const reply = await ask<Session>('POST', 'sdk-sessions', body);
    if (reply.kind === 'ok') sessionId = reply.value.sessionId ?? '';
    return reply;
  }

  return {
    open: (payOrderNo, reference) =>
      proof ? openSdk(proof) : ask('POST', 'sessions', { payOrderNo, reference }),
    keypad: (bearer, methodId) => ask('POST', 'keypads', { methodId }, bearer),
    pay: (bearer, methodId, envelope) => ask('POST', 'payments', { methodId, envelope }, bearer),
    current: (bearer) => ask('GET', 'payments/current', undefined, bearer),
    challenge: (bearer, methodId) => ask('POST', 'challenges', { methodId }, bearer),
    payByDevice: (bearer, methodId, browser) => ask('POST', 'payments', { methodId, browser }, bearer),
    enrol: (bearer, enrolment, label, browser) =>
      ask('POST', 'devices', { enrolment, label, browser }, bearer),
    refuse: (bearer, block) => ask('POST', 'refusals', { block }, bearer),
    lift: (bearer) => ask('POST', 'refusals/lift', {}, bearer),
  };
}
