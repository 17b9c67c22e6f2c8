import type { Browser, FrameLocator, Locator } from 'playwright-core';
import { type, Visit, type Look } from './browser.ts';
import { hears, openConversation, row } from './chat.ts';
import type { World } from './world.ts';

/** What a customer comes with: whose handset it is, and how the pictures of him are named. */
interface Bearing {
  shots: string;
  /** The number of the handset; the demo's first one if there is none. */
  msisdn?: string;
}

/** The customer's hands. */
export class Customer {
  private constructor(
    readonly world: World,
    readonly visit: Visit,
    readonly shots: string,
  ) {
    this.heard = visit.page.locator('[data-message]').last();
  }

  static async start(
    browser: Browser,
    world: World,
    look: Look,
    { shots, msisdn }: Bearing = { shots: 'story' },
  ): Promise<Customer> {
    const visit = await Visit.start(browser, look);
    const address = new URL(world.handsetUrl);
    const own = msisdn ?? world.msisdn;
    if (own) address.searchParams.set('msisdn', own);
    await visit.page.goto(address.href);
    await row(visit.page, '海风咖啡').waitFor();
    return new Customer(world, visit, `${shots}-${look.device}-${look.scheme}`);
  }

  /** The message that was waited for last: the chatbot may have said more since. */
  heard: Locator;

  open(conversation: string): Promise<void> {
    return openConversation(this.visit.page, conversation);
  }

  openShop(): Promise<void> {
    return this.open('海风咖啡');
  }

  /** The conversation with that name is on the screen. */
  async at(name: string): Promise<void> {
    await this.visit.page.getByRole('heading', { name, level: 1 }).waitFor();
    await this.visit.page.locator('main .skeleton').waitFor({ state: 'detached' });
  }

  back(): Promise<void> {
    return this.visit.page.getByRole('button', { name: '返回', exact: true }).click();
  }

  /** Does something and waits for a message after it that says `expected`. */
  async hears(act: () => Promise<unknown>, expected: RegExp): Promise<Locator> {
    this.heard = await hears(this.visit.page, act, expected);
    return this.heard;
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

  get sheet(): Locator {
    return this.visit.page.getByRole('dialog');
  }

  get cashier(): FrameLocator {
    return this.visit.page.frameLocator('[role=dialog] iframe').first();
  }

  get keypad(): FrameLocator {
    return this.cashier.frameLocator('iframe');
  }

  /** Orders the first thing on sale; `way` is the button by which it is to be paid. Gives its amount. */
  async orders(way = '下单支付'): Promise<string> {
    await this.hears(() => this.menu('逛一逛'), new RegExp(way));
    await this.hears(() => this.tap(way), /待支付 ¥/);
    return /¥([\d.]+)/.exec(await this.heard.innerText())?.[1] ?? '';
  }

  /** Orders, and goes to the payment chatbot where it is confirmed. */
  async goesToConfirm(): Promise<{ card: Locator; amount: string }> {
    const amount = await this.orders('消息支付');
    await this.tap('去支付助手');
    await this.at('支付助手');
    const card = this.visit.page
      .locator('[data-message].in')
      .filter({ hasText: `待确认支付 ¥${amount}` })
      .last();
    await card.waitFor();
    return { card, amount };
  }

  types(password: string): Promise<void> {
    return type(this.visit, this.keypad, password, this.world.digits);
  }

  /** Presses the cells of the SDK's keypad; where the digits are the sandbox tells. */
  async typesInSdk(password: string): Promise<void> {
    await this.sheet.getByRole('group', { name: /安全键盘/ }).waitFor();
    const shown = await this.visit.page.evaluate(async () => (await fetch('/api/sdk')).json());
    const digits = await this.world.digits((shown as { sid: string }).sid);
    for (const digit of password)
      await this.sheet.getByRole('button', { name: '键', exact: true }).nth(digits.indexOf(digit)).click();
  }

  async sheetGone(): Promise<void> {
    await this.visit.page.waitForFunction(() => !document.querySelector('[role=dialog]'));
  }

  async closeSheet(): Promise<void> {
    await this.sheet.getByRole('button', { name: '关闭' }).first().click();
    await this.sheetGone();
  }
}
