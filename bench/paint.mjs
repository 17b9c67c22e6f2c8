// Prints the first contentful paint of the page whose address comes on the standard input, in
// milliseconds, one line per fresh browser profile: a CPU four times slower and 1.6 Mbit/s with 150 ms.
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";

const require = createRequire(new URL("../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");

const LOADS = 5;
const PATIENCE_MILLIS = 20_000;
const executablePath = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path && existsSync(path));

const url = (await text(process.stdin)).trim();
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  for (let load = 0; load < LOADS; load++) {
    console.log(await firstPaint());
  }
} finally {
  await browser.close();
}

async function firstPaint() {
  const context = await browser.newContext({ viewport: { width: 390, height: 700 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 150,
      downloadThroughput: (1.6 * 1_000_000) / 8,
      uploadThroughput: (0.75 * 1_000_000) / 8,
    });
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.goto(url, { timeout: PATIENCE_MILLIS });
    const paint = await page.waitForFunction(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
      undefined,
      { timeout: PATIENCE_MILLIS },
    );
    return await paint.jsonValue();
  } finally {
    await context.close();
  }
}
