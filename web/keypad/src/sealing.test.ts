import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { Sealing, type Binding } from './sealing';

// The opener is written against the contract with another library (node:crypto), so that a mistake shared by both
// directions can't hide.
const vault = createECDH('prime256v1');
const binding: Binding = { sid: 'KS_7', payOrderNo: 'P01', payee: '海风咖啡', amount: '12.50' };
const tokens = Array.from({ length: 10 }, (_, i) => new Uint8Array(16).fill(i + 1));

interface Envelope {
  type: string;
  sid: string;
  clientKey: string;
  presses: { n: number; c: string }[];
  seal: string;
}

const bytes = (base64url: string) => Buffer.from(base64url, 'base64url');
const read = (envelope: string) => JSON.parse(bytes(envelope).toString('utf8')) as Envelope;

function open(envelope: Envelope, bound: Binding): number[] {
  const secret = vault.computeSecret(bytes(envelope.clientKey));
  const key = Buffer.from(
    hkdfSync('sha256', secret, Buffer.from(bound.sid), Buffer.from('maapay-keypad-v1'), 32),
  );
  const about = (what: string) =>
    Buffer.from(
      `maapay-keypad-v1|${bound.sid}|${bound.payOrderNo}|${bound.payee}|${bound.amount}|${what}`,
      'utf8',
    );
  const decrypt = (n: number, aad: Buffer, sealed: Buffer) => {
    const iv = Buffer.alloc(12);
    iv.writeUInt32BE(n, 8);
    const cipher = createDecipheriv('aes-256-gcm', key, iv);
    cipher.setAAD(aad);
    cipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  };
  const all = Buffer.concat(envelope.presses.map((press) => bytes(press.c)));
  decrypt(0xffffffff, Buffer.concat([about(`submit|${envelope.presses.length}`), all]), bytes(envelope.seal));
  return envelope.presses.map(({ n, c }) => (decrypt(n, about(String(n)), bytes(c))[0] ?? 0) - 1);
}

let sealing: Sealing;

beforeEach(async () => {
  sealing = await Sealing.begin(binding, vault.generateKeys('base64url'));
});

function press(...cells: number[]) {
  for (const cell of cells) sealing.press(tokens[cell] ?? new Uint8Array(16));
}

// @Clause("6.5-7a")
test('the_vault_opens_what_was_pressed_in_order', async () => {
  press(4, 0, 7, 1, 9, 4);
  const envelope = read(await sealing.submit());
  expect(envelope.type).toBe('maapay-keypad-v1');
  expect(bytes(envelope.clientKey)).toHaveLength(65);
  expect(envelope.presses.map(({ c }) => bytes(c).length)).toEqual([32, 32, 32, 32, 32, 32]);
  expect(bytes(envelope.seal)).toHaveLength(16);
  expect(open(envelope, binding)).toEqual([4, 0, 7, 1, 9, 4]);
});

test('a_deleted_press_keeps_its_number', async () => {
  press(1, 2);
  sealing.erase();
  press(3);
  const envelope = read(await sealing.submit());
  expect(envelope.presses.map(({ n }) => n)).toEqual([0, 2]);
  expect(open(envelope, binding)).toEqual([1, 3]);
});

test('numbers_go_on_after_everything_was_cleared', async () => {
  press(1, 2, 3);
  sealing.clear();
  expect(sealing.length).toBe(0);
  press(5);
  expect(read(await sealing.submit()).presses.map(({ n }) => n)).toEqual([3]);
});

test('the_same_cell_pressed_twice_gives_two_different_ciphertexts', async () => {
  press(6, 6);
  const [first, second] = read(await sealing.submit()).presses;
  expect(first?.c).not.toBe(second?.c);
});

test.each([
  ['another order', { payOrderNo: 'P02' }],
  ['another payee', { payee: '山风咖啡' }],
  ['another amount', { amount: '1250.00' }],
  ['another session', { sid: 'KS_8' }],
])('an_envelope_does_not_open_for_%s', async (_, other) => {
  press(1, 2, 3, 4, 5, 6);
  const envelope = read(await sealing.submit());
  expect(() => open(envelope, { ...binding, ...other })).toThrow();
});

test('a_press_taken_out_moved_or_repeated_breaks_the_seal', async () => {
  press(1, 2, 3, 4, 5, 6);
  const envelope = read(await sealing.submit());
  const [a, b, ...rest] = envelope.presses;
  if (!a || !b) throw new Error('two presses expected');
  for (const presses of [
    [b, ...rest],
    [b, a, ...rest],
    [a, a, b, ...rest],
  ])
    expect(() => open({ ...envelope, presses }, binding)).toThrow();
});

test('nothing_is_sealed_after_a_wipe', async () => {
  press(1);
  sealing.wipe();
  expect(sealing.length).toBe(0);
  await expect(sealing.submit()).rejects.toThrow('wiped');
});

test('a_submitted_session_gives_no_second_envelope', async () => {
  press(1, 2, 3, 4, 5, 6);
  await sealing.submit();
  await expect(sealing.submit()).rejects.toThrow('wiped');
});
