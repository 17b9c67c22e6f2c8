import assert from 'node:assert/strict';
import { onDemo, story } from '../on-demo.ts';

// The aggregate story on the running demo, best with `--institutions 2`.
onDemo(1);

for (const look of [
  { device: 'phone', scheme: 'light' },
  { device: 'phone', scheme: 'dark' },
  { device: 'desktop', scheme: 'light' },
  { device: 'desktop', scheme: 'dark' },
] as const)
  story('a customer who chooses an institution', look, (step) => {
    let institution = '';

    // @Clause("5.1.4-2", "5.1.4-3", "B-4.1")
    step('sees_the_institutions_and_chooses_one', async (customer) => {
      const { page } = customer.visit;
      await customer.openShop();
      await page.getByRole('button', { name: '显示输入框' }).click();
      const box = page.getByRole('textbox', { name: '发消息' });
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
      institution = /支付机构：(\S+)/.exec(await customer.heard.innerText())?.[1] ?? '';
      assert.ok(institution, 'the pay card names the institution');
      await customer.shot('63-chosen-pay-card');
    });

    // @Clause("5.1.4-5", "5.1.4-6", "5.1.4-8b")
    step('pays_on_the_page_of_that_institution', async (customer, world) => {
      await customer.hears(async () => {
        await customer.tap('立即支付');
        await customer.cashier.getByRole('button', { name: /支付 ¥/ }).waitFor();
        await customer.cashier.getByText(institution).first().waitFor();
        await customer.shot('64-institution-page');
        await customer.cashier.getByRole('button', { name: /支付 ¥/ }).click();
        await customer.keypad.locator('#pad.ready').waitFor();
        await customer.types(world.password);
      }, /支付成功 ¥/);
      await customer.visit.assertSecret(world.password);
      assert.ok(
        (await customer.heard.innerText()).includes(`支付机构：${institution}`),
        'it names who took the money',
      );
      await customer.shot('65-aggregate-paid');
      await customer.sheetGone();
      await customer.heard.scrollIntoViewIfNeeded();
      await customer.shot('66-aggregate-result');
      customer.visit.assertClean();
    });
  });
