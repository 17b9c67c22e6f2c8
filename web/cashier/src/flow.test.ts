import { beforeEach, expect, test } from 'vitest';
import type { Reply } from '@kit/http';
import { differences } from '@kit/texts';
import type { CashierApi, Current, Keypad, Outcome, Refused, Session } from './api';
import { busy, chosen, createFlow, payable, type Flow } from './flow';
import type { Asserted, Device, Made, Shown } from './device';
import { cashierTexts } from './texts';

const start = Date.parse('2026-11-23T04:00:00Z');

/** A cashier interface that answers what a test lays out for it, and remembers what it was asked. */
class LaidOut implements CashierApi {
  session = sessionWith({});
  payments: Reply<Outcome>[] = [];
  states: Reply<Current>[] = [];
  keypadReply: Reply<Keypad> | null = null;
  opening: Reply<Session> | null = null;
  keypads = 0;
  paid = 0;
  asked = 0;

  open = async () => this.opening ?? ok(this.session);
  keypad = async () => {
    this.keypads++;
    const { payOrderNo, merchantName: payee, amount } = this.session.order;
    const keypadUrl = 'http://localhost:8602/keypad.html';
    return (
      this.keypadReply ?? ok({ ticket: `T${this.keypads}`, keypadUrl, payee, payOrderNo, amount, length: 6 })
    );
  };
  pay = async () => {
    this.paid++;
    return this.payments.shift() ?? unreachable;
  };
  refusals: boolean[] = [];
  refusalReply: Reply<Refused> | null = null;
  refuse = async (_: string, block: boolean) => {
    this.refusals.push(block);
    return this.refusalReply ?? ok<Refused>({ orderStatus: 'CLOSED', blocked: block });
  };
  lift = async () => ok<Refused>({ orderStatus: 'CLOSED', blocked: false });
  current = async () => {
    this.asked++;
    return this.states.shift() ?? unreachable;
  };
  challenge = async () => ok({ challenge: `C${++this.challenges}` });
  payByDevice = async (_: string, __: string, signed: Asserted) => {
    this.signed.push(signed.challenge);
    return this.payments.shift() ?? unreachable;
  };
  enrol = async (_: string, enrolment: string) => {
    this.enrolments.push(enrolment);
    return ok({});
  };
  challenges = 0;
  signed: string[] = [];
  enrolments: string[] = [];
}

/** A browser with or without an authenticator, whose finger may not be willing. */
class Finger implements Device {
  has = false;
  willing = true;
  shown: Shown[] = [];
  ready = async () => this.has;
  sign = async (challenge: string, shown: Shown, keyIds: string[]): Promise<Asserted | null> => {
    this.shown.push(shown);
    const keyId = keyIds[0] ?? '';
    return this.willing ? { keyId, challenge, clientData: '', authenticatorData: '', signature: '' } : null;
  };
  make = async (): Promise<Made | null> => (this.willing ? { clientData: '', attestation: '' } : null);
}

const unreachable = { kind: 'unreachable' } as const;
const ok = <T>(value: T): Reply<T> => ({ kind: 'ok', value });
const problem = (status: number, code: string): Reply<never> => ({
  kind: 'problem',
  problem: { status, code, detail: '' },
});

function sessionWith(change: Partial<Session>): Session {
  return {
    session: 'S',
    expiresInSeconds: 900,
    order: {
      payOrderNo: 'P01',
      merchantName: '海风咖啡',
      amount: '12.50',
      currency: 'CNY',
      status: 'PAYABLE',
      expiresAt: new Date(start + 900_000).toISOString(),
      now: new Date(start).toISOString(),
    },
    payer: { mobile: '138****8000', registered: true },
    methods: [
      { id: 'balance', kind: 'BALANCE', label: '余额', available: '1024.00', enough: true },
      { id: 'card1', kind: 'CARD', label: '招商银行 (6225)', enough: true },
    ],
    password: { set: true, triesLeft: 5, lockedUntil: null },
    brand: { color: null, logo: null },
    frameParent: null,
    keypadOrigin: 'http://localhost:8602',
    returnUrl: null,
    ...change,
  };
}

let api: LaidOut;
let finger: Finger;
let time: number;
let waits: number[];

beforeEach(() => {
  api = new LaidOut();
  finger = new Finger();
  time = start;
  waits = [];
});

