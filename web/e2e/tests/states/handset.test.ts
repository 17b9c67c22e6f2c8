import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { card, chips, reply, words } from '../../mock/cards.ts';
import { shop, startMock, type Mock } from '../../mock/mock.ts';
import { launch, type, Visit, type Look } from '../browser.ts';

// The handset's own states; the story with the real platform is told in story.test.ts.
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

const phone: Look = { device: 'phone', scheme: 'light' };

async function open(look: Look = phone, query = ''): Promise<void> {
  visit = await Visit.start(browser, look);
  await visit.page.goto(`${mock.handsetUrl}/${query}`);
}

const button = (name: string | RegExp) => visit.page.getByRole('button', { name }).last();
const say = (text: string | RegExp) => visit.page.getByText(text).last().waitFor();

/** Every sheet has closed. */
const gone = () => visit.page.waitForFunction(() => !document.querySelector('[role=dialog]'));

test('an_empty_list_a_slow_one_and_a_failed_one_are_told_apart', async () => {
  const conversations = mock.terminal.conversations.splice(0);
  await open();
  await say('还没有消息');
  await visit.shot('list-empty');
  mock.terminal.conversations.push(...conversations);
  mock.terminal.holdMillis = 3600;
  await visit.page.reload();
  await visit.page.waitForTimeout(700);
  await visit.shot('list-skeleton');
  await say('网络有点慢，还在加载，请稍候');
  await button(/海风咖啡/).waitFor();
  await visit.page.route('**/api/conversations*', (route) => route.abort());
  mock.terminal.holdMillis = 0;
  await visit.page.reload();
  await say('没有连上消息服务');
  await visit.shot('list-failed');
  await visit.page.unroute('**/api/conversations*');
  await button('重试').click();
  await button(/海风咖啡/).waitFor();
});

// @Clause("6.5-6")
test('a_message_of_another_chatbot_leads_there_and_the_arrow_leads_back', async () => {
  const other = 'sip:10650200@botplatform.rcs.chinaunicom.example';
  mock.terminal.add({
    chatbot: other,
    name: '名字很长很长的山谷支付服务应用号（官方认证）',
    logo: null,
    description: '支付机构的应用号',
    verified: true,
    unread: 0,
    lastText: null,
    lastAt: null,
  });
  await open();
  mock.terminal.deliver(other, [words('您有一笔待确认的付款')]);
  await visit.page.getByLabel('1 条未读').waitFor();
  await visit.shot('list');
  await button(/海风咖啡/).click();
  mock.terminal.deliver(other, [words('请确认付款 ¥12.50')]);
  await visit.shot('note');
  await button(/请确认付款/).click();
  await visit.page.getByRole('heading', { name: /山谷支付服务/ }).waitFor();
  await say('请确认付款 ¥12.50');
  await button('返回').click();
  await visit.page.getByRole('heading', { name: '海风咖啡', level: 1 }).waitFor();
  await visit.page.goBack();
  await visit.page.getByRole('heading', { name: '消息' }).waitFor();
  assert.equal(await visit.page.getByLabel(/条未读/).count(), 0);
  visit.assertClean();
});

test('chips_go_once_used_and_other_actions_are_asked_about', async () => {
  await open();
  await button(/海风咖啡/).click();
  await say('还没有消息。点下方菜单或发一句话开始。');
  await visit.shot('thread-empty');
  await button('显示输入框').click();
  await visit.page.getByRole('textbox').fill('你好');
  await visit.page.keyboard.press('Enter');
  await button('逛一逛').waitFor();
  await visit.shot('thread-chips');
  await button('致电门店').click();
  await visit.page.getByRole('dialog', { name: '拨打电话' }).waitFor();
  await visit.shot('action-dial');
  for (const key of ['Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab']) {
    await visit.page.keyboard.press(key);
    assert.ok(
      await visit.page.evaluate(() => !!document.activeElement?.closest('[role=dialog]')),
      'the sheet keeps the focus',
    );
  }
  await visit.page.keyboard.press('Escape');
  await gone();
  assert.equal(await visit.page.getByRole('button', { name: '历史订单', exact: true }).count(), 0);
  await say('已送达');
  visit.assertClean();
});

test('every_shape_of_card_fits_and_a_broken_picture_is_no_hole', async () => {
  await open();
  await button(/海风咖啡/).click();
  const media = {
    mediaUrl: '/missing/none.png',
    mediaContentType: 'image/png',
    height: 'SHORT_HEIGHT' as const,
  };
  const long = '非常长的标题'.repeat(12);
  mock.terminal.deliver(shop, [
    card({
      media,
      title: long,
      description: '说明'.repeat(60),
      suggestions: [reply('一二三四五六七八九十一二三四五六七八九十一二三四五', 'x')],
    }),
  ]);
  mock.terminal.deliver(shop, [
    card({ title: '金额 ¥99,999,999.99', description: 'PAY' + '0123456789'.repeat(9) }),
  ]);
  mock.terminal.deliver(shop, [words('【海风咖啡】您有一笔待支付订单，请在消息里打开。')], {
    sms: true,
    state: 'sms',
  });
  await button('门店').click();
  await visit.shot('menu-open');
  await visit.page.getByRole('menuitem', { name: '附近门店' }).click();
  await say('滨海路店');
  await visit.shot('thread-cards');
  await visit.page.locator('.scroller').evaluate((element) => element.scrollTo({ top: 0 }));
  await visit.shot('thread-cards-top');
  const wide = await visit.page.evaluate(() => document.querySelector('.scroller')!.scrollWidth - innerWidth);
  assert.equal(wide, 0);
});

