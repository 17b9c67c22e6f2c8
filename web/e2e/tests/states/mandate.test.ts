import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, FrameLocator } from 'playwright-core';
import type { MockMandate } from '../../mock/mandates.ts';
import { startMock, type Mock } from '../../mock/mock.ts';
import { launch, type, Visit, type Look } from '../browser.ts';

// The signing page alone, in every state that is hard to bring about with the real platform.
let browser: Browser;
let mock: Mock;
let visit: Visit;

before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => (mock = await startMock()));
afterEach(async () => {
  await visit.context.close();
  await mock.close();
});

async function open(
  mandate: MockMandate,
  look: Look = { device: 'phone', scheme: 'light' },
  query = '',
): Promise<FrameLocator> {
  visit = await Visit.start(browser, look);
  await visit.page.goto(mock.signUrl(mandate) + query);
  return visit.page.frameLocator('iframe');
}

const say = (text: string | RegExp) => visit.page.getByText(text).first().waitFor();
const press = (name: string | RegExp) => visit.page.getByRole('button', { name }).first().click();
const enter = (keypad: FrameLocator, password: string) => type(visit, keypad, password, mock.digits);

for (const device of ['phone', 'desktop'] as const)
  for (const scheme of ['light', 'dark'] as const)
    // @Clause("6.1.2-1", "6.1.2-2", "6.1.1-3")
    test(`a_user_reads_signs_sees_all_and_ends_it_${device}_${scheme}`, async () => {
      const shot = (name: string) => visit.shot(`mandate-${name}-${device}-${scheme}`);
      mock.mandates.ask({
        merchantName: '青禾书店',
        limitPerPayment: '200.00',
        limitPerDay: '1000.00',
        status: 'ACTIVE',
        usedToday: '45.00',
      });
      const mandate = mock.mandates.ask();
      const keypad = await open(mandate, { device, scheme });
      await say('用于 海风咖啡');
      await say('50.00');
      await say('200.00');
      await shot('review');
      await press('输入密码并开通');
      await keypad.locator('#pad.ready').waitFor();
      await say('单笔 ¥50.00 · 每日 ¥200.00');
      await shot('keypad');
      await enter(keypad, '135790');
      await say('支付密码错误，还可尝试 4 次。没有扣款。');
      await keypad.locator('#pad.ready').waitFor();
      await enter(keypad, mock.institution.password);
      await say('免密支付已开通');
      assert.equal(mandate.status, 'ACTIVE');
      await shot('signed');
      await press('查看全部免密签约');
      await keypad.locator('#pad.ready').waitFor();
      await enter(keypad, mock.institution.password);
      await say('我的免密签约');
      await say('青禾书店');
      await say('今日已用 ¥45.00');
      await shot('all');
      await press('关闭免密支付 青禾书店');
      await say('关闭 青禾书店 的免密支付？');
      await shot('ending');
      await press('确认关闭');
      await visit.page.getByText('青禾书店').first().waitFor({ state: 'detached' });
      await press('返回');
      await say('免密支付使用中');
      await press('关闭免密支付');
      await press('确认关闭');
      await say('免密支付已关闭');
      assert.equal(mandate.status, 'REVOKED');
      await shot('ended');
      await visit.assertSecret(mock.institution.password);
      visit.assertClean();
    });

test('who_does_not_want_it_declines_without_a_password', async () => {
  const mandate = mock.mandates.ask();
  await open(mandate);
  await press('不开通');
  await say('不开通 海风咖啡 的免密支付？');
  await visit.page.getByRole('dialog').getByRole('button', { name: '不开通' }).click();
  await say('免密支付已关闭');
  assert.equal(mandate.status, 'REVOKED');
});

test('a_lost_answer_is_asked_about_and_never_signed_twice', async () => {
  const mandate = mock.mandates.ask();
  mock.mandates.trouble.sign.push('after');
  const keypad = await open(mandate);
  await press('输入密码并开通');
  await enter(keypad, mock.institution.password);
  await say('免密支付已开通');
  visit.assertClean([/ERR_EMPTY_RESPONSE|Failed to load/]);
});

test('a_lost_request_says_that_nothing_was_allowed', async () => {
  const mandate = mock.mandates.ask();
  mock.mandates.trouble.sign.push('before');
  const keypad = await open(mandate);
  await press('输入密码并开通');
  await enter(keypad, mock.institution.password);
  await say('没有开通，一切照旧，没有扣款。可以再试一次。');
  await visit.shot('mandate-lost-phone-light');
  assert.equal(mandate.status, 'PENDING');
});

test('ending_it_without_an_answer_says_so', async () => {
  const mandate = mock.mandates.ask({ status: 'ACTIVE', method: 'balance' });
  mock.mandates.trouble.revoke.push('before');
  await open(mandate);
  await press('关闭免密支付');
  await press('确认关闭');
  await say('可能还没有关闭');
});

for (const [name, change, expected] of [
  ['expired', { status: 'EXPIRED' }, '签约链接已过期'],
  ['revoked', { status: 'REVOKED' }, '免密支付已关闭'],
] as const)
  test(`a_mandate_that_is_${name}_cannot_be_signed`, async () => {
    await open(mock.mandates.ask(change));
    await say(expected);
    await visit.shot(`mandate-${name}-phone-light`);
    assert.equal(await visit.page.getByRole('button', { name: '输入密码并开通' }).count(), 0);
  });

test('without_an_account_or_a_password_nothing_is_signed', async () => {
  mock.institution.payer = { mobile: '199****0001', registered: false };
  await open(mock.mandates.ask());
  await say('199****0001 还没有开通支付账户，不能开通免密支付。没有扣款。');
  await visit.context.close();
  mock.institution.payer = { mobile: '138****8000', registered: true };
  mock.institution.passwordSet = false;
  await open(mock.mandates.ask());
  await say('138****8000 还没有设置支付密码');
});

test('a_link_that_is_wrong_or_a_session_that_is_over_says_what_to_do', async () => {
  const mandate = mock.mandates.ask();
  await open({ ...mandate, reference: 'wrong' });
  await say('链接已失效');
  await visit.context.close();
  await open(mandate);
  await say('用于 海风咖啡');
  mock.mandates.forgetSessions();
  await press('输入密码并开通');
  await say('页面已过期');
  await press('重新打开');
  await say('用于 海风咖啡');
});

test('a_long_name_and_english_fit', async () => {
  const merchantName = '海边清晨第一家手冲咖啡与现烤面包研究所（滨海大道旗舰体验店）';
  const mandate = mock.mandates.ask({
    merchantName,
    limitPerPayment: '99999999.99',
    limitPerDay: '99999999.99',
  });
  await open(mandate, { device: 'phone', scheme: 'light' }, '&lang=en');
  await say(`For ${merchantName}`);
  const wide = await visit.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(wide, false);
  await visit.shot('mandate-long-phone-light');
});