function flowTo(straightToPassword = false, deviceFirst = false): Flow {
  const wait = async (millis: number) => {
    waits.push(millis);
    time += millis;
  };
  return createFlow({
    api,
    device: finger,
    payOrderNo: 'P01',
    reference: 'R',
    straightToPassword,
    deviceFirst,
    now: () => time,
    wait,
  });
}

async function typed(): Promise<Flow> {
  const flow = flowTo();
  await flow.open();
  await flow.askPassword();
  flow.keypadReady();
  flow.entered(6);
  return flow;
}

// @Clause("5.1.1-3")
test('a_right_password_pays', async () => {
  api.payments = [ok({ outcome: 'PAID', paidAt: '2026-11-23T04:01:00Z' })];
  const flow = await typed();
  await flow.pay('E');
  expect(flow.state.step).toEqual({ at: 'paid', paidAt: '2026-11-23T04:01:00Z', before: false });
});

// @Clause("6.1.1-1")
test('a_wrong_password_says_how_many_tries_are_left_and_brings_a_new_keypad', async () => {
  api.payments = [ok({ outcome: 'DECLINED', reason: 'WRONG_PASSWORD', triesLeft: 4 })];
  const flow = await typed();
  await flow.pay('E');
  expect(flow.state.notice).toEqual({ kind: 'wrong-password', triesLeft: 4 });
  expect(flow.state.step).toMatchObject({
    at: 'password',
    phase: 'preparing',
    entered: 0,
    keypad: { ticket: 'T2' },
  });
});

test.each(['KEYPAD_EXPIRED', 'KEYPAD_USED', 'KEYPAD_MISMATCH'] as const)(
  '%s_brings_a_new_keypad_by_itself',
  async (reason) => {
    api.payments = [ok({ outcome: 'DECLINED', reason })];
    api.states = [ok({ orderStatus: 'PAYABLE' })];
    const flow = await typed();
    await flow.pay('E');
    expect(flow.state.notice).toEqual({ kind: 'keypad-refreshed' });
    expect(flow.state.step).toMatchObject({ at: 'password', keypad: { ticket: 'T2' } });
  },
);

// @Clause("6.5-8e")
test('a_password_that_was_not_judged_for_now_is_asked_for_again', async () => {
  api.payments = [ok({ outcome: 'DECLINED', reason: 'PASSWORD_BUSY' })];
  const flow = await typed();
  await flow.pay('E');
  expect(flow.state.notice).toEqual({ kind: 'password-busy' });
  expect(flow.state.step).toMatchObject({ at: 'password', entered: 0, keypad: { ticket: 'T2' } });
  expect(flow.state.session?.password.lockedUntil).toBeNull();
});

test('an_envelope_that_the_browser_sent_twice_finds_the_payment_of_the_first', async () => {
  api.payments = [ok({ outcome: 'DECLINED', reason: 'KEYPAD_USED' })];
  api.states = [ok({ orderStatus: 'PAID' })];
  const flow = await typed();
  await flow.pay('E');
  expect(flow.state.step.at).toBe('paid');
  expect(api.keypads).toBe(1);
});

test('a_keypad_that_expires_while_typing_is_replaced', async () => {
  const flow = await typed();
  await flow.keypadExpired();
  expect(flow.state.step).toMatchObject({
    at: 'password',
    phase: 'preparing',
    entered: 0,
    keypad: { ticket: 'T2' },
  });
});

test('a_lock_is_told_and_ends_by_the_clock', async () => {
  const until = new Date(start + 60_000).toISOString();
  api.payments = [ok({ outcome: 'DECLINED', reason: 'PASSWORD_LOCKED', lockedUntil: until })];
  const flow = await typed();
  await flow.pay('E');
  expect(flow.state.notice).toEqual({ kind: 'locked', until });
  expect(payable(flow.state)).toBe(false);
  time += 60_000;
  await flow.tick();
  expect(payable(flow.state)).toBe(true);
  expect(flow.state.notice).toBeNull();
});

test('a_method_without_enough_money_gives_way_to_the_next', async () => {
  api.payments = [ok({ outcome: 'DECLINED', reason: 'INSUFFICIENT_FUNDS' })];
  const flow = await typed();
  await flow.pay('E');
  expect(flow.state.notice).toEqual({ kind: 'insufficient' });
  expect(chosen(flow.state)?.id).toBe('card1');
  flow.choose('balance');
  expect(chosen(flow.state)?.id).toBe('card1');
});

