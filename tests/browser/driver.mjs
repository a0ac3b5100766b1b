// Drives headless Chromium for the tests and for the pictures: reads one command a line, as JSON, and answers each with a line.
//
//   node driver.mjs MODULES CHROMIUM PROFILE
//
// MODULES is the folder whose node_modules hold playwright-core and axe-core, PROFILE an empty folder for the browser.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";

const [modules, executablePath, profile] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const limit = 15_000;
const args = ["no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking", "disable-component-update", "disable-sync"];
const context = await chromium.launchPersistentContext(profile, {
  executablePath,
  headless: true,
  args: args.map((name) => `--${name}`),
});
const page = context.pages()[0] ?? (await context.newPage());
page.setDefaultTimeout(limit);
const complaints = [];
page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
page.on("pageerror", (error) => complaints.push(String(error)));

const commands = {
  look: async ({ width, height, scheme }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  },
  open: async ({ url }) => (await page.goto(url)).status(),
  run: ({ script }) => page.evaluate(script),
  // The page's policy refuses what waitForFunction would put into it.
  wait: async ({ script }) => {
    for (const end = Date.now() + limit; !(await page.evaluate(script)); await setTimeout(50)) {
      if (Date.now() > end) throw new Error(`after ${limit / 1000} seconds it is still not so: ${script}`);
    }
  },
  press: ({ key }) => page.keyboard.press(key),
  picture: async ({ file }) => {
    await page.screenshot({ path: file, animations: "disabled", caret: "hide" });
  },
  whole: async ({ file }) => {
    await page.screenshot({ path: file, animations: "disabled", caret: "hide", fullPage: true });
  },
  // What axe finds wrong, a line each.
  axe: async () => {
    await page.evaluate(axe); // by the browser's own protocol, which the page's policy does not keep out
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
  },
  // What the browser complained of since the last time.
  complaints: () => complaints.splice(0),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...rest } = JSON.parse(line);
  let answer;
  try {
    answer = { value: (await commands[command](rest)) ?? null };
  } catch (error) {
    answer = { error: String(error) };
  }
  console.log(JSON.stringify(answer));
}
await context.close();
