// Looks at written pages in a real browser and says what is wrong with them.
//
//   npm ci && node check.mjs [--pictures FOLDER] [--text WORDS]... PAGE.html ...
//
// For each page: no error on the console, no request, no violation found by axe (light, dark, print),
// no scrolling sideways from 360 to 1600 pixels, charts and folds within reach of the keyboard, and
// all of it readable with scripts switched off. With `--text` the page must show these words as they
// are: markup in names from files arrives as text. Leaves with 1 when something is wrong.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";
const WIDTHS = [360, 390, 500, 621, 760, 761, 900, 1064, 1280, 1600];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const given = process.argv.slice(2);
const at = given.indexOf("--pictures");
const pictures = at < 0 ? null : given.splice(at, 2)[1];
const texts = [];
for (let next = given.indexOf("--text"); next >= 0; next = given.indexOf("--text")) texts.push(given.splice(next, 2)[1]);
if (!given.length) {
  console.error("usage: node check.mjs [--pictures FOLDER] PAGE.html ...");
  process.exit(2);
}

if (!existsSync(BROWSER)) {
  console.error(`skipped: there is no browser at ${BROWSER}; name one in CHROMIUM`);
  process.exit(process.env.CI === "true" ? 1 : 0);
}

const findings = [];
const found = (page, text) => findings.push(`${page}: ${text}`);

