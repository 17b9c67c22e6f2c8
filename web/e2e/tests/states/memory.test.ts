import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startMock, type Mock } from '../../mock/mock.ts';
import { launch, type, Visit } from '../browser.ts';

let browser: Browser;
let mock: Mock;

before(async () => {
  browser = await launch();
  mock = await startMock();
});
after(async () => {
  await mock.close();
  await browser.close();
});

/** Every text that is alive in the page and its frames. */
async function heap(visit: Visit): Promise<string> {
  const session = await visit.context.newCDPSession(visit.page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return (JSON.parse(chunks.join('')) as { strings: string[] }).strings.join('\n');
}

// @Clause("6.5-4", "6.5-7a")
test('neither_the_password_nor_a_used_token_is_in_the_memory_of_the_page', async () => {
  // A password that nothing else in a heap looks like.
  mock.institution.password = '907351';
  const tokens: string[] = [];
  const open = mock.institution.vault.open.bind(mock.institution.vault);
  mock.institution.vault.open = (ticket) => {
    const session = open(ticket);
    tokens.push(...session.cells);
    return session;
  };
  const visit = await Visit.start(browser, { device: 'phone', scheme: 'light' });
  await visit.page.goto(mock.payUrl(mock.institution.place({ payOrderNo: 'PMEMORY' })));
  await visit.page.getByRole('button', { name: /支付 ¥/ }).click();
  const keypad = visit.page.frameLocator('iframe');
  await type(visit, keypad, mock.institution.password.slice(0, 5), mock.digits);
  await visit.page.getByLabel('已输入5位').waitFor();
  const typing = await heap(visit);
  assert.ok(typing.includes('PMEMORY'), 'the snapshot shows what is in memory');
  assert.ok(!typing.includes(mock.institution.password.slice(0, 5)), 'the password while it is typed');
  for (const token of tokens) assert.ok(!typing.includes(token), 'a token as text while it is typed');

  const digits = await mock.digits(await visit.sid());
  await keypad.locator('#pad button:not(.erase)').nth(digits.indexOf('1')).click();
  await visit.page.getByText('支付成功').waitFor();
  const paid = await heap(visit);
  assert.ok(!paid.includes(mock.institution.password), 'the password after paying');
  for (const token of tokens) assert.ok(!paid.includes(token), 'a token after paying');
  await visit.context.close();
});
