import assert from 'node:assert/strict';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch } from '../browser.ts';
import { Customer } from '../customer.ts';
import { enter, type World } from '../world.ts';

// The story that a newcomer walks through, on the running demo (or on the mock where none runs).
let browser: Browser;
let world: World;

before(async () => {
  world = await enter(1);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await world?.close();
});

const paidCard = (amount: string) => new RegExp(`支付成功 ¥${amount.replace('.', '\\.')}`);

for (const scheme of ['light', 'dark'] as const)
  describe(`a customer with a phone, ${scheme}`, () => {
    let customer: Customer;
    let amount: string;
    const wrong = () => [...world.password].reverse().join('');

    before(async () => (customer = await Customer.start(browser, world, { device: 'phone', scheme })));
    after(() => customer.visit.context.close());

    // @Clause("4-terminal", "4-merchant", "5.1.1-1", "5.1.1-2")
    test('browses_and_orders', async () => {
      await customer.shot('01-list');
      await customer.openShop();
      await customer.hears(() => customer.menu('逛一逛'), /下单支付/);
      await customer.shot('02-goods');
      amount = await customer.orders();
      await customer.shot('03-pay-card');
    });

    // @Clause("5.1.1-3", "6.1.1-1", "6.1.1-3", "6.5-7a", "6.5-8a", "6.5-8f")
    test('types_a_wrong_password_and_is_told_that_no_money_moved', async () => {
      await customer.tap('立即支付');
      await customer.cashier.getByRole('button', { name: `支付 ¥${amount}` }).waitFor();
      await customer.shot('04-cashier');
      await customer.cashier.getByRole('button', { name: `支付 ¥${amount}` }).click();
      await customer.keypad.locator('#pad.ready').waitFor();
      await customer.shot('05-keypad');
      await customer.types(wrong());
      await customer.cashier.getByText(/支付密码错误，还可尝试 \d 次。没有扣款。/).waitFor();
      await customer.keypad.locator('#pad.ready:not(.done)').waitFor();
      await customer.shot('06-wrong-password');
      await customer.visit.assertSecret(wrong());
    });

    // @Clause("5.1.1-4", "5.1.1-5b", "6.1.1-4", "6.2.1-1", "B-1")
    test('types_the_right_one_and_gets_the_result_in_the_chat', async () => {
      await customer.hears(async () => {
        await customer.types(world.password);
        await customer.cashier.getByText('支付成功').waitFor();
        await customer.shot('07-paid');
        await customer.visit.assertSecret(world.password);
        await customer.sheetGone();
      }, paidCard(amount));
      const focused = await customer.visit.page.evaluate(() => document.activeElement?.textContent?.trim());
      assert.equal(focused, '立即支付');
      await customer.shot('08-result');
    });

    // @Clause("6.1.1-2")
    test('pays_the_paid_order_again_and_nothing_starts', async () => {
      await customer.hears(async () => {
        await customer.visit.page.getByRole('button', { name: '立即支付' }).last().click();
        await customer.cashier.getByText('这笔订单已经支付过，没有再次扣款').waitFor();
        await customer.shot('09-paid-before');
        await customer.cashier.getByRole('button', { name: '完成' }).click();
        await customer.sheetGone();
      }, /已经?支付/);
      await customer.shot('10-paid-before-chat');
    });

    // @Clause("B-5")
    test('pays_by_the_verification_card', async () => {
      amount = await customer.orders();
      await customer.hears(() => customer.tap('验密支付'), /验密支付 ¥/);
      await customer.shot('11-verification-card');
      await customer.hears(async () => {
        await customer.tap('输入支付密码');
        await customer.keypad.locator('#pad.ready').waitFor();
        await customer.shot('12-verification-keypad');
        await customer.types(world.password);
        await customer.sheetGone();
      }, paidCard(amount));
    });

    // @Clause("6.1.1-1")
    test('closes_the_sheet_and_the_order_stays_payable', async () => {
      await customer.orders();
      await customer.tap('立即支付');
      await customer.cashier.getByRole('button', { name: /支付 ¥/ }).waitFor();
      await customer.closeSheet();
      await customer.hears(() => customer.menu('历史订单'), /待支付/);
      await customer.shot('13-history');
    });

    // @Clause("6.1.5-1", "6.1.5-3", "6.2.1-2", "B-7")
    test('asks_for_half_and_then_for_the_rest_of_his_money_back', async () => {
      amount = await customer.orders();
      await customer.tap('立即支付');
      await customer.hears(async () => {
        await customer.cashier.getByRole('button', { name: /支付 ¥/ }).click();
        await customer.types(world.password);
        await customer.sheetGone();
      }, paidCard(amount));
      await customer.hears(() => customer.tap('申请退款'), /可退金额/);
      await customer.shot('14-refund');
      await customer.hears(() => customer.tap('部分退款'), /退/);
      await customer.hears(() => customer.chip('退一半'), /审核/);
      await customer.hears(() => world.approveRefunds(customer.visit.context), /退款成功 ¥/);
      await customer.shot('15-refunded-half');
      await customer.hears(() => customer.menu('历史订单'), /已退 ¥/);
      await customer.hears(() => customer.tap('申请退款'), /可退金额/);
      await customer.hears(() => customer.tap('全额退款'), /审核/);
      await customer.hears(() => world.approveRefunds(customer.visit.context), /退款成功 ¥/);
      await customer.shot('16-refunded');
      customer.visit.assertClean();
    });
  });

for (const scheme of ['light', 'dark'] as const)
  // @Clause("6.4-1", "6.4-2")
  test(`on_a_desktop_the_drawer_shows_each_wire_${scheme}`, async () => {
    const customer = await Customer.start(browser, world, { device: 'desktop', scheme });
    const { page } = customer.visit;
    await customer.openShop();
    const amount = await customer.orders();
    await customer.tap('立即支付');
    await customer.hears(async () => {
      await customer.cashier.getByRole('button', { name: /支付 ¥/ }).click();
      await customer.types(world.password);
      await customer.sheetGone();
    }, paidCard(amount));
    for (const link of world.name === 'demo'
      ? ['运营商', '卡片', '平台', '回调']
      : ['卡片', '平台', '回调']) {
      await page.getByRole('button', { name: link, exact: true }).click();
      await page.locator('.records .row').first().waitFor();
    }
    await page.getByRole('button', { name: '全部', exact: true }).click();
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.watch strong')].every((time) => time.textContent !== '—'),
    );
    const shot = await customer.shot('drawer');
    if (process.env['README_SHOT'] && scheme === 'light') {
      const image = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'images', 'handset.png');
      await mkdir(dirname(image), { recursive: true });
      await copyFile(shot, image);
    }
    await page.getByRole('button', { name: '平台', exact: true }).click();
    await page.locator('.records .row').first().click();
    await page.getByText('签名方式').first().click();
    await customer.shot('drawer-signed');
    customer.visit.assertClean();
    await customer.visit.context.close();
  });
