import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch } from '../browser.ts';
import { Customer } from '../customer.ts';
import { row } from '../chat.ts';
import { enter, type World } from '../world.ts';

// A handset that takes no cards just now, at an operator that sends no SMS itself: the running demo is needed.
const world: World = await enter();
const skip = world.name !== 'demo';
let browser: Browser;

before(async () => (browser = await launch()));
after(async () => {
  await browser?.close();
  await world.close();
});

describe('a customer without 5G messages', { skip }, () => {
  const sender = '10690000';
  let customer: Customer;

  before(async () => {
    const msisdn = await numberAt('gsma');
    customer = await Customer.start(
      browser,
      world,
      { device: 'phone', scheme: 'light' },
      { shots: 'sms', msisdn },
    );
    await faults({});
    await enters('海风咖啡');
    await customer.hears(() => writes('逛一逛'), /消息支付/);
    await faults({ smsFallback: true });
  });
  after(async () => {
    await faults({});
    await customer.visit.context.close();
  });

  // @Clause("4-operator-a")
  test('the_request_comes_as_a_text_from_a_number_and_holds_no_link', async () => {
    await customer.tap('消息支付');
    await customer.back();
    await row(customer.visit.page, sender).waitFor();
    await enters(sender);
    const last = customer.visit.page.locator('[data-message].in').last();
    await last.getByText(/海风咖啡向您发起 [\d.]+ 元的付款。请在/).waitFor();
    const words = await last.innerText();
    assert.match(words, /支付助手发送“待付款”/);
    assert.doesNotMatch(words, /https?:|localhost/);
    assert.match(words, /短信$/);
    assert.equal(await customer.visit.page.getByRole('button', { name: '应用号资料' }).count(), 0);
    await customer.shot('01-request');
  });

  test('his_answer_ends_the_requests_and_another_takes_that_back', async () => {
    await customer.hears(() => writes('TD'), /已屏蔽：海风咖啡/);
    await customer.hears(() => writes('恢复'), /已恢复：海风咖啡/);
    await customer.shot('02-answered');
    await customer.back();
  });

  test('with_5g_messages_again_he_asks_for_the_card', async () => {
    await faults({});
    await enters('支付助手');
    const card = await customer.hears(() => writes('待付款'), /待确认支付 ¥/);
    await customer.shot('03-card');
    await customer.hears(() => card.getByRole('button', { name: '取消支付' }).click(), /已关闭，没有扣款/);
    customer.visit.assertClean();
  });

  async function enters(name: string): Promise<void> {
    await row(customer.visit.page, name).click();
    await customer.at(name);
  }

  async function writes(words: string): Promise<void> {
    await customer.visit.page.getByRole('textbox').fill(words);
    await customer.visit.page.getByRole('button', { name: '发送', exact: true }).click();
  }
});

async function post(path: string, body: object): Promise<void> {
  const answer = await fetch(new URL(path, world.handsetUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.ok(answer.ok);
}

function faults(switches: object): Promise<void> {
  return post('/api/faults', { operator: 'gsma', ...switches });
}

async function numberAt(operator: string): Promise<string> {
  const answer = await fetch(new URL('/api/handset', world.handsetUrl));
  const { handsets } = (await answer.json()) as { handsets: { msisdn: string; operator: string }[] };
  return handsets.find((one) => one.operator === operator)?.msisdn ?? '';
}
