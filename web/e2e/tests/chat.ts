import type { Locator, Page } from 'playwright-core';

/** A conversation in the list, by its name: others' last words may say it too. */
export function row(page: Page, name: string): Locator {
  return page.locator('.glass button.row', { has: page.locator('strong').getByText(name, { exact: true }) });
}

/** Opens a conversation from the list and waits until what was said before is on the screen. */
export async function openConversation(page: Page, name: string): Promise<void> {
  await row(page, name).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  await page.locator('nav').waitFor();
  await page.locator('main .skeleton').waitFor({ state: 'detached' });
}

/** Does something and waits for a message that was not there before and says `expected`. */
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
