import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { launch, type Look } from '../browser.ts';
import { Customer } from '../customer.ts';
import { enter, type World } from '../world.ts';

// Payment in the payment chatbot's conversation: it is the platform's own, so the running demo is needed.
const world: World = await enter();
const skip = world.name !== 'demo';
let browser: Browser;

before(async () => (browser = await launch()));
after(async () => {
  await browser?.close();
  await world.close();
});

for (const look of [
  { device: 'phone', scheme: 'light' },
  { device: 'phone', scheme: 'dark' },
  { device: 'desktop', scheme: 'light' },
  { device: 'desktop', scheme: 'dark' },
] as Look[])
  describe(`a customer pays in the payment chatbot, ${look.device} ${look.scheme}`, { skip }, () => {
    let customer: Customer;
    let card: Locator;
    let amount: string;

    before(async () => {
      customer = await Customer.start(browser, world, look, { shots: 'chatbot' });
      await customer.openShop();
    });
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
          await customer.keypad.locator('#pad.ready:not(.done)').waitFor();
          await customer.shot('02-keypad');
          await customer.types(world.password);
          await customer.sheetGone();
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
      await customer.visit.page
        .locator('[data-message].in')
        .getByText(`支付成功 ¥${amount}`)
        .last()
        .waitFor();
      await customer.shot('04-back');
    });

    test('a_card_that_was_opened_before_says_so_and_the_next_one_pays', async () => {
      ({ card, amount } = await customer.goesToConfirm());
      await card.getByRole('button', { name: '确认支付' }).click();
      await customer.keypad.locator('#pad.ready:not(.done)').waitFor();
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
      await customer.hears(async () => {
        await customer.menu('我的账户');
        await page.getByRole('menuitem', { name: '余额查询' }).click();
      }, /可用余额：¥/);
      await customer.hears(() => customer.chip('账单查询'), /最近 7 天的支付/);
      await customer.hears(() => customer.menu('帮助'), /可以点按钮/);
      await customer.shot('07-help');
      await page.getByRole('button', { name: '显示输入框' }).click();
      await page.getByRole('textbox').fill('bound cards');
      await customer.hears(
        () => page.getByRole('button', { name: '发送', exact: true }).click(),
        /Bound cards/,
      );
      await customer.hears(() => customer.chip('Balance'), /Available balance: ¥/);
      await customer.shot('08-words');
      // From then on he is spoken to in English, until he wants Chinese again.
      await page.getByRole('textbox').fill('中文');
      await customer.hears(
        () => page.getByRole('button', { name: '发送', exact: true }).click(),
        /这里是支付助手/,
      );
      customer.visit.assertClean([/410/]);
    });
  });

describe('two handsets, each with its own conversation', { skip }, () => {
  let payer: Customer;
  let other: Customer;

  before(async () => {
    const look: Look = { device: 'phone', scheme: 'light' };
    payer = await Customer.start(browser, world, look, { shots: 'chatbot-payer' });
    const msisdn = world.handsets[2];
    assert.ok(msisdn, 'the demo has another handset');
    other = await Customer.start(browser, world, look, { shots: 'chatbot-other', msisdn });
    await payer.openShop();
  });
  after(async () => {
    await payer.visit.context.close();
    await other.visit.context.close();
  });

  // @Clause("B-2", "5.1.2-3")
  test('a_card_of_the_other_handset_is_refused_and_told_and_its_owner_pays_it', async () => {
    const { card, amount } = await payer.goesToConfirm();
    await forwards(payer, other, amount);
    await other.open('支付助手');
    const forwarded = other.visit.page
      .locator('[data-message].in')
      .filter({ hasText: `待确认支付 ¥${amount}` })
      .last();
    await other.hears(
      () => forwarded.getByRole('button', { name: '取消支付' }).click(),
      /这张卡片不是发给您的[^]*没有扣款/,
    );
    await other.shot('01-not-his');
    await payer.hears(
      async () => {
        await card.getByRole('button', { name: '确认支付' }).click();
        await payer.types(world.password);
        await payer.sheetGone();
      },
      new RegExp(`支付成功 ¥${amount.replace('.', '\\.')}`),
    );
    await payer.shot('01-paid-all-the-same');
    assert.equal(await other.visit.page.getByText(`支付成功 ¥${amount}`).count(), 0);
    payer.visit.assertClean();
    other.visit.assertClean();
  });
});

interface Shown {
  id: string;
  direction: string;
  parts: unknown[];
}

/** The newest card about `amount` lies in the other's conversation too, as if it had been sent on. */
async function forwards(from: Customer, to: Customer, amount: string): Promise<void> {
  const bot = async (customer: Customer) => {
    const all = await customer.visit.page.evaluate(async () =>
      (await fetch(`/api/conversations${location.search}`)).json(),
    );
    return (all as { chatbot: string; name: string }[]).find((one) => one.name === '支付助手')?.chatbot ?? '';
  };
  const messages = (await from.visit.page.evaluate(
    async (chatbot) => (await fetch(`/api/messages?chatbot=${encodeURIComponent(chatbot)}`)).json(),
    await bot(from),
  )) as Shown[];
  const card = messages.findLast((one) => JSON.stringify(one.parts).includes(`待确认支付 ¥${amount}`));
  assert.ok(card, 'the payer has the card');
  const chatbot = encodeURIComponent(await bot(to));
  await to.visit.page.route(`**/api/messages?*chatbot=${chatbot}*`, async (route) => {
    const answer = await route.fetch();
    const own = (await answer.json()) as Shown[];
    await route.fulfill({ response: answer, json: [...own, { ...card, id: `forwarded-${card.id}` }] });
  });
}
