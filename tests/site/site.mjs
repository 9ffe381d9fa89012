// Opens every kind of page of the internal and the public site of two examples, those of a network with a wide map,
// and the divided pages of a large one, in Chromium: accessibility (axe-core), no sideways scroll, the policy obeyed,
// nothing fetched from elsewhere, nothing internal in the public one, the keyboard through map and search.
// Usage: node site.mjs INTERNAL PUBLIC LARGE OTHER OTHER-PUBLIC WIDE [FOLDER FOR PICTURES]
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [folder, publicFolder, largeFolder, otherFolder, otherPublicFolder, wideFolder, pictures] = process.argv.slice(2).map((path) => resolve(path));
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tally = { passed: 0, failed: 0 };

function check(holds, what) {
  tally[holds ? "passed" : "failed"] += 1;
  if (!holds) console.log(`FAILED ${what}`);
}

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".ics": "text/calendar" };
const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  try {
    const bytes = await readFile(join(folder, path));
    response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}/`;

// One page of every kind; of agreements all, for they differ most.
async function pages(folder, withEnglish) {
  const all = async (name) => (await readdir(join(folder, name))).filter((file) => file.endsWith(".html") && file !== "index.html").sort();
  const agreements = (await all("sopimukset")).map((file) => `sopimukset/${file}`);
  const regions = await all("alueet");
  const finnish = [
    "index.html",
    ...["alueet", "organisaatiot", "ryhmat", "kalenteri", "arkisto", "haku"].map((name) => `${name}/index.html`),
    ...[regions[0], regions.at(-1)].map((file) => `alueet/${file}`),
    ...agreements,
    `organisaatiot/${(await all("organisaatiot"))[0]}`,
    `ryhmat/${(await all("ryhmat"))[0]}`,
  ];
  const english = ["index.html", "alueet/index.html", "haku/index.html", agreements[0]];
  return [...finnish, ...(withEnglish ? english.map((page) => `en/${page}`) : [])];
}

// The pages into which a large site is divided.
const divided = [
  "index.html",
  "sopimukset/voimassa/2018.html",
  "alueet/lansi.html",
  "alueet/kunnat/rovaniemi.html",
  "organisaatiot/index.html",
  "organisaatiot/kirjain/o.html",
  "en/organisaatiot/kirjain/o/2.html",
  "ryhmat/kirjain/l.html",
  "kalenteri/index.html",
  "kalenteri/2018.html",
  "kalenteri/toistuvat/2018/2.html",
];

// axe-core runs from outside of the page, so that the policy of the page stays as it is.
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((one) => `${one.id}: ${one.nodes[0].html} ${one.nodes[0].failureSummary}`);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

async function open(width, scheme) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
  const page = await context.newPage();
  page.wrong = [];
  page.on("console", (message) => { if (message.type() === "error") page.wrong.push(message.text()); });
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(origin) && !request.url().startsWith("file:")) page.wrong.push(request.url()); });
  page.on("response", (response) => { if (response.status() >= 400) page.wrong.push(`${response.status()} ${response.url()}`); });
  return page;
}

// What holds of every page.
async function look(page, start, path, where) {
  page.wrong.length = 0;
  await page.goto(start + path);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(wide <= 0, `${where}: scrolls sideways by ${wide}`);
  check(page.wrong.length === 0, `${where}: ${page.wrong.join("; ")}`);
  const found = await violations(page);
  check(found.length === 0, `${where}: ${found.join("\n  ")}`);
  if (pictures) await page.screenshot({ path: join(pictures, `${where.replaceAll(/[/ ]/g, "-")}.png`) });
}

for (const width of [320, 1200]) {
  for (const scheme of ["light", "dark"]) {
    const page = await open(width, scheme);
    // The English pages have the same form: a few of them in half of the looks are enough.
    const withEnglish = (width === 320) === (scheme === "dark");
    for (const path of await pages(folder, withEnglish)) await look(page, origin, path, `${path} at ${width} ${scheme}`);
    // The public edition as from a disk: it may ask for nothing but its own files.
    for (const path of await pages(publicFolder, withEnglish)) {
      await look(page, pathToFileURL(publicFolder).href + "/", path, `public ${path} at ${width} ${scheme}`);
      const said = await page.evaluate(() => document.body.textContent);
      check(!/Sisäinen versio|Internal edition/.test(said), `public ${path}: says that it is internal`);
    }
    // Networks with other regions: the internal edition in half of the looks, the public one in the others.
    for (const [name, start] of [["other", withEnglish ? otherFolder : otherPublicFolder], ["wide", wideFolder]]) {
      for (const path of await pages(start, true)) await look(page, pathToFileURL(start).href + "/", path, `${name} ${path} at ${width} ${scheme}`);
    }
    // The divided pages are long: half of the looks.
    if (withEnglish) for (const path of divided) {
      await look(page, pathToFileURL(largeFolder).href + "/", path, `large ${path} at ${width} ${scheme}`);
      const ways = await page.evaluate(() => [...document.querySelectorAll(".parts")].map((nav) => ({
        n: nav.querySelectorAll("a").length,
        nCurrent: nav.querySelectorAll("[aria-current]").length,
        smallest: Math.min(...[...nav.querySelectorAll("a")].flatMap((a) => [a.offsetWidth, a.offsetHeight])),
      })));
      check(ways.length > 0, `${path}: leads to its parts`);
      for (const way of ways) check(way.n > 0 && way.nCurrent <= 1 && way.smallest >= 24, `${path}: ${JSON.stringify(way)}`);
    }
    await page.context().close();
  }
}

// Between the screens above, where tables are not yet set as lists.
const tablet = await open(720, "light");
for (const path of await pages(folder, false)) {
  await tablet.goto(origin + path);
  const beyond = await tablet.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(beyond <= 0, `${path} at 720: scrolls sideways by ${beyond}`);
}
await tablet.context().close();

// No file of the public edition has the mark of the internal one, or tells of an agreement that is not public.
async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(entries.filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name), "utf8")));
}
const agreements = async (folder) => (await readdir(join(folder, "sopimukset"))).map((file) => file.replace(".html", ""));
const published = new Set(await agreements(publicFolder));
const internal = ["Sisäinen versio", "Internal edition", "noindex", ...(await agreements(folder)).filter((id) => !published.has(id))];
const [known, told] = [await files(folder), await files(publicFolder)];
// The site of another network has nothing of the model case.
for (const text of [await files(otherFolder), await files(otherPublicFolder)].flat()) {
  const foreign = text.match(/Lapin|Lappi|Lapland|Länsi|Tunturi|Saamelais/);
  check(foreign === null, `the site of another network says “${foreign}”`);
}
check(internal.length > 3, "the internal edition has an agreement that is not public");
for (const word of internal) {
  check(known.some((text) => text.includes(word)), `the internal edition says “${word}”`);
  check(!told.some((text) => text.includes(word)), `the public edition says “${word}”`);
}

// The words of every map are at least 12 pixels high on a narrow screen and on a wide one, and stay in their tiles; those of
// the examples are not even narrowed.
const starts = { example: origin, other: pathToFileURL(otherFolder).href + "/", wide: pathToFileURL(wideFolder).href + "/" };
for (const width of [320, 1200]) {
  const page = await open(width, "light");
  for (const [name, start] of Object.entries(starts)) for (const path of ["index.html", "alueet/index.html", "en/alueet/index.html"]) {
    await page.goto(start + path);
    const words = await page.evaluate(() => [...document.querySelectorAll(".map a")].flatMap((tile) => {
      const edge = tile.querySelector(".edge").getBoundingClientRect();
      return [...tile.querySelectorAll("text")].map((text) => {
        const box = text.getBoundingClientRect();
        return {
          word: text.textContent,
          size: parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a,
          isNarrowed: text.hasAttribute("textLength"),
          fits: box.left >= edge.left && box.right <= edge.right && box.top >= edge.top && box.bottom <= edge.bottom,
        };
      });
    }));
    const where = `${name} ${path} at ${width}`;
    check(words.length > 8, `${where}: the map has words`);
    const [small, outside] = [words.filter((one) => one.size < 12), words.filter((one) => !one.fits)];
    check(small.length === 0, `${where}: smaller than 12 pixels: ${JSON.stringify(small)}`);
    check(outside.length === 0, `${where}: does not fit into its tile: ${JSON.stringify(outside)}`);
    check(name === "wide" || words.every((one) => !one.isNarrowed), `${where}: a word is narrowed`);
  }
  await page.context().close();
}

// A wide map scrolls in its own box, with the keyboard, too.
const narrow = await open(320, "light");
await narrow.goto(`${starts.wide}alueet/index.html`);
await narrow.focus(".scroll");
await narrow.keyboard.press("ArrowRight");
await narrow.waitForFunction(() => document.querySelector(".scroll").scrollLeft > 0);
const outline = await narrow.evaluate(() => getComputedStyle(document.querySelector(".scroll")).outlineStyle);
check(outline === "solid", `the box of a wide map shows that it has the keyboard: ${outline}`);
await narrow.focus('.map a[aria-label^="Esimerkki-Ylistaron"]');
const seen = await narrow.evaluate(() => {
  const [tile, box] = [document.activeElement, document.querySelector(".scroll")].map((one) => one.getBoundingClientRect());
  return tile.left < box.right && tile.right > box.left;
});
check(seen, "a tile of a wide map that has the keyboard is seen");
await narrow.goto(`${starts.other}alueet/index.html`);
check((await narrow.locator(".scroll").count()) === 0, "a map that fits has no box");
await narrow.goto(origin + "alueet/index.html");

// The front page between the narrow and the wide, and on a large screen: its parts stay beside each other.
for (const width of [640, 800, 880, 1000, 1600]) {
  const page = await open(width, "light");
  for (const path of ["index.html", "en/index.html"]) {
    await page.goto(origin + path);
    const overlaps = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll(".start > *")].map((part) => [...part.querySelectorAll("*")].reduce((all, one) => {
        const box = one.getBoundingClientRect();
        if (box.width < 2) return all;
        return { left: Math.min(all.left, box.left), right: Math.max(all.right, box.right), top: Math.min(all.top, box.top), bottom: Math.max(all.bottom, box.bottom) };
      }, { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }));
      const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      return boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) => over(a, b))).length;
    });
    check(overlaps === 0, `${path} at ${width}: ${overlaps} parts overlap`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(wide <= 0, `${path} at ${width}: scrolls sideways by ${wide}`);
  }
  await page.context().close();
}

// With the keyboard alone: the skip link, a square of the map, its page.
await narrow.keyboard.press("Tab");
check(await narrow.evaluate(() => document.activeElement.className === "skip"), "the first stop skips to the content");
const stops = [];
for (let n = 0; n < 60; n += 1) {
  await narrow.keyboard.press("Tab");
  stops.push(await narrow.evaluate(() => document.activeElement.closest("svg") ? document.activeElement.getAttribute("aria-label") : ""));
}
const squares = stops.filter(Boolean);
check(new Set(squares).size === 21, `the keyboard reaches ${new Set(squares).size} squares`);
check(squares.some((name) => name.startsWith("Enontekiö: Tunturi, Saamelaisalue")), "a square says all its areas");
await narrow.goto(`${origin}alueet/index.html`);
await narrow.focus(".map a");
await narrow.keyboard.press("Enter");
await narrow.waitForURL(/alueet\/[a-z]+\.html#/);
check(true, "a square leads to its area");

// Search from the front page, with the keyboard, by every spelling; and a page opened from the disk.
for (const start of [origin, pathToFileURL(folder).href + "/"]) {
  const page = await open(1200, "light");
  await page.goto(`${start}index.html`);
  await page.focus("#q");
  await page.keyboard.type("KOORDINAATIO");
  await page.keyboard.press("Enter");
  await page.waitForURL(/haku\/index\.html\?q=/);
  const hits = () => page.locator("#osumat a").count();
  const told = () => page.locator("#maara").textContent();
  check((await hits()) > 0, `${start}: the search of the front page finds something`);
  check(/osum/.test(await told()), `${start}: the number of hits is told`);
  for (const typed of ["sodankyla", "SODANKYLÄ", "Suäʹđjel", "suad'jel", "soadegilli", "anar"]) {
    await page.fill("#q", typed);
    check((await hits()) > 0, `${start}: “${typed}” is found`);
  }
  // By words that the pages have in other forms.
  for (const [typed, least] of [["viestintä", 2], ["neuvonnan", 5], ["KUNNAT", 5]]) {
    await page.fill("#q", typed);
    check((await hits()) >= least, `${start}: “${typed}” is found in its forms`);
  }
  await page.fill("#q", "eiolesellaista");
  check((await hits()) === 0 && (await told()).length > 0, `${start}: nothing found is told`);
  await page.fill("#q", "saamelaisalue");
  await page.focus("#osumat a");
  await page.keyboard.press("Enter");
  await page.waitForURL(/alueet|ryhmat|organisaatiot|sopimukset/);
  check(page.wrong.length === 0, `${start}: ${page.wrong.join("; ")}`);
  const styled = await page.evaluate(() => getComputedStyle(document.querySelector(".hidden, .skip")).position === "absolute");
  check(styled, `${start}: the style is there`);
  const found = await violations(page);
  check(found.length === 0, `${start} hits: ${found.join("\n  ")}`);
  await page.context().close();
}

await browser.close();
server.close();
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed ? 1 : 0;
