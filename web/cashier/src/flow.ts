import { reactive, type DeepReadonly } from 'vue';
import type { CashierApi, Current, Keypad, Method, Outcome, Session } from './api';
import type { Device } from './device';

/** Something the payer must know before he goes on; `refreshed` comes with a new keypad. */
export type Notice =
  | { kind: 'wrong-password'; triesLeft: number | null }
  | {
      kind:
        | 'keypad-refreshed'
        | 'keypad-failed'
        | 'password-busy'
        | 'insufficient'
        | 'card-refused'
        | 'declined'
        | 'not-charged'
        | 'device-cancelled'
        | 'device-gone';
    }
  | { kind: 'locked'; until: string | null };

/** Why the page can do nothing more with this order. */
export type Ending =
  | 'token-used'
  | 'closed'
  | 'refused'
  | 'session-expired'
  | 'link-unknown'
  | 'not-registered'
  | 'password-not-set';

export type Step =
  | { at: 'opening' }
  | { at: 'unreachable' }
  | { at: 'review' }
  | {
      at: 'password';
      phase: 'preparing' | 'typing' | 'paying' | 'asking';
      keypad: Keypad | null;
      entered: number;
    }
  | { at: 'device'; phase: 'touch' | 'paying' | 'asking' }
  | { at: 'processing'; reachable: boolean }
  | { at: 'paid'; paidAt: string | null; before: boolean }
  | { at: 'ended'; why: Ending };

export interface State {
  step: Step;
  session: Session | null;
  methodId: string | null;
  notice: Notice | null;
  /** Whether this device can confirm by finger or face at all. */
  deviceReady: boolean;
  /** Registering this device: possible after a right password, then how it went. */
  enrolling: 'no' | 'offered' | 'working' | 'done' | 'failed';
  /** The payer says that the order is not his, and is asked what is to be done. */
  refusing: 'no' | 'asked' | 'sent';
  /** Server time minus ours, so that the deadline counts down rightly on a phone whose clock is wrong. */
  skew: number;
}

export interface Surroundings {
  api: CashierApi;
  device: Device;
  payOrderNo: string;
  reference: string;
  straightToPassword: boolean;
  /** A payer who can confirm by finger or face is offered that before the keypad. */
  deviceFirst?: boolean;
  straightToRefusal?: boolean;
  now: () => number;
  wait: (millis: number) => Promise<void>;
}

export interface Flow {
  state: DeepReadonly<State>;
  open(): Promise<void>;
  choose(methodId: string): void;
  askPassword(): Promise<void>;
  keypadReady(): void;
  entered(n: number): void;
  keypadExpired(): Promise<void>;
  keypadFailed(code: string): Promise<void>;
  pay(envelope: string): Promise<void>;
  /** Confirms with this device's finger or face. */
  payByDevice(): Promise<void>;
  /** Registers this device for the next time. */
  enrol(wanted: boolean, label: string): Promise<void>;
  leavePassword(): void;
  /** The payer says, or takes back, that the order is not his. */
  askToRefuse(asked: boolean): void;
  refuse(block: boolean): Promise<void>;
  /** The merchant may send requests again. */
  lift(): Promise<void>;
  /** Called about every second: notices that the deadline or a lock has passed. */
  tick(): Promise<void>;
}