test('a_refused_card_leaves_the_order_payable', async () => {
  api.payments = [ok({ outcome: 'DECLINED', reason: 'CARD_REFUSED' })];
  const flow = await typed();
  await flow.pay('E');
  expect(flow.state.notice).toEqual({ kind: 'card-refused' });
  expect(flow.state.step.at).toBe('review');
});

test('processing_is_asked_about_until_it_ends', async () => {
  api.payments = [ok({ outcome: 'PROCESSING', askAgainMillis: 700 })];
  api.states = [
    ok({ orderStatus: 'PAYING', outcome: 'PROCESSING' }),
    unreachable,
    ok({ orderStatus: 'PAID', paidAt: '2026-11-23T04:01:00Z' }),
  ];
  const flow = await typed();
  await flow.pay('E');
  expect(waits[0]).toBe(700);
  expect(api.asked).toBe(3);
  expect(flow.state.step).toMatchObject({ at: 'paid', before: false });
});

test('silence_after_paying_asks_first_and_finds_the_payment', async () => {
  api.payments = [unreachable];
  api.states = [unreachable, unreachable, ok({ orderStatus: 'PAID', paidAt: null })];
  const flow = await typed();
  const paying = flow.pay('E');
  expect(busy(flow.state)).toBe(true);
  await paying;
  expect(flow.state.step.at).toBe('paid');
  expect(api.paid).toBe(1);
});

test('silence_never_becomes_a_failure_before_the_order_was_heard_unpaid_three_times', async () => {
  api.payments = [unreachable];
  const unpaid = ok<Current>({ orderStatus: 'PAYABLE', outcome: 'DECLINED', reason: 'WRONG_PASSWORD' });
  api.states = [unpaid, unreachable, unpaid, unreachable, unpaid];
  const flow = await typed();
  await flow.pay('E');
  expect(api.asked).toBe(5);
  expect(flow.state.step.at).toBe('review');
  expect(flow.state.notice).toEqual({ kind: 'not-charged' });
});

test('silence_over_a_running_payment_becomes_processing', async () => {
  api.payments = [unreachable];
  api.states = [ok({ orderStatus: 'PAYING' }), ok({ orderStatus: 'PAID' })];
  const flow = await typed();
  await flow.pay('E');
  expect(flow.state.step.at).toBe('paid');
});

// @Clause("6.1.1-2")
test('a_paid_order_says_so_and_starts_nothing', async () => {
  api.session = sessionWith({
    order: { ...api.session.order, status: 'PAID', paidAt: '2026-11-23T03:59:00Z' },
  });
  const flow = flowTo(true);
  await flow.open();
  expect(flow.state.step).toEqual({ at: 'paid', paidAt: '2026-11-23T03:59:00Z', before: true });
  expect(api.keypads).toBe(0);
});

test.each([
  ['order-closed', { at: 'ended', why: 'closed' }],
  ['order-paid', { at: 'paid', before: true }],
  ['page-session-expired', { at: 'ended', why: 'session-expired' }],
  ['something-new', { at: 'review' }],
])('a_payment_refused_with_%s_shows_where_the_order_stands', async (code, expected) => {
  api.payments = [problem(409, code)];
  const flow = await typed();
  await flow.pay('E');
  expect(flow.state.step).toMatchObject(expected);
});

test('a_payment_that_already_runs_is_waited_for', async () => {
  api.payments = [problem(409, 'payment-in-progress')];
  api.states = [ok({ orderStatus: 'PAID' })];
  const flow = await typed();
  await flow.pay('E');
  expect(flow.state.step.at).toBe('paid');
});

// @Clause("B-5")
test('the_verification_card_goes_straight_to_the_keypad_with_the_first_usable_method', async () => {
  const [balance, card] = api.session.methods;
  if (!balance || !card) throw new Error('two methods expected');
  api.session = sessionWith({ methods: [{ ...balance, enough: false }, card] });
  const flow = flowTo(true);
  await flow.open();
  expect(flow.state.step).toMatchObject({ at: 'password', keypad: { ticket: 'T1' } });
  expect(flow.state.methodId).toBe('card1');
});

const first: Keypad = {
  ticket: 'T0',
  keypadUrl: 'http://localhost:8602/keypad.html',
  payee: '海风咖啡',
  payOrderNo: 'P01',
  amount: '12.50',
  length: 6,
  expiresInSeconds: 120,
};

