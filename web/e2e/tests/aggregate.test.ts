import { after, before, describe, test, type TestContext } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch } from './browser.ts';
import { Customer } from './customer.ts';
import { enter, type World } from './world.ts';

// The aggregate story on the running demo, best with `--institutions 2`; the mock's shop does not offer it.
let browser: Browser;
let world: World;

before(async () => {
  world = await enter();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await world?.close();
});

const onDemo = (t: TestContext) => world.name === 'demo' || (t.skip('no demo is running'), false);

for (const scheme of ['light', 'dark'] as const)
  describe(`a customer who chooses an institution, ${scheme}`, () => {
    let customer: Customer;

    before(async () => (customer = await Customer.start(browser, world, { device: 'phone', scheme })));
    after(() => customer.visit.context.close());

    // @Clause("5.1.4-2", "5.1.4-3", "B-4.1")
    test('sees_the_institutions_and_chooses_one', async (t) => {
      if (!onDemo(t)) return;
      await customer.openShop();
      await customer.visit.page.getByRole('button', { name: '显示输入框' }).click();
      const box = customer.visit.page.getByRole('textbox', { name: '发消息' });
      await customer.hears(async () => {
        await box.fill('聚合支付');
        await box.press('Enter');
      }, /选机构支付/);
      await customer.shot('60-aggregate-goods');
      await customer.hears(() => customer.tap('选机构支付'), /用页面支付/);
      await customer.shot('61-institutions');
      const choose = customer.heard.getByRole('button', { name: '用页面支付' }).last();
      await choose.scrollIntoViewIfNeeded();
      await customer.shot('62-second-institution');
      await customer.hears(() => choose.click(), /换支付机构/);
      await customer.shot('63-chosen-pay-card');
    });

    // @Clause("5.1.4-5", "5.1.4-6", "5.1.4-8b")
    test('pays_on_the_page_of_that_institution', async (t) => {
      if (!onDemo(t)) return;
      await customer.hears(async () => {
        await customer.tap('立即支付');
        await customer.cashier.getByRole('button', { name: /支付 ¥/ }).waitFor();
        await customer.shot('64-institution-page');
        await customer.cashier.getByRole('button', { name: /支付 ¥/ }).click();
        await customer.keypad.locator('#pad.ready').waitFor();
        await customer.types(world.password);
      }, /支付成功 ¥/);
      await customer.visit.assertSecret(world.password);
      await customer.shot('65-aggregate-paid');
      customer.visit.assertClean();
    });
  });
