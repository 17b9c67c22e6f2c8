import type { Locator, Page } from 'playwright-core';

/** Opens the shop's conversation and waits until what was said before is on the screen. */
export async function openShop(page: Page): Promise<void> {
  await page
    .locator('.glass')
    .getByRole('button', { name: /海风咖啡/ })
    .click();
  await page.getByRole('heading', { name: '海风咖啡', level: 1 }).waitFor();
  await page.locator('nav').waitFor();
  await page.locator('main .skeleton').waitFor({ state: 'detached' });
}

/** Does something and waits for a message of the shop that was not there before and says `expected`. */
export async function hears(page: Page, act: () => Promise<unknown>, expected: RegExp): Promise<Locator> {
  const before = await page
    .locator('[data-message]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-message')));
  await act();
  const found = await page.waitForFunction(
    ({ before, pattern }) =>
      [...document.querySelectorAll<HTMLElement>('[data-message].in')].find(
        (one) => !before.includes(one.dataset['message'] ?? '') && new RegExp(pattern).test(one.innerText),
      )?.dataset['message'],
    { before, pattern: expected.source },
  );
  return page.locator(`[data-message="${await found.jsonValue()}"]`);
}
