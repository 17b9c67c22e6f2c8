import { call, type Call, type Reply } from '@kit/http';

export interface Order {
  payOrderNo: string;
  merchantName: string;
  goodsName?: string | null;
  goodsDescription?: string | null;
  amount: string;
  currency: string;
  status: 'PAYABLE' | 'PAYING' | 'PAID' | 'CLOSED';
  expiresAt: string;
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
  expiresInSeconds: number;
  order: Order;
  payer: { mobile: string; registered: boolean; name?: string | null };
  methods: Method[];
  password: { set: boolean; triesLeft: number; lockedUntil?: string | null };
  /** Whether the payer takes no more requests of this merchant. */
  blocked?: boolean;
  brand: { color?: string | null; logo?: string | null };
  frameParent?: string | null;
  keypadOrigin: string;
  returnUrl?: string | null;
}

export interface Keypad {
  ticket: string;
  keypadUrl: string;
  payee: string;
  payOrderNo: string;
  amount: string;
  length: number;
}

export type Reason =
  | 'WRONG_PASSWORD'
  | 'PASSWORD_LOCKED'
  | 'PASSWORD_NOT_SET'
  | 'INSUFFICIENT_FUNDS'
  | 'CARD_REFUSED'
  | 'METHOD_UNKNOWN'
  | 'KEYPAD_EXPIRED'
  | 'KEYPAD_USED'
  | 'KEYPAD_MISMATCH';

export interface Outcome {
  outcome: 'PAID' | 'PROCESSING' | 'DECLINED';
  paidAt?: string | null;
  askAgainMillis?: number | null;
  reason?: Reason | null;
  triesLeft?: number | null;
  lockedUntil?: string | null;
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
  /** The order is not the payer's: it is closed, and the merchant blocked if he wants that. */
  refuse(session: string, block: boolean): Promise<Reply<Refused>>;
  lift(session: string): Promise<Reply<Refused>>;
}

export const cashierApi: CashierApi = {
  open: (payOrderNo, reference) => post('sessions', { payOrderNo, reference }),
  keypad: (bearer, methodId) => post('keypads', { methodId }, bearer),
  pay: (bearer, methodId, envelope) => post('payments', { methodId, envelope }, bearer),
  refuse: (bearer, block) => post('refusals', { block }, bearer),
  lift: (bearer) => post('refusals/lift', {}, bearer),
  current: (bearer) =>
    call({ method: 'GET', path: '/cashier/v1/payments/current', bearer, timeoutMillis: 8000 }),
};

function post<T>(what: string, body: unknown, bearer?: string): Promise<Reply<T>> {
  const request: Call = { method: 'POST', path: `/cashier/v1/${what}`, body, bearer };
  return call<T>(request);
}
