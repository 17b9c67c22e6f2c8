import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { launch, type, Visit, type Look } from './browser.ts';
import { hears, openShop } from './chat.ts';
import { enter, type World } from './world.ts';

// Payment in the payment chatbot's conversation: it is the platform's own, so the running demo is needed.
const world: World = await enter();
const skip = world.name !== 'demo';
let browser: Browser;

before(async () => (browser = await launch()));
after(async () => {
  await browser?.close();
  await world.close();
});

/** The customer's hands in two conversations. */
class Customer {
  private constructor(
    readonly visit: Visit,
    readonly shots: string,
  ) {}

  static async start(look: Look): Promise<Customer> {
    const visit = await Visit.start(browser, look);
    await visit.page.goto(world.handsetUrl);
    await openShop(visit.page);
    return new Customer(visit, `chatbot-${look.device}-${look.scheme}`);
  }

  hears(act: () => Promise<unknown>, expected: RegExp): Promise<Locator> {
    return hears(this.visit.page, act, expected);
  }

  /** Orders the first thing on sale and goes where it is confirmed; gives the confirmation card. */
  async goesToConfirm(): Promise<{ card: Locator; amount: string }> {
    const { page } = this.visit;
    const menu = page.locator('nav').getByRole('button', { name: '逛一逛' });
    const goods = await this.hears(() => menu.click(), /消息支付/);
    const order = await this.hears(
      () => goods.getByRole('button', { name: '消息支付' }).first().click(),
      /待支付 ¥/,
    );
    const amount = /¥([\d.]+)/.exec(await order.innerText())?.[1] ?? '';
    await order.getByRole('button', { name: '去支付助手' }).click();
    await this.at('支付助手');
    const card = page
      .locator('[data-message].in')
      .filter({ hasText: `待确认支付 ¥${amount}` })
      .last();
    await card.waitFor();
    return { card, amount };
  }

  /** The conversation with that name is on the screen. */
  async at(name: string): Promise<void> {
    await this.visit.page.getByRole('heading', { name, level: 1 }).waitFor();
    await this.visit.page.locator('main .skeleton').waitFor({ state: 'detached' });
  }

  back(): Promise<void> {
    return this.visit.page.getByRole('button', { name: '返回', exact: true }).click();
  }

  get cashier() {
    return this.visit.page.frameLocator('[role=dialog] iframe').first();
  }

  async gone(): Promise<void> {
    await this.visit.page.waitForFunction(() => !document.querySelector('[role=dialog]'));
  }

  async closeSheet(): Promise<void> {
    await this.visit.page.getByRole('dialog').getByRole('button', { name: '关闭' }).first().click();
    await this.gone();
  }

  shot(name: string): Promise<string> {
    return this.visit.shot(`${this.shots}-${name}`);
  }
}

for (const look of [
  { device: 'phone', scheme: 'light' },
  { device: 'phone', scheme: 'dark' },
  { device: 'desktop', scheme: 'light' },
] as Look[])
  describe(`a customer pays in the payment chatbot, ${look.device} ${look.scheme}`, { skip }, () => {
    let customer: Customer;
    let card: Locator;
    let amount: string;

    before(async () => (customer = await Customer.start(look)));
    after(() => customer.visit.context.close());

    // @Clause("B-2", "5.1.2-1", "5.1.2-2")
    test('the_order_leads_to_the_payment_chatbot_and_its_card', async () => {
      ({ card, amount } = await customer.goesToConfirm());
      const words = await card.innerText();
      assert.match(words, /收款商户：海风咖啡/);
      assert.match(words, /\*\*\*\*/);
      await customer.shot('01-card');
    });

    // @Clause("5.1.2-3", "5.1.2-4", "5.1.2-5", "6.2.2-1", "6.5-7a")
    test('the_password_is_typed_on_the_keypad_and_the_result_comes_into_the_chat', async () => {
      const paid = await customer.hears(
        async () => {
          await card.getByRole('button', { name: '确认支付' }).click();
          const keypad = customer.cashier.frameLocator('iframe');
          await keypad.locator('#pad.ready:not(.done)').waitFor();
          await customer.shot('02-keypad');
          await type(customer.visit, keypad, world.password, world.digits);
          await customer.gone();
        },
        new RegExp(`支付成功 ¥${amount.replace('.', '\\.')}`),
      );
      assert.match(await paid.innerText(), /收款商户：海风咖啡/);
      await customer.shot('03-paid');
      await customer.visit.assertSecret(world.password);
    });

    // @Clause("6.5-6", "B-2")
    test('the_arrow_leads_back_to_the_merchant_who_tells_the_result_too', async () => {
      await customer.back();
      await customer.at('海风咖啡');
      const told = customer.visit.page.locator('[data-message].in').last();
      await told.getByText(`支付成功 ¥${amount}`).waitFor();
      await customer.shot('04-back');
    });

    test('a_card_that_was_opened_before_says_so_and_the_next_one_pays', async () => {
      ({ card, amount } = await customer.goesToConfirm());
      await card.getByRole('button', { name: '确认支付' }).click();
      await customer.cashier.frameLocator('iframe').locator('#pad.ready:not(.done)').waitFor();
      await customer.closeSheet();
      const next = await customer.hears(async () => {
        await card.getByRole('button', { name: '确认支付' }).click();
        await customer.cashier.getByText('这次支付已经打开过').waitFor();
        await customer.shot('05-used');
      }, /待确认支付/);
      await customer.closeSheet();
      await customer.hears(() => next.getByRole('button', { name: '取消支付' }).click(), /已关闭，没有扣款/);
      await customer.shot('06-cancelled');
      const standing = await customer.hears(
        () => next.getByRole('button', { name: '取消支付' }).click(),
        /已关闭/,
      );
      await standing.waitFor();
    });

    // @Clause("6.2.2-5")
    test('the_menu_and_words_are_answered', async () => {
      const { page } = customer.visit;
      const menu = page.locator('nav');
      await customer.hears(async () => {
        await menu.getByRole('button', { name: '我的账户' }).click();
        await page.getByRole('menuitem', { name: '余额查询' }).click();
      }, /可用余额：¥/);
      await customer.hears(
        () => page.locator('.chips').getByRole('button', { name: '账单查询' }).click(),
        /最近 7 天的支付/,
      );
      await customer.hears(() => menu.getByRole('button', { name: '帮助' }).click(), /可以点按钮/);
      await customer.shot('07-help');
      await page.getByRole('button', { name: '显示输入框' }).click();
      await page.getByRole('textbox').fill('bound cards');
      await customer.hears(() => page.getByRole('button', { name: '发送' }).click(), /Bound cards/);
      await customer.shot('08-words');
      customer.visit.assertClean([/410/]);
    });
  });
