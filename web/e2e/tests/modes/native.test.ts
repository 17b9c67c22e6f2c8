import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, CDPSession, Locator, Request } from 'playwright-core';
import { launch } from '../browser.ts';
import { Customer } from '../customer.ts';
import { enter, type World } from '../world.ts';

// Payment in the SDK, and by finger or face in the browser: both need the real platform, so the running demo.
const world: World = await enter();
const skip = world.name !== 'demo';
let browser: Browser;

before(async () => (browser = await launch()));
after(async () => {
  await browser?.close();
  await world.close();
});

/** A customer with a phone in the shop's conversation. */
async function inShop(shots: string, scheme: 'light' | 'dark' = 'light'): Promise<Customer> {
  const customer = await Customer.start(browser, world, { device: 'phone', scheme }, { shots });
  await customer.openShop();
  return customer;
}

for (const scheme of ['light', 'dark'] as const)
  describe(`a customer pays in the SDK, ${scheme}`, { skip }, () => {
    let customer: Customer;
    let card: Locator;
    let amount: string;

    before(async () => (customer = await inShop('sdk', scheme)));
    after(() => customer.visit.context.close());

    // @Clause("5.1.3-1", "5.1.3-2", "B-3")
    test('the_card_raises_the_sdk_and_not_a_page', async () => {
      amount = await customer.orders('SDK 支付');
      card = customer.heard;
      await customer.shot('01-card');
      await card.getByRole('button', { name: 'SDK 支付' }).click();
      await customer.sheet.getByRole('button', { name: new RegExp(`支付 ¥${amount}`) }).waitFor();
      assert.equal(await customer.visit.page.locator('[role=dialog] iframe').count(), 0);
      await customer.shot('02-order');
    });

    // @Clause("6.1.1-1", "6.5-7a")
    test('a_wrong_password_is_told_with_the_tries_left', async () => {
      await customer.sheet.getByRole('button', { name: /^(改用支付密码|支付 ¥)/ }).click();
      await customer.sheet.getByRole('group', { name: /安全键盘/ }).waitFor();
      await customer.shot('03-keypad');
      const wrong = [...world.password].reverse().join('');
      await customer.typesInSdk(wrong);
      await customer.sheet.getByText(/支付密码错误，还可尝试 \d 次。没有扣款。/).waitFor();
      await customer.shot('04-wrong');
      await customer.visit.assertSecret(wrong);
    });

    // @Clause("5.1.3-3", "5.1.3-4", "5.1.3-5", "6.2.3-1")
    test('the_sdk_shows_the_result_itself_and_the_merchant_tells_it', async () => {
      await customer.hears(
        async () => {
          await customer.typesInSdk(world.password);
          await customer.sheet.getByRole('heading', { name: '支付成功' }).waitFor();
        },
        new RegExp(`支付成功 ¥${amount.replace('.', '\\.')}`),
      );
      await customer.shot('05-paid');
      await customer.visit.assertSecret(world.password);
    });

    // @Clause("6.5-8a", "6.5-8c")
    test('a_finger_confirms_the_next_payment', async () => {
      const offer = customer.sheet.getByRole('button', { name: '开通指纹支付' });
      if (await offer.isVisible()) {
        await offer.click();
        await customer.sheet.getByRole('button', { name: '指纹传感器' }).click();
      }
      await customer.sheet.getByRole('button', { name: '完成' }).click();
      await customer.sheetGone();
      amount = await customer.orders('SDK 支付');
      card = customer.heard;
      await card.getByRole('button', { name: 'SDK 支付' }).click();
      await customer.sheet.getByRole('button', { name: /指纹支付/ }).waitFor();
      await customer.shot('06-finger');
      await customer.sheet.getByRole('button', { name: /指纹支付/ }).click();
      await customer.sheet.getByRole('button', { name: '指纹传感器' }).waitFor();
      await customer.shot('07-sensor');
      await customer.hears(
        () => customer.sheet.getByRole('button', { name: '指纹传感器' }).click(),
        new RegExp(`支付成功 ¥${amount.replace('.', '\\.')}`),
      );
      await customer.sheet.getByRole('button', { name: '完成' }).click();
      await customer.sheetGone();
    });

    test('a_card_that_was_used_says_so_and_the_orders_lead_on', async () => {
      amount = await customer.orders('SDK 支付');
      card = customer.heard;
      const raise = card.getByRole('button', { name: 'SDK 支付' });
      await raise.click();
      await customer.sheet.getByRole('button', { name: '关闭' }).click();
      await customer.sheetGone();
      await raise.click();
      await customer.sheet.getByRole('heading', { name: '这次支付已经打开过' }).waitFor();
      await customer.shot('08-used');
      await customer.sheet.getByRole('button', { name: '关闭' }).last().click();
      await customer.sheetGone();
      const orders = await customer.hears(() => customer.menu('历史订单'), /继续支付/);
      const again = await customer.hears(
        () => orders.getByRole('button', { name: '继续支付' }).first().click(),
        /已经生成/,
      );
      assert.ok(await again.isVisible());
      await customer.chip('SDK 支付');
      await customer.sheet.getByRole('button', { name: /指纹支付/ }).waitFor();
      await customer.sheet.getByRole('button', { name: '关闭' }).click();
      await customer.sheetGone();
    });

    test('an_order_that_is_not_his_is_closed_in_the_sdk', async () => {
      await customer.orders('SDK 支付');
      await customer.tap('SDK 支付');
      await customer.sheet.getByRole('button', { name: '不是我的订单' }).click();
      await customer.sheet.getByRole('heading', { name: '这不是你的订单？' }).waitFor();
      await customer.shot('09-not-mine');
      await customer.hears(
        () => customer.sheet.getByRole('button', { name: '关闭这笔订单' }).click(),
        /已关闭，没有扣款/,
      );
      await customer.sheet.getByRole('heading', { name: '订单已关闭' }).waitFor();
      await customer.shot('10-refused');
      await customer.sheet.getByRole('button', { name: '关闭' }).last().click();
      await customer.sheetGone();
      customer.visit.assertClean();
    });
  });

