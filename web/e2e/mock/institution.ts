import { randomBytes } from 'node:crypto';
import type { Current, Keypad, Method, Order, Outcome, Session } from '../../cashier/src/api.ts';
import { Refusal, type Routes } from './http.ts';
import { Vault, type Bound } from './vault.ts';

export interface MockOrder extends Omit<Order, 'now'> {
  reference: string;
  outcome?: Outcome;
}

/** How the next call behaves: held for a while, or cut before or after it took effect. */
export interface Trouble {
  holdMillis?: number;
  cut?: 'before' | 'after';
}

/** A cashier interface in memory, for screens and odd states; the real one is the platform's. */
export class Institution {
  readonly vault = new Vault();
  readonly orders = new Map<string, MockOrder>();
  readonly #sessions = new Map<string, string>();
  password = '246813';
  triesLeft = 5;
  lockedUntil: string | null = null;
  payer: Session['payer'] = { mobile: '138****8000', registered: true, name: '*明' };
  passwordSet = true;
  blocked = false;
  methods: Method[] = methods();
  brand: Session['brand'] = { color: null, logo: null };
  frameParent: string | null = null;
  keypadOrigin = '';
  /** What the next payment with a right password ends with. */
  next: Outcome[] = [];
  trouble: Record<'open' | 'keypad' | 'pay' | 'current', Trouble[]> = {
    open: [],
    keypad: [],
    pay: [],
    current: [],
  };
  onPaid: (order: MockOrder) => void = () => undefined;

  place(order: Partial<MockOrder>): MockOrder {
    const payOrderNo = order.payOrderNo ?? `P${randomBytes(8).toString('hex').toUpperCase()}`;
    const placed: MockOrder = {
      payOrderNo,
      merchantName: '海风咖啡',
      goodsName: '海盐拿铁 大杯',
      goodsDescription: '少冰 · 半糖',
      amount: '12.50',
      currency: 'CNY',
      status: 'PAYABLE',
      expiresAt: new Date(Date.now() + 30 * 60_000).toISOString(),
      reference: randomBytes(12).toString('base64url'),
      ...order,
    };
    this.orders.set(payOrderNo, placed);
    return placed;
  }

