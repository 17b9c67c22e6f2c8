import type { Browser, FrameLocator, Locator } from 'playwright-core';
import { type, Visit, type Look } from './browser.ts';
import { hears, openShop } from './chat.ts';
import type { World } from './world.ts';

/** The customer's hands. */
export class Customer {
  private constructor(
    readonly world: World,
    readonly visit: Visit,
    readonly shots: string,
  ) {
    this.heard = visit.page.locator('[data-message]').last();
  }

  static async start(browser: Browser, world: World, look: Look): Promise<Customer> {
    const visit = await Visit.start(browser, look);
    await visit.page.goto(world.handsetUrl);
    await visit.page
      .locator('.glass')
      .getByRole('button', { name: /海风咖啡/ })
      .waitFor();
    return new Customer(world, visit, `story-${look.device}-${look.scheme}`);
  }

  /** The message that was waited for last: the shop may have said more since. */
  heard: Locator;

  openShop(): Promise<void> {
    return openShop(this.visit.page);
  }

  /** Does something and waits for a message after it that says `expected`. */
  async hears(act: () => Promise<unknown>, expected: RegExp): Promise<void> {
    this.heard = await hears(this.visit.page, act, expected);
  }

  menu(name: string): Promise<void> {
    return this.visit.page.locator('nav').getByRole('button', { name }).click();
  }

  tap(name: string): Promise<void> {
    return this.heard.getByRole('button', { name }).first().click();
  }

  chip(name: string): Promise<void> {
    return this.visit.page.locator('.chips').getByRole('button', { name }).click();
  }

  shot(name: string): Promise<string> {
    return this.visit.shot(`${this.shots}-${name}`);
  }

  get cashier(): FrameLocator {
    return this.visit.page.frameLocator('[role=dialog] iframe').first();
  }

  get keypad(): FrameLocator {
    return this.cashier.frameLocator('iframe');
  }

  async orders(): Promise<string> {
    await this.hears(() => this.menu('逛一逛'), /下单支付/);
    await this.hears(() => this.tap('下单支付'), /待支付 ¥/);
    return /¥([\d.]+)/.exec(await this.heard.innerText())?.[1] ?? '';
  }

  types(password: string): Promise<void> {
    return type(this.visit, this.keypad, password, this.world.digits);
  }

  async sheetGone(): Promise<void> {
    await this.visit.page.waitForFunction(() => !document.querySelector('[role=dialog]'));
  }

  async closeSheet(): Promise<void> {
    await this.visit.page.getByRole('dialog').getByRole('button', { name: '关闭' }).first().click();
    await this.sheetGone();
  }
}