/** A page in a context of its own; whatever it asks for or complains of is a finding. */
async function open(browser, path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1064, height: 1400 }, ...options });
  const page = await context.newPage();
  const name = basename(path, ".html");
  const address = pathToFileURL(resolve(path)).href;
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) found(name, `console: ${message.text()}`);
  });
  page.on("pageerror", (error) => found(name, `script: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith("data:")) found(name, `asks for ${url}`);
  });
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready);
  return { context, page, name };
}

async function unfold(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
}

async function axe(page, name, how) {
  // Through the debugger, so that the page's own policy is not in the way.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  for (const violation of violations) {
    const where = violation.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ");
    found(name, `axe, ${how}: ${violation.id}: ${violation.help} (${violation.nodes.length}: ${where})`);
  }
}

async function looks(browser, path) {
  const ways = [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["print", { media: "print", colorScheme: "light" }],
    ["print from the dark", { media: "print", colorScheme: "dark" }],
  ];
  for (const [how, media] of ways) {
    const { context, page, name } = await open(browser, path);
    await page.emulateMedia(media);
    if (pictures) await page.screenshot({ path: `${pictures}/${name}-${how.replaceAll(" ", "-")}.png`, fullPage: true });
    await unfold(page);
    await axe(page, name, how);
    await context.close();
  }
  const { context, page, name } = await open(browser, path, { viewport: { width: 360, height: 800 }, hasTouch: true });
  if (pictures) await page.screenshot({ path: `${pictures}/${name}-360.png`, fullPage: true });
  await unfold(page);
  await axe(page, name, "360 px");
  await context.close();
}

async function widths(browser, path) {
  const { context, page, name } = await open(browser, path);
  for (const folds of ["closed", "open"]) {
    if (folds === "open") await unfold(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate(() => {
        const root = document.documentElement;
        const wide = [...document.querySelectorAll("body *")].find((element) =>
          !element.closest(".scroll, .unseen, svg") && element.getBoundingClientRect().right > root.clientWidth + 1);
        return { by: root.scrollWidth - root.clientWidth, wide: wide && wide.outerHTML.slice(0, 80) };
      });
      if (over.by > 0 || over.wide) found(name, `${width} px, folds ${folds}: ${over.by} px too wide, ${over.wide}`);
    }
  }
  await context.close();
}

/** Every chart with marks is reached by Tab, and its arrow keys read out every mark. */
async function keyboard(browser, path) {
  const { context, page, name } = await open(browser, path);
  const charts = await page.evaluate(() =>
    [...document.querySelectorAll(".plot")].filter((plot) => plot.checkVisibility() && plot.querySelector(".mark")).length);
  const reached = new Set();
  let steps = 0;
  for (; steps < 400; steps += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const plot = element.closest(".plot");
      const readout = plot && plot.nextElementSibling;
      return { chart: plot ? [...document.querySelectorAll(".plot")].indexOf(plot) : -1,
        label: element.getAttribute("aria-label"), said: readout && readout.textContent };
    });
    if (!here) break;
    if (here.chart < 0 || reached.has(here.chart)) continue;
    reached.add(here.chart);
    if (here.said !== here.label) found(name, `chart ${here.chart} does not read out: ${here.label}`);
    await page.keyboard.press("ArrowRight");
    const next = await page.evaluate(() => {
      const element = document.activeElement;
      const marks = [...element.closest(".plot").querySelectorAll(".mark")];
      return { at: marks.indexOf(element), marks: marks.length, label: element.getAttribute("aria-label"),
        said: element.closest(".plot").nextElementSibling.textContent };
    });
    if (next.marks > 1 && (next.at !== 1 || next.said !== next.label)) found(name, `chart ${here.chart}: arrow keys do not move`);
    await page.keyboard.press("End");
  }
  if (reached.size < charts) found(name, `the keyboard reaches ${reached.size} of ${charts} charts`);
  if (steps === 400) found(name, "the keyboard finds no end of the page");
  const mark = page.locator(".plot:visible .mark").first();
  if (await mark.count()) {
    await mark.hover();
    const said = await mark.evaluate((element) => element.closest(".plot").nextElementSibling.textContent);
    if (!said) found(name, "pointing at a chart reads nothing out");
  }
  const link = page.locator("a.origin:visible").first();
  if (await link.count()) {
    await link.click();
    const shown = await page.evaluate(() => document.getElementById(location.hash.slice(1))?.checkVisibility());
    if (!shown) found(name, "a mark does not lead to its method");
  }
  await context.close();
  return charts;
}

/** With scripts off the same text is there, and nothing hangs on them. */
async function scriptless(browser, path) {
  const words = async (options) => {
    const { context, page, name } = await open(browser, path, options);
    const text = (await page.locator("body").innerText()).replace(/\s+/g, " ").trim();
    await context.close();
    return { text, name };
  };
  const bare = await words({ javaScriptEnabled: false });
  const full = await words({});
  if (bare.text !== full.text) found(bare.name, "reads differently with scripts off");
  if (!bare.text) found(bare.name, "is empty with scripts off");
}

/** What comes from files is shown as it is, and does nothing. */
async function asText(browser, path) {
  const { context, page, name } = await open(browser, path);
  await unfold(page);
  const seen = await page.evaluate(() => ({ text: document.body.textContent, title: document.title,
    // A copy's own figures are data: a script of no kind that is ever run.
    scripts: [...document.scripts].filter((it) => it.type !== "application/json").length, images: document.images.length }));
  for (const text of texts) if (!seen.text.includes(text)) found(name, `does not show ${text}`);
  if (seen.scripts !== 1 || seen.images || seen.title === "owned") found(name, "words from a file became markup");
  await context.close();
}

const browser = await chromium.launch({
  executablePath: BROWSER,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const left = [...given];
  const lookAtAllLeft = async () => {
    for (let path = left.shift(); path; path = left.shift()) {
      await looks(browser, path);
      await widths(browser, path);
      const charts = await keyboard(browser, path);
      await scriptless(browser, path);
      if (texts.length) await asText(browser, path);
      console.log(`${basename(path)}: looked at, ${charts} charts`);
    }
  };
  // Two at a time, each in contexts of its own.
  await Promise.all([lookAtAllLeft(), lookAtAllLeft()]);
} finally {
  await browser.close();
}
for (const finding of findings) console.error(finding);
console.log(`${given.length} pages, ${findings.length} findings`);
process.exit(findings.length ? 1 : 0);
