import { beforeEach, expect, test } from 'vitest';
import type { Reply } from '@kit/http';
import { differences } from '@kit/texts';
import type { Keypad } from '../api';
import type { Mandate, MandateApi, Proved, Purpose, Signed, Signing } from './api';
import { createFlow, type Flow } from './flow';
import { mandateTexts } from './texts';

const unreachable = { kind: 'unreachable' } as const;
const ok = <T>(value: T): Reply<T> => ({ kind: 'ok', value });
const problem = (status: number, code: string): Reply<never> => ({
  kind: 'problem',
  problem: { status, code, detail: '' },
});

const pending: Mandate = {
  mandateNo: 'M1',
  merchantName: '海风咖啡',
  limitPerPayment: '50.00',
  limitPerDay: '200.00',
  status: 'PENDING',
  expiresAt: '2026-11-23T04:30:00Z',
};

/** A signing interface that answers what a test lays out for it, and remembers what it was asked. */
class LaidOut implements MandateApi {
  signing: Signing = {
    session: 'S',
    expiresInSeconds: 900,
    mandate: pending,
    user: { mobile: '138****8000', registered: true },
    methods: [{ id: 'balance', kind: 'BALANCE', label: '余额', enough: true }],
    password: { set: true, triesLeft: 5, lockedUntil: null },
    keypadOrigin: 'http://localhost:8602',
  };
  signed: Reply<Signed>[] = [];
  stands: Reply<Mandate> = unreachable;
  proved: Reply<Proved> = unreachable;
  revoked: string[] = [];
  purposes: Purpose[] = [];

  open = async () => ok(this.signing);
  keypad = async (_: string, purpose: Purpose) => {
    this.purposes.push(purpose);
    return ok<Keypad>({
      ticket: `T${this.purposes.length}`,
      keypadUrl: 'http://localhost:8602/keypad.html',
      payee: '海风咖啡',
      payOrderNo: 'mandate-M1',
      amount: '50.00/200.00',
      length: 6,
    });
  };
  sign = async () => this.signed.shift() ?? unreachable;
  current = async () => this.stands;
  overview = async () => this.proved;
  revoke = async (_: string, mandateNo: string) => {
    this.revoked.push(mandateNo);
    return ok({ mandate: { ...pending, mandateNo, status: 'REVOKED' as const } });
  };
}

let api: LaidOut;

beforeEach(() => (api = new LaidOut()));

async function typed(purpose: Purpose = 'SIGN'): Promise<Flow> {
  const flow = createFlow(api, 'M1', 'R');
  await flow.open();
  await flow.askPassword(purpose);
  flow.keypadReady();
  flow.entered(6);
  return flow;
}

test('a_right_password_signs', async () => {
  api.signed = [ok({ outcome: 'SIGNED', mandate: { ...pending, status: 'ACTIVE' } })];
  const flow = await typed();
  await flow.submit('E');
  expect(flow.state.step).toEqual({ at: 'active', justNow: true });
  expect(flow.state.entry).toBeNull();
});

test('a_wrong_password_brings_a_new_keypad_for_the_same_purpose', async () => {
  api.signed = [ok({ outcome: 'DECLINED', reason: 'WRONG_PASSWORD', triesLeft: 4 })];
  const flow = await typed();
  await flow.submit('E');
  expect(flow.state.notice).toEqual({ kind: 'wrong-password', triesLeft: 4 });
  expect(flow.state.entry).toMatchObject({ purpose: 'SIGN', phase: 'preparing' });
  expect(api.purposes).toEqual(['SIGN', 'SIGN']);
});

test('silence_is_asked_about_before_anything_is_said', async () => {
  api.stands = ok({ ...pending, status: 'ACTIVE' });
  const signed = await typed();
  await signed.submit('E');
  expect(signed.state.step).toEqual({ at: 'active', justNow: true });
  api.stands = ok(pending);
  const lost = await typed();
  await lost.submit('E');
  expect(lost.state.step).toEqual({ at: 'review' });
  expect(lost.state.trouble).toBe('not-signed');
});

test('a_locked_password_asks_for_nothing_more', async () => {
  api.signed = [ok({ outcome: 'DECLINED', reason: 'PASSWORD_LOCKED', lockedUntil: '2026-11-23T07:00:00Z' })];
  const flow = await typed();
  await flow.submit('E');
  expect(flow.state.entry).toBeNull();
  expect(flow.state.notice?.kind).toBe('locked');
  await flow.askPassword('SIGN');
  expect(flow.state.entry).toBeNull();
});

test('a_mandate_that_ended_meanwhile_is_shown_as_it_stands', async () => {
  api.signed = [problem(409, 'mandate-ended')];
  api.stands = ok({ ...pending, status: 'EXPIRED' });
  const flow = await typed();
  await flow.submit('E');
  expect(flow.state.step).toEqual({ at: 'ended', why: 'expired' });
});

test('all_are_seen_after_the_password_and_one_is_ended_after_a_second_word', async () => {
  api.signing.mandate = { ...pending, status: 'ACTIVE' };
  const other: Mandate = { ...pending, mandateNo: 'M2', merchantName: '青禾书店', status: 'ACTIVE' };
  api.proved = ok({ outcome: 'PROVED', session: 'S2', mandates: [other, api.signing.mandate] });
  const flow = await typed('OVERVIEW');
  await flow.submit('E');
  expect(flow.state.step).toEqual({ at: 'all' });
  await flow.end();
  expect(api.revoked).toEqual([]);
  flow.askToEnd(other);
  await flow.end();
  expect(api.revoked).toEqual(['M2']);
  expect(flow.state.all.map((one) => one.mandateNo)).toEqual(['M1']);
  flow.back();
  expect(flow.state.step).toEqual({ at: 'active', justNow: false });
});

test('a_session_that_is_over_says_so', async () => {
  api.signed = [problem(401, 'page-session-expired')];
  const flow = await typed();
  await flow.submit('E');
  expect(flow.state.step).toEqual({ at: 'ended', why: 'session-expired' });
});

test('both_languages_have_the_same_texts', () => {
  expect(differences(mandateTexts['zh-CN'], mandateTexts.en)).toEqual([]);
});