test('what_could_not_be_sent_says_so_and_can_be_sent_again', async () => {
  await open();
  await button(/海风咖啡/).click();
  mock.terminal.deaf = true;
  await button('逛一逛').click();
  await say('没有发出');
  await visit.shot('thread-unsent');
  mock.terminal.deaf = false;
  await button('重发').click();
  await say('拿铁（大杯）');
});

test('a_lost_connection_is_told_and_what_was_missed_is_fetched', async () => {
  await open();
  await button(/海风咖啡/).click();
  await visit.page.context().setOffline(true);
  mock.terminal.hangUp();
  await say('连接断开，正在重连');
  await visit.shot('thread-lost');
  mock.terminal.deliver(shop, [words('断线时的消息')]);
  await visit.page.context().setOffline(false);
  await say('断线时的消息');
  assert.equal(await visit.page.getByText('连接断开，正在重连').count(), 0);
});

test('the_profile_and_the_settings_say_what_they_must', async () => {
  await open();
  await button(/海风咖啡/).click();
  await button('应用号资料').click();
  await say('点单、支付、退款，都在消息里完成。');
  await visit.shot('profile');
  await visit.page.goBack();
  await visit.page.goBack();
  await button('设置').click();
  await say('139****9000');
  await visit.shot('settings');
  await visit.page.getByRole('button', { name: 'English' }).click();
  await say('This phone');
  assert.match(visit.page.url(), /lang=en/);
  await visit.page.reload();
  await visit.page.getByRole('heading', { name: 'Messages' }).waitFor();
});

test('a_stranger_cannot_close_the_sheet_and_a_running_payment_is_not_left_unasked', async () => {
  mock.institution.trouble.pay = [{ holdMillis: 2500 }];
  await open();
  await button(/海风咖啡/).click();
  await button('逛一逛').click();
  await button('下单支付').click();
  await button('立即支付').click();
  const cashier = visit.page.frameLocator('iframe').first();
  await cashier.getByRole('button', { name: /支付 ¥/ }).click();
  const keypad = cashier.frameLocator('iframe');
  await keypad.locator('#pad.ready').waitFor();
  // Neither this window nor another origin is the cashier.
  await visit.page.evaluate(() => window.postMessage({ type: 'maapay:paid' }, '*'));
  await visit.page.waitForTimeout(1500);
  assert.equal(await visit.page.getByRole('dialog').count(), 1);
  await type(visit, keypad, mock.institution.password, mock.digits);
  await visit.page.getByRole('button', { name: '关闭' }).first().click();
  await say('正在支付，确定关闭？');
  await visit.shot('sheet-leave');
  await button('继续等待').click();
  await gone();
  await say('支付成功');
  assert.equal(await visit.page.evaluate(() => document.activeElement?.textContent?.trim()), '立即支付');
});

test('half_a_sheet_is_enough_to_pay', async () => {
  await open();
  await button(/海风咖啡/).click();
  const order = mock.institution.place({});
  const openUrl = { url: mock.payUrl(order), application: 'webview', viewMode: 'half', parameters: 'x' };
  mock.terminal.deliver(shop, [chips({ action: { displayText: '半屏支付', urlAction: { openUrl } } })]);
  await button('半屏支付').click();
  const cashier = visit.page.frameLocator('iframe').first();
  await cashier.getByRole('button', { name: /支付 ¥/ }).waitFor();
  await visit.shot('sheet-half');
  await cashier.getByRole('button', { name: /支付 ¥/ }).click();
  const keypad = cashier.frameLocator('iframe');
  await keypad.locator('#pad.ready').waitFor();
  await visit.shot('sheet-half-keypad');
  await type(visit, keypad, '000000', mock.digits);
  await cashier.getByText(/支付密码错误/).waitFor();
  await keypad.locator('#pad.ready').waitFor();
  await visit.shot('sheet-half-wrong');
  await type(visit, keypad, mock.institution.password, mock.digits);
  await cashier.getByText('支付成功').waitFor();
});

for (const scheme of ['light', 'dark'] as const)
  test(`the_drawer_shows_each_wire_and_how_it_was_signed_${scheme}`, async () => {
    await open({ device: 'desktop', scheme });
    await say('还没有报文。在手机上操作，每一次往来都会记在这里。');
    await visit.shot(`desktop-empty-${scheme}`);
    await button(/海风咖啡/).click();
    await button('逛一逛').click();
    await button('下单支付').click();
    await button('立即支付').click();
    const cashier = visit.page.frameLocator('iframe').first();
    await cashier.getByRole('button', { name: /支付 ¥/ }).click();
    const keypad = cashier.frameLocator('iframe');
    await type(visit, keypad, mock.institution.password, mock.digits);
    await gone();
    await say('支付成功');
    await visit.shot(`desktop-${scheme}`);
    await visit.page.getByRole('button', { name: '平台', exact: true }).click();
    await visit.page.getByRole('button', { name: /POST \/v1\/payment-orders/ }).click();
    await visit.page
      .getByText(/签名方式/)
      .first()
      .click();
    await visit.shot(`desktop-signed-${scheme}`);
    await visit.page.getByRole('tab', { name: '故障' }).click();
    await visit.page.getByRole('switch', { name: /终端离线/ }).click();
    await say('手机已离线，消息会在恢复后送达');
    await visit.shot(`desktop-faults-${scheme}`);
    visit.assertClean();
  });

test('a_tablet_shows_the_phone_and_brings_the_drawer_on_demand', async () => {
  visit = await Visit.start(browser, { device: 'desktop', scheme: 'light' });
  await visit.page.setViewportSize({ width: 820, height: 1000 });
  await visit.page.goto(mock.handsetUrl);
  await button(/海风咖啡/).waitFor();
  await visit.shot('tablet');
  await button('线路').click();
  await say('还没有报文。在手机上操作，每一次往来都会记在这里。');
  await button('收起线路').click();
  await button(/海风咖啡/).waitFor();
});