/** A payer's way through the page, from the opened link to an answer that is certain. */
export function createFlow(around: Surroundings): Flow {
  const { api, device, wait, now } = around;
  const state: State = reactive({
    step: { at: 'opening' },
    session: null,
    methodId: null,
    notice: null,
    deviceReady: false,
    enrolling: 'no',
    refusing: 'no',
    skew: 0,
  });
  let asking = false;
  let enrolment = '';
  let offered: { keypad: Keypad | null; at: number } = { keypad: null, at: 0 };
  const bearer = () => state.session?.session ?? '';
  const end = (why: Ending) => (state.step = { at: 'ended', why });
  const paid = (paidAt: string | null | undefined, before: boolean) =>
    (state.step = { at: 'paid', paidAt: paidAt ?? null, before });

  async function open(): Promise<void> {
    state.step = { at: 'opening' };
    const reply = await api.open(around.payOrderNo, around.reference);
    if (reply.kind === 'unreachable') return void (state.step = { at: 'unreachable' });
    if (reply.kind === 'problem') return void end(unopened[reply.problem.code] ?? 'link-unknown');
    const session = reply.value;
    state.session = session;
    offered = { keypad: session.keypad ?? null, at: now() };
    state.skew = Date.parse(session.order.now) - now();
    state.methodId = session.methods.find((method) => method.enough)?.id ?? null;
    state.notice = session.password.lockedUntil
      ? { kind: 'locked', until: session.password.lockedUntil }
      : null;
    state.deviceReady = await device.ready();
    await enter(session);
  }

  async function enter(session: Session): Promise<void> {
    switch (session.order.status) {
      case 'PAID':
        return void paid(session.order.paidAt, true);
      case 'CLOSED':
        return void end('closed');
      case 'PAYING':
        return poll(0);
      case 'PAYABLE':
    }
    if (around.straightToRefusal) state.refusing = 'asked';
    if (!session.payer.registered) return void end('not-registered');
    if (!session.password.set) return void end('password-not-set');
    state.step = { at: 'review' };
    const choice = around.deviceFirst && mayUseDevice(state);
    if (around.straightToPassword && !choice && payable(state)) await askPassword();
  }

  async function askPassword(): Promise<void> {
    const methodId = state.methodId;
    if (!methodId || !payable(state)) return;
    const first = takeOffered();
    state.step = { at: 'password', phase: 'preparing', keypad: first, entered: 0 };
    if (first) return;
    const reply = await api.keypad(bearer(), methodId);
    if (state.step.at !== 'password') return;
    if (reply.kind === 'ok') state.step.keypad = reply.value;
    else if (reply.kind === 'problem') await refused(reply.problem.code);
    else state.notice = { kind: 'keypad-failed' };
  }

  /** The first keypad's ticket came with the session; after a while it is not worth a try. */
  function takeOffered(): Keypad | null {
    const { keypad, at } = offered;
    offered = { keypad: null, at };
    const life = ((keypad?.expiresInSeconds ?? 0) - 10) * 1000;
    return keypad && now() - at < life ? keypad : null;
  }

  async function anotherKeypad(notice: Notice): Promise<void> {
    state.notice = notice;
    await askPassword();
  }

  async function pay(envelope: string): Promise<void> {
    const step = state.step;
    if (step.at !== 'password' || step.phase !== 'typing' || !state.methodId) return;
    step.phase = 'paying';
    state.notice = null;
    const reply = await api.pay(bearer(), state.methodId, envelope);
    if (reply.kind === 'ok') return told(reply.value);
    if (reply.kind === 'problem') return refused(reply.problem.code);
    // Silence: the payment may have been made. Nobody says otherwise before the server has been asked.
    step.phase = 'asking';
    await findOut();
  }

  async function payByDevice(): Promise<void> {
    const methodId = state.methodId;
    const session = state.session;
    if (state.step.at !== 'review' || !methodId || !session || !mayUseDevice(state)) return;
    state.notice = null;
    state.step = { at: 'device', phase: 'touch' };
    const issued = await api.challenge(bearer(), methodId);
    if (issued.kind === 'problem') return refused(issued.problem.code);
    if (issued.kind === 'unreachable') return review({ kind: 'declined' });
    const signed = await device.sign(issued.value.challenge, session.order, deviceKeys(state));
    if (!signed) return review({ kind: 'device-cancelled' });
    state.step = { at: 'device', phase: 'paying' };
    const reply = await api.payByDevice(bearer(), methodId, signed);
    if (reply.kind === 'ok') return told(reply.value);
    if (reply.kind === 'problem') return refused(reply.problem.code);
    state.step = { at: 'device', phase: 'asking' };
    await findOut();
  }

  async function enrol(wanted: boolean, label: string): Promise<void> {
    if (state.enrolling !== 'offered') return;
    state.enrolling = wanted ? 'working' : 'no';
    if (!wanted) return;
    const made = await device.make(enrolment, state.session?.payer.mobile ?? '');
    const reply = made && (await api.enrol(bearer(), enrolment, label, made));
    state.enrolling = reply?.kind === 'ok' ? 'done' : 'failed';
  }

  async function told(outcome: Outcome | Current): Promise<void> {
    switch (outcome.outcome) {
      case 'PAID':
        offer(outcome);
        return void paid(outcome.paidAt, false);
      case 'PROCESSING':
        return poll(outcome.askAgainMillis ?? 1000);
      case 'DECLINED':
        return declined(outcome);
      case undefined:
        return;
    }
  }

  /** After a right password this device may be registered, unless it is already. */
  function offer(outcome: Outcome | Current): void {
    enrolment = outcome.enrolment ?? '';
    if (enrolment && state.deviceReady && !mayUseDevice(state)) state.enrolling = 'offered';
  }

  async function declined(outcome: Outcome | Current): Promise<void> {
    switch (outcome.reason) {
      case 'WRONG_PASSWORD':
        return anotherKeypad({ kind: 'wrong-password', triesLeft: outcome.triesLeft ?? null });
      case 'KEYPAD_USED':
        return repeated();
      case 'KEYPAD_EXPIRED':
      case 'KEYPAD_MISMATCH':
        return anotherKeypad({ kind: 'keypad-refreshed' });
      case 'PASSWORD_BUSY':
        return anotherKeypad({ kind: 'password-busy' });
      case 'PASSWORD_LOCKED':
        if (state.session) state.session.password.lockedUntil = outcome.lockedUntil ?? null;
        return review({ kind: 'locked', until: outcome.lockedUntil ?? null });
      case 'INSUFFICIENT_FUNDS':
        withdraw();
        return review({ kind: 'insufficient' });
      case 'CARD_REFUSED':
        return review({ kind: 'card-refused' });
      case 'PASSWORD_NOT_SET':
        return void end('password-not-set');
      case 'CHALLENGE_EXPIRED':
      case 'CHALLENGE_USED':
      case 'CHALLENGE_MISMATCH':
        return review({ kind: 'device-cancelled' });
      case 'KEY_UNKNOWN':
      case 'SIGNATURE_WRONG':
        if (state.session) state.session.devices = [];
        return review({ kind: 'device-gone' });
      default:
        return review({ kind: 'declined' });
    }
  }

  /** Browsers repeat a request whose connection broke: the first one may have paid, and only the order knows. */
  async function repeated(): Promise<void> {
    const reply = await api.current(bearer());
    if (reply.kind !== 'ok') return findOut();
    if (!settled(reply.value)) return poll(1000);
    if (reply.value.orderStatus !== 'PAYABLE') return land(reply.value);
    return anotherKeypad({ kind: 'keypad-refreshed' });
  }

  /** The chosen method can't pay this order: the next usable one is proposed. */
  function withdraw(): void {
    const methods = state.session?.methods ?? [];
    const failed = methods.find((method) => method.id === state.methodId);
    if (failed) failed.enough = false;
    state.methodId = methods.find((method) => method.enough)?.id ?? null;
  }

  function review(notice: Notice | null): void {
    state.notice = notice;
    state.step = { at: 'review' };
  }

  async function refused(code: string): Promise<void> {
    switch (code) {
      case 'order-paid':
        return alreadyPaid();
      case 'order-closed':
        return void end('closed');
      case 'payment-in-progress':
        return poll(0);
      case 'page-session-expired':
      case 'device-mismatch':
        return void end('session-expired');
      default:
        return review({ kind: 'declined' });
    }
  }

  async function alreadyPaid(): Promise<void> {
    const reply = await api.current(bearer());
    paid(reply.kind === 'ok' ? reply.value.paidAt : null, true);
  }

  /** Asks until the order is in a state that is certain; a lost connection only makes it ask more slowly. */
  async function poll(first: number): Promise<void> {
    state.step = { at: 'processing', reachable: true };
    for (let pause = first; ; pause = Math.min(Math.max(pause, 1000) * 1.5, 10_000)) {
      await wait(pause);
      if (state.step.at !== 'processing') return;
      const reply = await api.current(bearer());
      if (state.step.at !== 'processing') return;
      state.step.reachable = reply.kind !== 'unreachable';
      if (reply.kind === 'problem') return void end('session-expired');
      if (reply.kind === 'ok' && settled(reply.value)) return land(reply.value);
    }
  }

  /** After silence: paid, running or closed is said at once; "nothing happened" only after it was heard three times. */
  async function findOut(): Promise<void> {
    for (let heard = 0, pause = 500; heard < 3; pause = Math.min(pause * 2, 10_000)) {
      await wait(pause);
      const reply = await api.current(bearer());
      if (state.step.at !== 'password' && state.step.at !== 'device') return;
      if (reply.kind === 'problem') return void end('session-expired');
      if (reply.kind === 'unreachable') continue;
      if (!settled(reply.value)) return poll(1000);
      // A refusal heard now may be that of an earlier try, so it counts as "nothing yet".
      if (reply.value.orderStatus !== 'PAYABLE') return land(reply.value);
      heard++;
    }
    review({ kind: 'not-charged' });
  }

  function settled(current: Current): boolean {
    return current.orderStatus !== 'PAYING' && current.outcome !== 'PROCESSING';
  }

  async function land(current: Current): Promise<void> {
    if (current.orderStatus === 'PAID') return void paid(current.paidAt, false);
    if (current.orderStatus === 'CLOSED') return void end('closed');
    if (current.outcome === 'DECLINED') return told(current);
    review({ kind: 'not-charged' });
  }

  return {
    state,
    open,
    askPassword: () => {
      state.notice = null;
      return askPassword();
    },
    pay,
    payByDevice,
    enrol,
    choose(methodId) {
      const method = state.session?.methods.find((one) => one.id === methodId);
      if (!method?.enough || state.step.at !== 'review') return;
      state.methodId = methodId;
      if (state.notice?.kind !== 'locked') state.notice = null;
    },
    keypadReady() {
      if (state.step.at === 'password' && state.step.phase === 'preparing') state.step.phase = 'typing';
    },
    entered(n) {
      if (state.step.at !== 'password') return;
      state.step.entered = n;
      if (n > 0 && state.step.phase === 'typing') state.notice = null;
    },
    async keypadExpired() {
      if (state.step.at === 'password' && state.step.phase === 'typing')
        await anotherKeypad({ kind: 'keypad-refreshed' });
    },
    async keypadFailed(code) {
      if (state.step.at !== 'password' || state.step.phase === 'paying' || state.step.phase === 'asking')
        return;
      if (code === 'keypad-ticket-used') return anotherKeypad({ kind: 'keypad-refreshed' });
      state.step.keypad = null;
      state.notice = { kind: 'keypad-failed' };
    },
    leavePassword() {
      if (state.step.at !== 'password' || state.step.phase === 'paying' || state.step.phase === 'asking')
        return;
      review(null);
    },
    askToRefuse(asked) {
      if (state.refusing !== 'sent') state.refusing = asked ? 'asked' : 'no';
    },
    async refuse(block) {
      if (state.refusing !== 'asked') return;
      state.refusing = 'sent';
      const reply = await api.refuse(bearer(), block);
      state.refusing = 'no';
      if (reply.kind === 'problem') return refused(reply.problem.code);
      if (reply.kind === 'unreachable') return void (state.step = { at: 'unreachable' });
      if (state.session) state.session.blocked = reply.value.blocked;
      end('refused');
    },
    async lift() {
      const reply = await api.lift(bearer());
      if (reply.kind === 'ok' && state.session) state.session.blocked = false;
    },
    async tick() {
      const time = now() + state.skew;
      const lock = state.session?.password.lockedUntil;
      if (state.session && lock && Date.parse(lock) <= time) {
        state.session.password.lockedUntil = null;
        if (state.notice?.kind === 'locked') state.notice = null;
      }
      const deadline = Date.parse(state.session?.order.expiresAt ?? '');
      if (state.step.at !== 'review' || !(deadline <= time) || asking) return;
      asking = true;
      await deadlinePassed();
      asking = false;
    },
  };

  async function deadlinePassed(): Promise<void> {
    const reply = await api.current(bearer());
    if (state.step.at !== 'review') return;
    if (reply.kind === 'ok' && reply.value.orderStatus === 'PAYING') return poll(1000);
    if (reply.kind === 'ok' && reply.value.orderStatus !== 'PAYABLE') return land(reply.value);
    if (reply.kind === 'problem') return void end('session-expired');
    await wait(5000);
  }
}