// @Clause("5.1.3-2")
test('where_no_sdk_is_the_same_address_is_a_page', { skip }, async () => {
  const customer = await inShop('sdk-page');
  const { page } = customer.visit;
  // A messaging client that carries no SDK.
  await page.route('**/api/sdk?*', (route) => route.fulfill({ json: { raised: false } }));
  const amount = await customer.orders('SDK 支付');
  const card = customer.heard;
  await card.getByRole('button', { name: 'SDK 支付' }).click();
  await customer.hears(
    async () => {
      await customer.cashier.getByRole('button', { name: `支付 ¥${amount}` }).click();
      await customer.shot('01-page');
      await customer.types(world.password);
      await customer.sheetGone();
    },
    new RegExp(`支付成功 ¥${amount.replace('.', '\\.')}`),
  );
  await customer.visit.context.close();
});

describe('a customer pays by finger or face in the browser', { skip }, () => {
  let customer: Customer;
  let cdp: CDPSession;
  let authenticator: string;
  const payments: Request[] = [];

  before(async () => {
    customer = await inShop('webauthn');
    cdp = await customer.visit.context.newCDPSession(customer.visit.page);
    await cdp.send('WebAuthn.enable');
    const made = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: false,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    authenticator = made.authenticatorId;
    customer.visit.page.on('request', (request) => {
      if (request.url().endsWith('/cashier/v1/payments')) payments.push(request);
    });
  });
  after(() => customer.visit.context.close());

  const byDevice = () => customer.cashier.getByRole('button', { name: /指纹或面容支付 ¥/ });
  const paidCard = (amount: string) => new RegExp(`支付成功 ¥${amount.replace('.', '\\.')}`);
  const pay = async () => {
    const amount = await customer.orders();
    await customer.tap('立即支付');
    return amount;
  };

  // @Clause("6.5-8a", "6.5-8b")
  test('the_device_is_registered_after_a_password', async () => {
    const amount = await pay();
    await customer.cashier.getByRole('button', { name: `支付 ¥${amount}` }).click();
    await customer.types(world.password);
    const offer = customer.cashier.getByRole('button', { name: '开通指纹或面容支付' });
    await offer.waitFor();
    await customer.shot('01-offer');
    await offer.click();
    await customer.sheetGone();
    const kept = await cdp.send('WebAuthn.getCredentials', { authenticatorId: authenticator });
    assert.equal(kept.credentials.length, 1);
    assert.equal(kept.credentials[0]?.rpId, 'localhost');
  });

  // @Clause("6.5-8a", "6.5-8c", "6.5-8f")
  test('the_next_payment_is_confirmed_by_the_device', async () => {
    const amount = await pay();
    await byDevice().waitFor();
    await customer.shot('02-review');
    await customer.hears(async () => {
      await byDevice().click();
      await customer.sheetGone();
    }, paidCard(amount));
    const sent = payments.at(-1)?.postDataJSON() as { browser?: Record<string, string> };
    assert.deepEqual(Object.keys(sent.browser ?? {}).sort(), [
      'authenticatorData',
      'challenge',
      'clientData',
      'keyId',
      'signature',
    ]);
  });

  // @Clause("6.5-8c")
  test('a_replayed_or_foreign_challenge_pays_nothing', async () => {
    const signed = payments.at(-1)?.postDataJSON() as { methodId: string; browser: { challenge: string } };
    const opened: Request[] = [];
    customer.visit.page.on('request', (request) => opened.push(request));
    const amount = await pay();
    await byDevice().waitFor();
    const session = await opened
      .find((request) => request.url().endsWith('/cashier/v1/sessions'))
      ?.response()
      .then((answer) => answer?.json() as Promise<{ session: string }>);
    const origin = new URL(payments.at(-1)?.url() ?? '').origin;
    const headers = { authorization: `Bearer ${session?.session}`, 'content-type': 'application/json' };
    const post = async (what: string, body: unknown) =>
      (await (
        await fetch(`${origin}/cashier/v1/${what}`, { method: 'POST', headers, body: JSON.stringify(body) })
      ).json()) as Record<string, string>;
    assert.equal((await post('payments', signed))['reason'], 'CHALLENGE_USED');
    const fresh = (await post('challenges', { methodId: signed.methodId }))['challenge'];
    const moved = { ...signed, browser: { ...signed.browser, challenge: fresh } };
    assert.equal((await post('payments', moved))['reason'], 'SIGNATURE_WRONG');
    const invented = { ...signed, browser: { ...signed.browser, challenge: 'AAAAAAAAAAAAAAAAAAAAAA' } };
    assert.equal((await post('payments', invented))['reason'], 'CHALLENGE_MISMATCH');
    await customer.hears(async () => {
      await byDevice().click();
      await customer.sheetGone();
    }, paidCard(amount));
  });

  test('who_is_not_recognised_pays_by_password', async () => {
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId: authenticator, isUserVerified: false });
    const amount = await pay();
    await byDevice().click();
    await customer.cashier.getByText(/没有用指纹或面容确认，没有扣款/).waitFor();
    await customer.shot('03-not-recognised');
    await customer.hears(async () => {
      await customer.cashier.getByRole('button', { name: '改用支付密码' }).click();
      await customer.types(world.password);
      await customer.sheetGone();
    }, paidCard(amount));
  });
});
