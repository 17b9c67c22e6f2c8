import { call, type Reply } from '@kit/http';
import type { Keypad, Method, Reason, Session } from '../api';

export interface Mandate {
  mandateNo: string;
  merchantName: string;
  limitPerPayment: string;
  limitPerDay: string;
  status: 'PENDING' | 'ACTIVE' | 'REVOKED' | 'EXPIRED';
  expiresAt: string;
  method?: string | null;
  signedAt?: string | null;
  endedAt?: string | null;
  usedToday?: string | null;
}

export interface Signing {
  session: string;
  expiresInSeconds: number;
  mandate: Mandate;
  user: Session['payer'];
  methods: Method[];
  password: Session['password'];
  keypadOrigin: string;
  frameParent?: string | null;
  returnUrl?: string | null;
}

export type Purpose = 'SIGN' | 'OVERVIEW';

export interface Declined {
  outcome: 'DECLINED';
  reason?: Reason | null;
  triesLeft?: number | null;
  lockedUntil?: string | null;
}

export type Signed = { outcome: 'SIGNED'; mandate: Mandate } | Declined;
export type Proved = { outcome: 'PROVED'; session: string; mandates: Mandate[] } | Declined;

/** The calls of the signing page. */
export interface MandateApi {
  open(mandateNo: string, reference: string): Promise<Reply<Signing>>;
  keypad(session: string, purpose: Purpose): Promise<Reply<Keypad>>;
  sign(session: string, methodId: string, envelope: string): Promise<Reply<Signed>>;
  current(session: string): Promise<Reply<Mandate>>;
  overview(session: string, envelope: string): Promise<Reply<Proved>>;
  revoke(session: string, mandateNo: string): Promise<Reply<{ mandate: Mandate }>>;
}

export const mandateApi: MandateApi = {
  open: (mandateNo, reference) => post('mandate-sessions', { mandateNo, reference }),
  keypad: (bearer, purpose) => post('mandate-keypads', { purpose }, bearer),
  sign: (bearer, methodId, envelope) => post('mandates', { methodId, envelope }, bearer),
  current: (bearer) =>
    call({ method: 'GET', path: '/cashier/v1/mandates/current', bearer, timeoutMillis: 8000 }),
  overview: (bearer, envelope) => post('mandates/overview', { envelope }, bearer),
  revoke: (bearer, mandateNo) => post('mandates/revoke', { mandateNo }, bearer),
};

function post<T>(what: string, body: unknown, bearer?: string): Promise<Reply<T>> {
  return call<T>({ method: 'POST', path: `/cashier/v1/${what}`, body, bearer });
}