test('the_first_keypad_comes_with_the_page_and_the_next_one_is_asked_for', async () => {
  api.session = sessionWith({ keypad: first });
  api.payments = [ok({ outcome: 'DECLINED', reason: 'WRONG_PASSWORD', triesLeft: 4 })];
  const flow = await typed();
  expect(flow.state.step).toMatchObject({ at: 'password', keypad: { ticket: 'T0' } });
  expect(api.keypads).toBe(0);
  await flow.pay('E');
  expect(flow.state.step).toMatchObject({ at: 'password', keypad: { ticket: 'T1' } });
});

test('who_read_the_page_for_long_gets_a_keypad_that_is_asked_for', async () => {
  api.session = sessionWith({ keypad: first });
  const flow = flowTo();
  await flow.open();
  time += 111_000;
  await flow.askPassword();
  expect(flow.state.step).toMatchObject({ at: 'password', keypad: { ticket: 'T1' } });
});

// @Clause("5.1.2-3")
test('a_confirmation_opens_the_keypad_unless_the_device_can_confirm', async () => {
  const first = flowTo(true, true);
  await first.open();
  expect(first.state.step).toMatchObject({ at: 'password' });
  api.session = sessionWith({ devices: [{ keyId: 'K', kind: 'WEBAUTHN', label: '浏览器' }] });
  finger.has = true;
  const again = flowTo(true, true);
  await again.open();
  expect(again.state.step).toMatchObject({ at: 'review' });
});

test('no_usable_method_opens_no_keypad', async () => {
  api.session = sessionWith({ methods: api.session.methods.map((method) => ({ ...method, enough: false })) });
  const flow = flowTo(true);
  await flow.open();
  await flow.askPassword();
  expect(flow.state.step.at).toBe('review');
  expect(api.keypads).toBe(0);
});

test('a_page_that_did_not_open_can_be_opened_again', async () => {
  api.opening = unreachable;
  const flow = flowTo();
  await flow.open();
  expect(flow.state.step.at).toBe('unreachable');
  api.opening = null;
  await flow.open();
  expect(flow.state.step.at).toBe('review');
});

test.each([
  ['link-unknown', problem(404, 'page-reference-unknown')],
  ['closed', problem(409, 'order-closed')],
])('an_opening_refused_ends_as_%s', async (why, reply) => {
  api.opening = reply;
  const flow = flowTo();
  await flow.open();
  expect(flow.state.step).toEqual({ at: 'ended', why });
});

test('a_payer_without_account_or_password_is_told_which', async () => {
  api.session = sessionWith({ payer: { mobile: '138****8000', registered: false } });
  const flow = flowTo();
  await flow.open();
  expect(flow.state.step).toEqual({ at: 'ended', why: 'not-registered' });
  api.session = sessionWith({ password: { set: false, triesLeft: 0, lockedUntil: null } });
  await flow.open();
  expect(flow.state.step).toEqual({ at: 'ended', why: 'password-not-set' });
});

test('a_keypad_that_does_not_come_can_be_asked_for_again', async () => {
  api.keypadReply = unreachable;
  const flow = flowTo();
  await flow.open();
  await flow.askPassword();
  expect(flow.state.notice).toEqual({ kind: 'keypad-failed' });
  api.keypadReply = null;
  await flow.askPassword();
  expect(flow.state.step).toMatchObject({ at: 'password', keypad: { ticket: 'T2' } });
});

test('the_sheet_cannot_be_left_while_a_payment_is_under_way', async () => {
  const flow = await typed();
  const paying = flow.pay('E');
  flow.leavePassword();
  expect(flow.state.step.at).toBe('password');
  api.states = [ok({ orderStatus: 'PAID' })];
  await paying;
  expect(flow.state.step.at).toBe('paid');
});

test('one_envelope_is_sent_once', async () => {
  api.payments = [ok({ outcome: 'PAID' })];
  const flow = await typed();
  await Promise.all([flow.pay('E'), flow.pay('E')]);
  expect(api.paid).toBe(1);
});

test('when_the_time_is_up_the_server_says_whether_the_order_is_closed', async () => {
  const flow = flowTo();
  await flow.open();
  await flow.tick();
  expect(flow.state.step.at).toBe('review');
  time += 900_000;
  api.states = [ok({ orderStatus: 'CLOSED' })];
  await flow.tick();
  expect(flow.state.step).toEqual({ at: 'ended', why: 'closed' });
});

