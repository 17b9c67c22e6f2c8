import { reactive, type DeepReadonly } from 'vue';
import type { Reply } from '@kit/http';
import type { Notice } from '../flow';
import type { Entry } from '../KeypadSheet.vue';
import type { Declined, Mandate, MandateApi, Purpose, Signing } from './api';

/** Why the page can do nothing more. */
export type Ending =
  'revoked' | 'expired' | 'session-expired' | 'link-unknown' | 'not-registered' | 'password-not-set';

export type Step =
  | { at: 'opening' }
  | { at: 'unreachable' }
  | { at: 'review' }
  | { at: 'active'; justNow: boolean }
  | { at: 'all' }
  | { at: 'ended'; why: Ending };

/** Something that did not come about, to be said in a sentence. */
export type Trouble = 'not-signed' | 'not-ended';

export interface State {
  step: Step;
  signing: Signing | null;
  methodId: string | null;
  /** The password that is being typed, and what it is for. */
  entry: (Entry & { purpose: Purpose }) | null;
  /** The mandate that the user is asked whether to end. */
  ending: Mandate | null;
  busy: boolean;
  all: Mandate[];
  notice: Notice | null;
  trouble: Trouble | null;
}

export interface Flow {
  state: DeepReadonly<State>;
  open(): Promise<void>;
  choose(methodId: string): void;
  askPassword(purpose: Purpose): Promise<void>;
  keypadReady(): void;
  entered(n: number): void;
  keypadExpired(): Promise<void>;
  keypadFailed(code: string): Promise<void>;
  submit(envelope: string): Promise<void>;
  leavePassword(): void;
  /** Asks whether to end it; a second word does. */
  askToEnd(mandate: DeepReadonly<Mandate> | null): void;
  end(): Promise<void>;
  back(): void;
}