const unopened: Record<string, Ending> = {
  'order-closed': 'closed',
  'sdk-token-expired': 'closed',
  'page-reference-used': 'token-used',
  'sdk-token-used': 'token-used',
  'sdk-token-elsewhere': 'token-used',
};

function deviceKeys(state: DeepReadonly<State>): string[] {
  return (state.session?.devices ?? []).filter((one) => one.kind === 'WEBAUTHN').map((one) => one.keyId);
}

/** Whether this payer has registered a browser's key, and this browser can use one. */
export function mayUseDevice(state: DeepReadonly<State>): boolean {
  return state.deviceReady && deviceKeys(state).length > 0;
}

/** Whether the payer may start a payment now. */
export function payable(state: DeepReadonly<State>): boolean {
  const method = chosen(state);
  return !!method?.enough && !state.session?.password.lockedUntil;
}

export function chosen(state: DeepReadonly<State>): DeepReadonly<Method> | undefined {
  return state.session?.methods.find((method) => method.id === state.methodId);
}

/** Whether leaving now would interrupt something whose end the payer has not been told. */
export function busy(state: DeepReadonly<State>): boolean {
  const step = state.step;
  return (
    (step.at === 'password' || step.at === 'device') && (step.phase === 'paying' || step.phase === 'asking')
  );
}
