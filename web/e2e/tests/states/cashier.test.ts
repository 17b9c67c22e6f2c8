import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, FrameLocator } from 'playwright-core';
import { methods, type MockOrder } from '../../mock/institution.ts';
import { startMock, type Mock } from '../../mock/mock.ts';
import { launch, type, Visit, type Look } from '../browser.ts';

// The cashier page alone, in every state that is hard to bring about with the real platform.
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
  order: MockOrder,
  query = '',
  look: Look = { device: 'phone', scheme: 'light' },
): Promise<FrameLocator> {
  visit = await Visit.start(browser, look);
  await visit.page.goto(mock.payUrl(order) + query);
  return visit.page.frameLocator('iframe');
}

const say = (text: string | RegExp) => visit.page.getByText(text).first().waitFor();
const pay = () => visit.page.getByRole('button', { name: /支付 ¥/ }).click();
const enter = (keypad: FrameLocator, password: string) => type(visit, keypad, password, mock.digits);

for (const scheme of ['light', 'dark'] as const)
  // @Clause("5.1.1-3", "5.1.1-4", "5.1.1-6", "6.1.1-3")
  test(`a_payer_pays_on_the_page_alone_${scheme}`, async () => {
    const keypad = await open(mock.institution.place({}), '', { device: 'phone', scheme });
    await say('余额');
    await visit.shot(`cashier-review-${scheme}`);
    await pay();
    await keypad.locator('#pad.ready').waitFor();
    await visit.shot(`cashier-keypad-${scheme}`);
    await enter(keypad, '135790');
    await say('支付密码错误，还可尝试 4 次。没有扣款。');
    await keypad.locator('#pad.ready').waitFor();
    await visit.shot(`cashier-wrong-${scheme}`);
    await visit.assertSecret('135790');
    await enter(keypad, mock.institution.password);
    await say('支付成功');
    await visit.shot(`cashier-paid-${scheme}`);
    await visit.assertSecret(mock.institution.password);
    visit.assertClean();
  });

// @Clause("6.5-7a")
test('the_keypad_page_holds_no_digit_and_hears_no_keyboard', async () => {
  const keypad = await open(mock.institution.place({}));
  await pay();
  const pad = keypad.locator('#pad.ready');
  await pad.waitFor();
  assert.equal(await keypad.locator('input, textarea, [contenteditable]').count(), 0);
  const spoken = await keypad.locator('body').evaluate((body) =>
    [...body.querySelectorAll('*')]
      .flatMap((element) => [
        element.getAttribute('aria-label'),
        element.getAttribute('title'),
        element.getAttribute('class'),
      ])
      .concat(body.textContent)
      .join(' '),
  );
  assert.doesNotMatch(spoken, /\d/);
  const before = visit.requests.length;
  await keypad.locator('#pad button').first().focus();
  await visit.page.keyboard.type('123456');
  assert.equal(await visit.page.getByLabel('已输入0位').count(), 1);
  await keypad.locator('#pad button').nth(3).click();
  await visit.page.getByLabel('已输入1位').waitFor();
  assert.equal(await keypad.locator('#said').textContent(), '已输入一位，共六位');
  // Enter on a focused key presses it; deleting takes it back.
  await keypad.locator('#pad button').nth(5).focus();
  await visit.page.keyboard.press('Enter');
  await visit.page.getByLabel('已输入2位').waitFor();
  await keypad.locator('.erase').click();
  await visit.page.getByLabel('已输入1位').waitFor();
  assert.equal(visit.requests.length, before, 'pressing asks nobody');
  visit.assertClean();
});

test('what_was_typed_goes_when_the_page_is_left', async () => {
  const keypad = await open(mock.institution.place({}));
  await pay();
  await keypad.locator('#pad.ready').waitFor();
  for (const cell of [0, 1, 2]) await keypad.locator('#pad button').nth(cell).click();
  await visit.page.getByLabel('已输入3位').waitFor();
  await visit.page.getByRole('button', { name: '关闭' }).focus();
  await visit.page.getByLabel('已输入0位').waitFor();
});

