import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Frame,
  type FrameLocator,
  type Page,
  type Request,
} from 'playwright-core';

const shots = join(import.meta.dirname, '..', 'shots');

export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // With a process per site, clicks into a frame are lost for a while after each screenshot.
      '--disable-features=IsolateOrigins,site-per-process',
      '--disable-site-isolation-trials',
    ],
  });
}

export interface Look {
  device: 'phone' | 'desktop';
  scheme: 'light' | 'dark';
}

/** A page with everything watched that must never happen: errors, other hosts, secrets on the way out. */
export class Visit {
  readonly requests: { url: string; body: string }[] = [];
  readonly errors: string[] = [];
  #sid: Promise<string> = Promise.resolve('');

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('console', (message) => message.type() === 'error' && this.errors.push(message.text()));
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('request', (request) => this.#note(request));
    page.on('response', (response) => {
      if (!response.url().endsWith('/keypad/v1/sessions') || !response.ok()) return;
      this.#sid = response.json().then((session: { sid: string }) => session.sid);
    });
  }

  static async start(browser: Browser, look: Look): Promise<Visit> {
    const phone = look.device === 'phone';
    const context = await browser.newContext({
      viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
      deviceScaleFactor: phone || process.env['README_SHOT'] ? 2 : 1,
      isMobile: phone,
      hasTouch: phone,
      colorScheme: look.scheme,
      // A click aims at where a thing is inside its frame and misses while the sheet around it still moves.
      reducedMotion: 'reduce',
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    context.setDefaultTimeout(15_000);
    return new Visit(context, await context.newPage());
  }

  #note(request: Request): void {
    this.requests.push({ url: request.url(), body: request.postData() ?? '' });
  }

  /** The session of the keypad that is on the screen now. */
  sid(): Promise<string> {
    return this.#sid;
  }

  async shot(name: string): Promise<string> {
    await mkdir(shots, { recursive: true });
    const path = join(shots, `${name}.png`);
    await this.page.waitForTimeout(350);
    await this.page.screenshot({ path });
    return path;
  }

  /** Nothing went wrong that a user's browser would have logged, and nothing left this machine. */
  assertClean(allowed: RegExp[] = []): void {
    assert.deepEqual(
      this.errors.filter((error) => !allowed.some((pattern) => pattern.test(error))),
      [],
    );
    const hosts = new Set(
      this.requests
        .map(({ url }) => url)
        .filter((url) => /^http/.test(url))
        .map((url) => new URL(url).hostname),
    );
    for (const host of hosts) assert.match(host, /^(127\.0\.0\.1|localhost)$/);
  }

  /** The password is in no address, body, page or storage of any frame. */
  async assertSecret(password: string): Promise<void> {
    for (const { url, body } of this.requests) {
      assert.ok(!url.includes(password), `the password in ${url}`);
      assert.ok(!body.includes(password), `the password in the body of ${url}`);
    }
    let looked = 0;
    for (const frame of this.page.frames()) {
      const kept = await keeps(frame);
      if (!kept) continue;
      looked++;
      assert.ok(!kept.page.includes(password), `the password in the page ${frame.url()}`);
      assert.deepEqual([kept.local, kept.session, kept.databases, kept.cookies], ['{}', '{}', 0, '']);
    }
    assert.ok(looked, 'no frame was there to look into');
    const { cookies, origins } = await this.context.storageState({ indexedDB: true });
    assert.deepEqual([cookies, origins], [[], []], 'a frame that is gone left something behind');
  }
}

/** What a frame shows and stores; nothing if its sheet closes while we look. */
async function keeps(frame: Frame) {
  try {
    return await frame.evaluate(async () => ({
      page: document.documentElement.outerHTML,
      local: JSON.stringify(localStorage),
      session: JSON.stringify(sessionStorage),
      databases: (await indexedDB.databases()).length,
      cookies: document.cookie,
    }));
  } catch (failure) {
    if (frame.isDetached()) return undefined;
    throw failure;
  }
}

/** Touches the cells that stand for the digits; only the sandbox can tell which those are. */
export async function type(
  visit: Visit,
  keypad: FrameLocator,
  password: string,
  digitsOf: (sid: string) => Promise<string>,
): Promise<void> {
  await keypad.locator('#pad.ready:not(.done)').waitFor();
  const digits = await digitsOf(await visit.sid());
  for (const digit of password) {
    const cell = digits.indexOf(digit);
    await keypad.locator('#pad button:not(.erase)').nth(cell).click();
  }
}