test('the_deadline_follows_the_clock_of_the_order', async () => {
  time = start - 3_600_000;
  const flow = flowTo();
  await flow.open();
  expect(flow.state.skew).toBe(3_600_000);
});

test('both_languages_have_the_same_texts', () => {
  expect(differences(cashierTexts['zh-CN'], cashierTexts.en)).toEqual([]);
});

test('an_order_that_is_not_the_payers_is_closed_once_and_may_block_its_merchant', async () => {
  const flow = flowTo();
  await flow.open();
  await flow.refuse(true);
  expect(api.refusals).toEqual([]);
  flow.askToRefuse(true);
  await Promise.all([flow.refuse(true), flow.refuse(true)]);
  expect(api.refusals).toEqual([true]);
  expect(flow.state.step).toEqual({ at: 'ended', why: 'refused' });
  expect(flow.state.session?.blocked).toBe(true);
  await flow.lift();
  expect(flow.state.session?.blocked).toBe(false);
});

// @Clause("6.1.1-2")
test('a_paid_order_is_not_refused_but_told_to_be_paid', async () => {
  api.refusalReply = problem(409, 'order-paid');
  api.states = [ok({ orderStatus: 'PAID', outcome: 'PAID', paidAt: '2026-11-23T04:01:00Z' })];
  const flow = flowTo();
  await flow.open();
  flow.askToRefuse(true);
  await flow.refuse(false);
  expect(flow.state.step).toMatchObject({ at: 'paid', before: true });
});

const registered = { devices: [{ keyId: 'K', kind: 'WEBAUTHN', label: '浏览器' } as const] };

// @Clause("6.5-8a")
test('a_registered_device_confirms_what_is_shown', async () => {
  finger.has = true;
  api.session = sessionWith(registered);
  api.payments = [ok({ outcome: 'PAID', paidAt: '2026-11-23T04:01:00Z' })];
  const flow = flowTo();
  await flow.open();
  await flow.payByDevice();
  expect(flow.state.step).toMatchObject({ at: 'paid', before: false });
  expect(api.signed).toEqual(['C1']);
  expect(finger.shown[0]).toMatchObject({ payOrderNo: 'P01', merchantName: '海风咖啡', amount: '12.50' });
  expect(flow.state.enrolling).toBe('no');
});

test('a_finger_that_is_not_willing_leaves_the_password', async () => {
  finger.has = true;
  finger.willing = false;
  api.session = sessionWith(registered);
  const flow = flowTo();
  await flow.open();
  await flow.payByDevice();
  expect(flow.state.notice).toEqual({ kind: 'device-cancelled' });
  expect(flow.state.step).toEqual({ at: 'review' });
  expect(payable(flow.state)).toBe(true);
});

test('a_key_that_no_longer_counts_is_not_offered_again', async () => {
  finger.has = true;
  api.session = sessionWith(registered);
  api.payments = [ok({ outcome: 'DECLINED', reason: 'KEY_UNKNOWN' })];
  const flow = flowTo();
  await flow.open();
  await flow.payByDevice();
  expect(flow.state.notice).toEqual({ kind: 'device-gone' });
  await flow.payByDevice();
  expect(api.challenges).toBe(1);
});

test('after_a_right_password_a_device_is_registered_once_if_the_payer_wants_it', async () => {
  finger.has = true;
  api.payments = [ok({ outcome: 'PAID', enrolment: 'E1' })];
  const flow = await typed();
  await flow.pay('E');
  expect(flow.state.enrolling).toBe('offered');
  await flow.enrol(true, '浏览器');
  expect(flow.state.enrolling).toBe('done');
  await flow.enrol(true, '浏览器');
  expect(api.enrolments).toEqual(['E1']);
});

test('a_browser_without_an_authenticator_is_not_asked', async () => {
  api.session = sessionWith(registered);
  api.payments = [ok({ outcome: 'PAID', enrolment: 'E1' })];
  const flow = await typed();
  await flow.pay('E');
  expect(flow.state.enrolling).toBe('no');
});

test('an_sdk_token_that_was_opened_before_says_so', async () => {
  for (const code of ['sdk-token-used', 'sdk-token-elsewhere', 'page-reference-used']) {
    api.opening = problem(410, code);
    const flow = flowTo();
    await flow.open();
    expect(flow.state.step).toEqual({ at: 'ended', why: 'token-used' });
  }
});