test('every_keypad_has_another_layout_and_an_expired_one_is_replaced_by_itself', async () => {
  mock.institution.vault.lifetimeSeconds = 1;
  const keypad = await open(mock.institution.place({}));
  await pay();
  await keypad.locator('#pad.ready').waitFor();
  const first = await visit.sid();
  mock.institution.vault.lifetimeSeconds = 120;
  await say('安全键盘已更换，请重新输入。没有扣款。');
  await keypad.locator('#pad.ready').waitFor();
  assert.notEqual(await visit.sid(), first);
  await visit.shot('cashier-keypad-replaced');
  await enter(keypad, mock.institution.password);
  await say('支付成功');
});

test('a_locked_password_says_until_when', async () => {
  mock.institution.triesLeft = 1;
  const keypad = await open(mock.institution.place({}));
  await pay();
  await enter(keypad, '000000');
  await say(/支付密码已锁定，\d\d:\d\d 后可再试。没有扣款。/);
  await visit.shot('cashier-locked');
  assert.equal(await visit.page.getByRole('button', { name: /支付 ¥/ }).isDisabled(), true);
});

// @Clause("6.5-8e")
test('a_password_that_was_not_judged_for_now_is_typed_again_and_pays', async () => {
  mock.institution.next = [{ outcome: 'DECLINED', reason: 'PASSWORD_BUSY' }];
  const keypad = await open(mock.institution.place({}));
  await pay();
  await enter(keypad, mock.institution.password);
  await say(/这个账户正在核对其他付款的密码。.*没有扣款。/);
  await keypad.locator('#pad.ready:not(.done)').waitFor();
  await visit.shot('cashier-busy');
  await enter(keypad, mock.institution.password);
  await say('支付成功');
});

test('too_little_money_proposes_the_next_method', async () => {
  mock.institution.next = [{ outcome: 'DECLINED', reason: 'INSUFFICIENT_FUNDS' }];
  const keypad = await open(mock.institution.place({}));
  await pay();
  await enter(keypad, mock.institution.password);
  await say('余额不足，没有扣款。请换一种付款方式。');
  assert.equal(await visit.page.getByRole('radio', { name: /招商银行/ }).isChecked(), true);
  await visit.shot('cashier-insufficient');
});

test('a_refused_card_leaves_the_choice', async () => {
  mock.institution.next = [{ outcome: 'DECLINED', reason: 'CARD_REFUSED' }];
  const keypad = await open(mock.institution.place({}));
  await visit.page.getByText('招商银行 (6225)').click();
  await pay();
  await enter(keypad, mock.institution.password);
  await say(/发卡银行没有同意这笔付款，没有扣款/);
  await visit.shot('cashier-card-refused');
});

test('processing_is_told_and_ends_by_itself', async () => {
  mock.institution.next = [{ outcome: 'PROCESSING', askAgainMillis: 800 }];
  const order = mock.institution.place({});
  const keypad = await open(order);
  await pay();
  await enter(keypad, mock.institution.password);
  await say('处理中');
  await visit.shot('cashier-processing');
  mock.institution.settle(order);
  await say('支付成功');
});

// @Clause("6.1.1-1")
test('an_answer_that_got_lost_is_asked_for_and_never_called_a_failure', async () => {
  mock.institution.trouble.pay = [{ cut: 'after', holdMillis: 600 }];
  mock.institution.trouble.current = [{ cut: 'before' }, { cut: 'before' }];
  const keypad = await open(mock.institution.place({}));
  await pay();
  await enter(keypad, mock.institution.password);
  await say('网络中断，正在确认这笔付款的结果，请不要重复支付');
  await visit.shot('cashier-asking');
  await say('支付成功');
  visit.assertClean([/ERR_EMPTY_RESPONSE/]);
});

