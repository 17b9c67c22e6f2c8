import { after, before, describe, test, type TestContext } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch, type Look } from './browser.ts';
import { Customer } from './customer.ts';
import { enter, type World } from './world.ts';

let browser: Browser;
let world: World;

/** One step of a customer's story; skipped where no demo runs, since the mock's shop does not offer it. */
type Step = (name: string, act: (customer: Customer, world: World) => Promise<void>) => void;

/** A browser and the running demo for all stories of a file, told by the customer at `seat`. */
export function onDemo(seat = 0): void {
  before(async () => {
    world = await enter(seat);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await world?.close();
  });
}

/** A story of one customer with a browser of his own. */
export function story(name: string, look: Look, tell: (step: Step) => void): void {
  describe(`${name}, ${look.device}, ${look.scheme}`, () => {
    let customer: Customer;
    before(async () => (customer = await Customer.start(browser, world, look)));
    after(() => customer.visit.context.close());
    tell((step, act) =>
      test(step, async (t: TestContext) => {
        if (world.name === 'demo') return act(customer, world);
        t.skip('no demo is running');
      }),
    );
  });
}