  cashier(): Routes {
    return {
      'POST /cashier/v1/sessions': ({ body, answer }) => this.#with('open', answer, () => this.#open(body)),
      'POST /cashier/v1/keypads': ({ bearer, answer }) =>
        this.#with('keypad', answer, () => this.#keypad(this.#order(bearer))),
      'POST /cashier/v1/payments': ({ bearer, body, answer }) =>
        this.#with('pay', answer, () => this.#pay(this.#order(bearer), String(body['envelope']))),
      'POST /cashier/v1/refusals': ({ bearer, body }) => {
        const order = this.#order(bearer);
        if (order.status === 'PAID') throw new Refusal(409, 'order-paid');
        order.status = 'CLOSED';
        this.blocked = body['block'] === true;
        return { orderStatus: 'CLOSED', blocked: this.blocked };
      },
      'POST /cashier/v1/refusals/lift': ({ bearer }) => {
        this.#order(bearer);
        this.blocked = false;
        return { orderStatus: 'CLOSED', blocked: false };
      },
      'GET /cashier/v1/payments/current': ({ bearer, answer }) =>
        this.#with('current', answer, (): Current => {
          const { status: orderStatus, paidAt, outcome } = this.#order(bearer);
          return { orderStatus, ...outcome, ...(paidAt ? { paidAt } : {}) };
        }),
    };
  }

  keypad(): Routes {
    return { 'POST /keypad/v1/sessions': ({ body }) => this.vault.open(String(body['ticket'])) };
  }

  #open(body: Record<string, unknown>): Session {
    const order = this.orders.get(String(body['payOrderNo']));
    if (!order || order.reference !== body['reference']) throw new Refusal(404, 'page-reference-unknown');
    const session = randomBytes(16).toString('base64url');
    this.#sessions.set(session, order.payOrderNo);
    const { reference: _, outcome: __, ...shown } = order;
    return {
      session,
      expiresInSeconds: 900,
      order: { ...shown, now: new Date().toISOString() },
      payer: this.payer,
      methods: this.methods,
      password: { set: this.passwordSet, triesLeft: this.triesLeft, lockedUntil: this.lockedUntil },
      brand: this.brand,
      blocked: this.blocked,
      frameParent: this.frameParent,
      keypadOrigin: this.keypadOrigin,
      ...(this.#mayType(order) ? { keypad: this.#keypad(order) } : {}),
      returnUrl: null,
    };
  }

  /** Whether a keypad's ticket comes with the page; where keypads are in trouble it is asked for. */
  #mayType(order: MockOrder): boolean {
    return (
      order.status === 'PAYABLE' && this.passwordSet && !this.lockedUntil && this.trouble.keypad.length === 0
    );
  }

  #keypad({ payOrderNo, merchantName: payee, amount }: MockOrder): Keypad {
    const ticket = this.vault.ticket({ payOrderNo, payee, amount });
    const keypadUrl = `${this.keypadOrigin}/keypad.html`;
    return { ticket, keypadUrl, payee, payOrderNo, amount, length: 6, expiresInSeconds: 120 };
  }

  forgetSessions(): void {
    this.#sessions.clear();
  }

  #order(session: string): MockOrder {
    const order = this.orders.get(this.#sessions.get(session) ?? '');
    if (!order) throw new Refusal(401, 'page-session-expired');
    return order;
  }

  #pay(order: MockOrder, envelope: string): Outcome {
    if (order.status === 'PAID') throw new Refusal(409, 'order-paid');
    if (order.status === 'CLOSED') throw new Refusal(409, 'order-closed');
    const { payOrderNo, merchantName: payee, amount } = order;
    const declined = this.judge(envelope, { payOrderNo, payee, amount });
    if (declined) return declined;
    const outcome = this.next.shift() ?? { outcome: 'PAID' };
    order.outcome = outcome;
    if (outcome.outcome === 'PROCESSING') order.status = 'PAYING';
    if (outcome.outcome === 'PAID') this.settle(order);
    return { ...outcome, ...(order.paidAt ? { paidAt: order.paidAt } : {}) };
  }

  /** Why the entry gives nothing; null if the password is right. */
  judge(envelope: string, bound: Bound): Outcome | null {
    const typed = this.vault.typed(envelope, bound);
    if (typed === 'KEYPAD_EXPIRED' || typed === 'KEYPAD_USED' || typed === 'KEYPAD_MISMATCH')
      return { outcome: 'DECLINED', reason: typed };
    if (typed !== this.password) return this.#wrong();
    this.triesLeft = 5;
    return null;
  }

  settle(order: MockOrder): void {
    order.status = 'PAID';
    order.paidAt = new Date().toISOString();
    order.outcome = { outcome: 'PAID' };
    this.onPaid(order);
  }

  #wrong(): Outcome {
    this.triesLeft--;
    if (this.triesLeft > 0)
      return { outcome: 'DECLINED', reason: 'WRONG_PASSWORD', triesLeft: this.triesLeft };
    this.lockedUntil = new Date(Date.now() + 3 * 3600_000).toISOString();
    return { outcome: 'DECLINED', reason: 'PASSWORD_LOCKED', lockedUntil: this.lockedUntil };
  }

  async #with<T>(
    what: keyof Institution['trouble'],
    answer: { destroy(): unknown },
    act: () => T,
  ): Promise<T | undefined> {
    const trouble = this.trouble[what].shift();
    if (trouble?.holdMillis) await new Promise((done) => setTimeout(done, trouble.holdMillis));
    if (trouble?.cut === 'before') return void answer.destroy();
    const value = act();
    if (trouble?.cut === 'after') return void answer.destroy();
    return value;
  }
}

export function methods(): Method[] {
  return [
    { id: 'balance', kind: 'BALANCE', label: '余额', available: '1024.00', enough: true },
    {
      id: 'card-1',
      kind: 'CARD',
      label: '招商银行 (6225)',
      enough: true,
      bank: '招商银行',
      last4: '6225',
      cardType: 'DEBIT',
    },
    {
      id: 'card-2',
      kind: 'CARD',
      label: '中国银行 (4408)',
      enough: true,
      bank: '中国银行',
      last4: '4408',
      cardType: 'CREDIT',
    },
  ];
}