test('a_payment_that_never_arrived_may_be_made_again', async () => {
  mock.institution.trouble.pay = [{ cut: 'before' }];
  const keypad = await open(mock.institution.place({}));
  await pay();
  await enter(keypad, mock.institution.password);
  await say('没有收到这次付款，目前没有扣款。可以再付一次，不会重复扣款。');
  await visit.shot('cashier-not-charged');
  await pay();
  await enter(keypad, mock.institution.password);
  await say('支付成功');
});

// @Clause("6.1.1-2")
test('orders_that_cannot_be_paid_say_why', async () => {
  const cases: [string, Partial<MockOrder>, string][] = [
    ['paid', { status: 'PAID', paidAt: new Date().toISOString() }, '这笔订单已经支付过，没有再次扣款'],
    ['closed', { status: 'CLOSED' }, '订单已关闭'],
  ];
  for (const [name, change, text] of cases) {
    await open(mock.institution.place(change));
    await say(text);
    await visit.shot(`cashier-${name}-before`);
    visit.assertClean();
    await visit.context.close();
  }
  await open({ ...mock.institution.place({}), reference: 'wrong' });
  await say('支付链接已失效');
  await visit.shot('cashier-link-unknown');
  await visit.context.close();
  mock.institution.payer = { mobile: '139****9000', registered: false };
  await open(mock.institution.place({}));
  await say('还没有开通账户');
  await visit.shot('cashier-not-registered');
});

test('an_order_closed_meanwhile_and_a_session_gone_are_told', async () => {
  const order = mock.institution.place({ expiresAt: new Date(Date.now() + 2500).toISOString() });
  await open(order);
  await say(/请在 00:0\d 内支付/);
  order.status = 'CLOSED';
  await say('订单已关闭');
  await visit.context.close();
  const keypad = await open(mock.institution.place({}));
  await say('余额');
  mock.institution.forgetSessions();
  await pay();
  await enter(keypad, mock.institution.password);
  await say('页面已过期');
  await visit.shot('cashier-session-expired');
  await visit.page.getByRole('button', { name: '重新打开' }).click();
  await say('余额');
});

// @Clause("B-5")
test('the_verification_card_opens_the_keypad_at_once', async () => {
  const keypad = await open(mock.institution.place({}), '&view=password');
  await keypad.locator('#pad.ready').waitFor();
  await enter(keypad, mock.institution.password);
  await say('支付成功');
});

test('a_slow_network_shows_a_skeleton_and_then_a_sentence', async () => {
  mock.institution.trouble.open = [{ holdMillis: 4200 }];
  mock.institution.trouble.keypad = [{ holdMillis: 4200 }];
  await open(mock.institution.place({}));
  await say('正在打开收银台');
  await visit.shot('cashier-opening');
  await say('网络有点慢，还在打开，请稍候');
  await pay();
  await visit.page.waitForTimeout(900);
  await visit.shot('cashier-keypad-preparing');
  await say('安全键盘还在准备，请稍候');
});

test('an_unreachable_cashier_can_be_tried_again', async () => {
  mock.institution.trouble.open = [{ cut: 'before' }];
  await open(mock.institution.place({}));
  await say('网络不通');
  await visit.shot('cashier-unreachable');
  await visit.page.getByRole('button', { name: '重试' }).click();
  await say('余额');
});

test('a_keypad_that_does_not_open_can_be_tried_again', async () => {
  mock.institution.trouble.keypad = [{ cut: 'before' }];
  const keypad = await open(mock.institution.place({}));
  await pay();
  await say('安全键盘没有打开。没有扣款。请重试。');
  await visit.shot('cashier-keypad-failed');
  await visit.page.getByRole('button', { name: '重试' }).click();
  await enter(keypad, mock.institution.password);
  await say('支付成功');
});