/** A user's way through the page: reads, signs with his password, sees and ends what he signed. */
export function createFlow(api: MandateApi, mandateNo: string, reference: string): Flow {
  const state: State = reactive({
    step: { at: 'opening' },
    signing: null,
    methodId: null,
    entry: null,
    ending: null,
    busy: false,
    all: [],
    notice: null,
    trouble: null,
  });
  const bearer = () => state.signing?.session ?? '';
  const over = (why: Ending) => {
    state.entry = null;
    state.step = { at: 'ended', why };
  };

  async function open(): Promise<void> {
    state.step = { at: 'opening' };
    const reply = await api.open(mandateNo, reference);
    if (reply.kind === 'unreachable') return void (state.step = { at: 'unreachable' });
    if (reply.kind === 'problem') return over('link-unknown');
    state.signing = reply.value;
    state.methodId = reply.value.methods[0]?.id ?? null;
    const { lockedUntil } = reply.value.password;
    state.notice = lockedUntil ? { kind: 'locked', until: lockedUntil } : null;
    show(reply.value.mandate, false);
  }

  /** Where the mandate stands decides what is shown. */
  function show(mandate: Mandate, justNow: boolean): void {
    if (!state.signing) return;
    state.signing.mandate = mandate;
    switch (mandate.status) {
      case 'ACTIVE':
        return void (state.step = { at: 'active', justNow });
      case 'REVOKED':
        return over('revoked');
      case 'EXPIRED':
        return over('expired');
      case 'PENDING':
    }
    if (!state.signing.user.registered) return over('not-registered');
    if (!state.signing.password.set) return over('password-not-set');
    state.step = { at: 'review' };
  }

  async function askPassword(purpose: Purpose, notice: Notice | null = null): Promise<void> {
    if (!state.methodId || state.signing?.password.lockedUntil) return;
    state.notice = notice;
    state.trouble = null;
    state.entry = { purpose, phase: 'preparing', keypad: null, entered: 0 };
    const reply = await api.keypad(bearer(), purpose);
    if (!state.entry) return;
    if (reply.kind === 'ok') state.entry.keypad = reply.value;
    else if (reply.kind === 'problem') await refused(reply.problem.code);
    else state.notice = { kind: 'keypad-failed' };
  }

  async function submit(envelope: string): Promise<void> {
    const { entry } = state;
    if (!entry || entry.phase !== 'typing' || !state.methodId) return;
    entry.phase = 'paying';
    state.notice = null;
    if (entry.purpose === 'OVERVIEW') return proved(await api.overview(bearer(), envelope));
    const reply = await api.sign(bearer(), state.methodId, envelope);
    if (reply.kind === 'problem') return refused(reply.problem.code);
    if (reply.kind === 'unreachable') return findOut();
    if (reply.value.outcome === 'DECLINED') return declined(reply.value, 'SIGN');
    state.entry = null;
    show(reply.value.mandate, true);
  }

  async function proved(reply: Awaited<ReturnType<MandateApi['overview']>>): Promise<void> {
    if (reply.kind === 'problem') return refused(reply.problem.code);
    if (reply.kind === 'unreachable') return void (state.entry = null);
    if (reply.value.outcome === 'DECLINED') return declined(reply.value, 'OVERVIEW');
    state.entry = null;
    state.all = reply.value.mandates;
    if (state.signing) state.signing.session = reply.value.session;
    state.step = { at: 'all' };
  }

  /** Silence: it may have been signed. The server knows. */
  async function findOut(): Promise<void> {
    if (state.entry) state.entry.phase = 'asking';
    const reply: Reply<Mandate> = await api.current(bearer());
    state.entry = null;
    if (reply.kind !== 'ok') return void (state.step = { at: 'unreachable' });
    show(reply.value, true);
    if (reply.value.status === 'PENDING') state.trouble = 'not-signed';
  }

  async function declined(outcome: Declined, purpose: Purpose): Promise<void> {
    switch (outcome.reason) {
      case 'WRONG_PASSWORD':
        return askPassword(purpose, { kind: 'wrong-password', triesLeft: outcome.triesLeft ?? null });
      case 'KEYPAD_USED':
      case 'KEYPAD_EXPIRED':
      case 'KEYPAD_MISMATCH':
        return askPassword(purpose, { kind: 'keypad-refreshed' });
      case 'PASSWORD_BUSY':
        return askPassword(purpose, { kind: 'password-busy' });
      case 'PASSWORD_LOCKED':
        state.entry = null;
        if (state.signing) state.signing.password.lockedUntil = outcome.lockedUntil ?? null;
        return void (state.notice = { kind: 'locked', until: outcome.lockedUntil ?? null });
      case 'PASSWORD_NOT_SET':
        return over('password-not-set');
      default:
        state.entry = null;
        state.trouble = 'not-signed';
    }
  }

  async function refused(code: string): Promise<void> {
    if (code === 'page-session-expired') return over('session-expired');
    state.entry = null;
    if (code === 'mandate-exists' || code === 'mandate-ended') {
      const reply = await api.current(bearer());
      if (reply.kind === 'ok') return show(reply.value, false);
    }
    state.trouble = 'not-signed';
  }

  async function end(): Promise<void> {
    const { ending } = state;
    if (!ending || state.busy) return;
    state.busy = true;
    state.trouble = null;
    const reply = await api.revoke(bearer(), ending.mandateNo);
    state.busy = false;
    state.ending = null;
    if (reply.kind === 'problem' && reply.problem.code === 'page-session-expired')
      return over('session-expired');
    if (reply.kind !== 'ok') return void (state.trouble = 'not-ended');
    state.all = state.all.filter((one) => one.mandateNo !== ending.mandateNo);
    if (ending.mandateNo !== state.signing?.mandate.mandateNo) return;
    state.signing.mandate = reply.value.mandate;
    if (state.step.at !== 'all') show(reply.value.mandate, false);
  }

  return {
    state,
    open,
    askPassword: (purpose) => askPassword(purpose),
    submit,
    end,
    choose(methodId) {
      if (state.signing?.methods.some((method) => method.id === methodId)) state.methodId = methodId;
    },
    keypadReady() {
      if (state.entry?.phase === 'preparing') state.entry.phase = 'typing';
    },
    entered(n) {
      if (!state.entry) return;
      state.entry.entered = n;
      if (n > 0 && state.entry.phase === 'typing') state.notice = null;
    },
    async keypadExpired() {
      if (state.entry?.phase === 'typing')
        await askPassword(state.entry.purpose, { kind: 'keypad-refreshed' });
    },
    async keypadFailed(code) {
      const { entry } = state;
      if (!entry || entry.phase === 'paying' || entry.phase === 'asking') return;
      if (code === 'keypad-ticket-used') return askPassword(entry.purpose, { kind: 'keypad-refreshed' });
      entry.keypad = null;
      state.notice = { kind: 'keypad-failed' };
    },
    leavePassword() {
      if (state.entry?.phase === 'paying' || state.entry?.phase === 'asking') return;
      state.entry = null;
      state.notice = null;
    },
    askToEnd(mandate) {
      state.ending = mandate ? { ...mandate } : null;
      state.trouble = null;
    },
    back() {
      if (state.signing) show(state.signing.mandate, false);
    },
  };
}
