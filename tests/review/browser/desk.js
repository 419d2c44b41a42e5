// What the tests of the page share: satz, a browser, and hands.
"use strict";

const { execFileSync, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const root = path.resolve(__dirname, "../../..");
const build = path.resolve(process.env.BUILD || path.join(root, "build"));
const satzProgram = path.resolve(process.env.SATZ || path.join(build, "satz"));
const work = path.join(build, "review-desk");
const { chromium } = require(path.join(build, "browser/node_modules/playwright-core"));

fs.rmSync(work, { recursive: true, force: true });
fs.mkdirSync(work, { recursive: true });

const inWork = (name) => path.join(work, name);
const inProject = (name) => path.join(root, name);

// Runs satz in the folder of the tests; the status must be one of those.
function satz(args, statuses = [0]) {
  const run = spawnSync(satzProgram, args, { cwd: work, encoding: "utf8" });
  if (!statuses.includes(run.status)) {
    throw new Error(`satz ${args.join(" ")}: status ${run.status}\n${run.stderr}`);
  }
  return run;
}

// Fills an XLIFF file from a table of translations, as another tool would.
function fillFile(table, from, to) {
  const filled = execFileSync(path.join(build, "fill"), [table, "en-US"], {
    cwd: root, input: fs.readFileSync(inWork(from)), maxBuffer: 1 << 28,
  });
  fs.writeFileSync(inWork(to), filled);
}

// The data of a page that was written.
function pageData(name) {
  const text = fs.readFileSync(inWork(name), "utf8");
  const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(text)[1];
  return JSON.parse(json);
}

// The segments that somebody translates, with what each holds, in the order of the page.
function segmentsOf(data) {
  let number = 0;
  return data.files.flatMap((file) => file.blocks.flatMap((block, b) => block.units.flatMap((unit) =>
    unit.segments.map((segment) => ({
      number: number++,
      block: b,
      fixed: Boolean(unit.fixed) || !unit.edits,
      codes: unit.codes,
      source: segment.source,
      target: segment.target || [],
    })))));
}

const isCode = (part) => typeof part === "number";

let browser = null;

async function openBrowser() {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  return browser;
}

// Opens a page of the folder. What a sound page never does is a problem: errors, dialogs, requests.
async function open(name, options = {}) {
  const context = options.context || await browser.newContext({
    viewport: { width: 1280, height: 800 }, acceptDownloads: true, ...options,
  });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => problems.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`error: ${error.stack}`));
  page.on("dialog", (dialog) => { problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    if (!request.url().endsWith(`/${name}`)) problems.push(`request: ${request.url()}`);
  });
  await page.goto(`file://${inWork(name)}`);
  await page.waitForSelector("html[data-ready]");
  return { page, context, problems };
}

// Waits until checks and the draft have caught up with typing.
const settle = (page) => page.waitForTimeout(450);

const cell = (number) => `#s${number} .en`;

// Types a translation: text as it is, codes by their keys.
async function type(page, segment) {
  const order = segment.source.filter(isCode);
  await page.focus(cell(segment.number));
  for (const part of segment.target) {
    if (!isCode(part)) {
      await page.keyboard.insertText(part);
    } else {
      await page.keyboard.press(`Alt+${order.indexOf(part) + 1}`);
    }
  }
}

// The file and the unit of a segment, as pieces that are pasted name them.
function placeOf(data, segment) {
  for (const file of data.files) {
    const unit = file.blocks.flatMap((block) => block.units).find((each) => each.codes === segment.codes);
    if (unit) return { file: file.checksum, unit: unit.id };
  }
  throw new Error("a segment of another page");
}

// Pastes translations over what is there, codes and all.
async function pasteAll(page, data, segments) {
  const pieces = segments.filter((segment) => !segment.fixed).map((segment) =>
    [segment.number, JSON.stringify({ ...placeOf(data, segment), content: segment.target })]);
  await page.evaluate((all) => {
    for (const [number, text] of all) {
      const node = document.querySelector(`#s${number} .en`);
      const transfer = new DataTransfer();
      transfer.setData("application/x-satz", text);
      node.focus();
      getSelection().selectAllChildren(node);
      node.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
    }
  }, pieces);
}

// Saves, and gives the names of what was downloaded.
async function save(page, count = 1) {
  const names = [];
  const all = new Promise((resolve) => {
    page.on("download", async (download) => {
      const name = `saved-${download.suggestedFilename()}`;
      await download.saveAs(inWork(name));
      names.push(name);
      if (names.length === count) resolve();
    });
  });
  await page.click("#save");
  await all;
  page.removeAllListeners("download");
  return names;
}

const textOf = (page, number) => page.$eval(cell(number), (node) => node.textContent.replaceAll("\u200b", ""));
const findingsOf = (page, number) =>
  page.$$eval(`#s${number} .findings p`, (list) => list.map((each) => `${each.title} ${each.className}`));

module.exports = { satz, fillFile, pageData, segmentsOf, isCode, openBrowser, open, settle, cell, type, pasteAll,
  save, textOf, findingsOf, inWork, inProject, build };