for (const scheme of ['light', 'dark'] as const)
  test(`long_names_great_amounts_and_a_merchants_colour_fit_${scheme}`, async () => {
    const [balance, ...cards] = methods();
    mock.institution.methods = [{ ...balance!, enough: false, available: '0.01' }, ...cards];
    mock.institution.brand = { color: '#e8a200', logo: null };
    const order = mock.institution.place({
      merchantName:
        '青岛海风与山谷之间的一家名字非常非常长的手冲咖啡与烘焙体验中心有限责任公司滨海路第十八号旗舰店',
      goodsName: '企业年度团购礼盒（含手冲套装、挂耳咖啡、烘焙体验课程以及全年会员权益）',
      goodsDescription:
        '一次配送到全国四百三十个门店，含开票与安装；如需更改地址，请在发货前三个工作日联系客服人员处理。',
      amount: '99999999.99',
    });
    const keypad = await open(order, '', { device: 'phone', scheme });
    await say('余额不足');
    await visit.shot(`cashier-long-${scheme}`);
    await pay();
    await keypad.locator('#pad.ready').waitFor();
    await visit.shot(`cashier-long-keypad-${scheme}`);
    const wide = await visit.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(wide, 0);
    await enter(keypad, mock.institution.password);
    await say('支付成功');
    await visit.shot(`cashier-long-paid-${scheme}`);
  });

test('no_usable_method_says_what_to_do', async () => {
  mock.institution.methods = methods()
    .slice(0, 1)
    .map((method) => ({ ...method, enough: false }));
  await open(mock.institution.place({}));
  await say('没有可用的付款方式。换一个账号，或先充值后再来支付。');
  await visit.shot('cashier-no-method');
});

test('english_is_one_parameter_away', async () => {
  const keypad = await open(mock.institution.place({}), '&lang=en', { device: 'desktop', scheme: 'light' });
  await visit.page.getByRole('button', { name: 'Pay ¥12.50' }).click();
  await keypad.locator('#pad.ready').waitFor();
  await visit.shot('cashier-english-desktop');
  await enter(keypad, '000000');
  await say('Wrong payment password. Tries left: 4. No money was taken.');
});

test('a_keypad_ignores_a_stranger_who_frames_it', async () => {
  visit = await Visit.start(browser, { device: 'phone', scheme: 'light' });
  await visit.page.goto(`${mock.institution.keypadOrigin}/keypad.html`);
  await visit.page.evaluate(() => {
    const { port2 } = new MessageChannel();
    window.postMessage(
      { type: 'maapay-keypad:init', ticket: 'x', length: 6, lang: 'zh-CN', theme: 'auto' },
      '*',
      [port2],
    );
  });
  await visit.page.waitForTimeout(300);
  assert.equal(visit.requests.filter(({ url }) => url.includes('/keypad/v1/')).length, 0);
});

for (const scheme of ['light', 'dark'] as const)
  test(`an_order_that_is_not_the_payers_is_closed_and_its_merchant_refused_${scheme}`, async () => {
    const order = mock.institution.place({});
    await open(order, '&view=refuse', { device: 'phone', scheme });
    await say('这不是您的订单？');
    await visit.shot(`cashier-not-mine-${scheme}`);
    await visit.page.getByRole('button', { name: '再看看' }).click();
    await visit.page.getByRole('button', { name: '不是我的订单' }).click();
    await visit.page.getByRole('button', { name: '关闭并不再接收' }).click();
    await say('已按您的要求关闭这笔订单，没有扣款。');
    await say('您不再接收 海风咖啡 的付款请求。');
    await visit.shot(`cashier-refused-${scheme}`);
    assert.equal(order.status, 'CLOSED');
    assert.equal(mock.institution.blocked, true);
    await visit.page.getByRole('button', { name: '恢复接收' }).click();
    await visit.page.getByText('您不再接收').waitFor({ state: 'detached' });
    assert.equal(mock.institution.blocked, false);
    visit.assertClean();
  });
