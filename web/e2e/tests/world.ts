import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { startMock } from '../mock/mock.ts';

/** What the story is told in: the running demo, or the mock where no demo runs. */
export interface World {
  name: 'demo' | 'mock';
  handsetUrl: string;
  password: string;
  /** The customer's number; empty for the handset that the page shows by itself. */
  msisdn: string;
  /** The numbers of the handsets that there are, that of the customer first. */
  handsets: string[];
  digits(sid: string): Promise<string>;
  /** The shop's staff agree to every refund that was asked for. */
  approveRefunds(context: BrowserContext): Promise<void>;
  close(): Promise<void>;
}

interface Demo {
  platform: { baseUrl: string };
  institutions?: Record<string, string>;
  merchant: { bankReturnUrl: string };
  users: { mobileNo: string; paymentPassword: string }[];
  handsetUrl: string;
}

const file =
  process.env['MAAPAY_DEMO'] ?? join(import.meta.dirname, '..', '..', '..', 'data', 'demo', 'demo.json');

/** Those who tell their stories at the same time sit at seats of their own: each is another customer of the demo. */
export async function enter(seat = 0): Promise<World> {
  const demo = await running();
  if (demo) return worldOf(demo, seat);
  // Who asks for the demo by name wants the demo, not something else that passes.
  if (process.env['MAAPAY_DEMO']) throw new Error(`no demo is running as ${file} says`);
  const mock = await startMock();
  const { handsetUrl, digits, approveRefund: approveRefunds, close } = mock;
  const { password } = mock.institution;
  return { name: 'mock', handsetUrl, password, msisdn: '', handsets: [], digits, approveRefunds, close };
}

async function running(): Promise<Demo | null> {
  try {
    const demo = JSON.parse(await readFile(file, 'utf8')) as Demo;
    const health = await fetch(new URL('/health', demo.handsetUrl), { signal: AbortSignal.timeout(2000) });
    return health.ok ? demo : null;
  } catch {
    return null;
  }
}

function worldOf(demo: Demo, seat: number): World {
  const customer = demo.users[seat];
  return {
    name: 'demo',
    handsetUrl: demo.handsetUrl,
    password: customer?.paymentPassword ?? '',
    msisdn: seat === 0 ? '' : (customer?.mobileNo ?? ''),
    handsets: demo.users.map((user) => user.mobileNo),
    async digits(sid) {
      // Whose keypad it is, nobody sees from its session.
      for (const base of [demo.platform.baseUrl, ...Object.values(demo.institutions ?? {})]) {
        const answer = await fetch(`${base}/sandbox/keypad/${sid}`);
        if (answer.ok) return ((await answer.json()) as { digits: string }).digits;
      }
      throw new Error('nobody knows that keypad');
    },
    async approveRefunds(context) {
      const page = await context.newPage();
      await page.goto(new URL('/review', demo.merchant.bankReturnUrl).href);
      const agree = page.getByRole('button', { name: /同意退款/ });
      await agree.first().waitFor();
      while ((await agree.count()) > 0) await agree.first().click();
      await page.close();
    },
    close: async () => undefined,
  };
}
