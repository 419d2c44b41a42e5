// A translator without a tool: fills an article, breaks a number, closes the window, saves, merges.
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const desk = require("./desk.js");

const real = desk.inProject("../shared/article/article.txt");

// The page of an article, and what is to be typed into it.
function prepare(name, article, table) {
  fs.copyFileSync(article, desk.inWork(`${name}.txt`));
  fs.chmodSync(desk.inWork(`${name}.txt`), 0o644);
  desk.satz(["export", "-q", `${name}.txt`]);
  desk.fillFile(table, `${name}.xlf`, `${name}.filled.xlf`);
  desk.satz(["review", "-q", `${name}.xlf`]);
  desk.satz(["review", "-q", `${name}.filled.xlf`]);
  return desk.segmentsOf(desk.pageData(`${name}.filled.review.html`));
}

const isValue = (segment, part) => desk.isCode(part) && segment.codes[part].kind === "point";
const hasValue = (segment) => segment.source.some((part) => isValue(segment, part));

// A number that another takes the place of is found; undone, it is sound again.
async function breakNumber(page, segment) {
  const before = await desk.textOf(page, segment.number);
  const code = segment.source.find((part) => isValue(segment, part));
  await page.click(`${desk.cell(segment.number)} [data-code="${code}"]`);
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(" 77,777 ");
  await desk.settle(page);
  const findings = await desk.findingsOf(page, segment.number);
  assert.ok(findings.includes("code-missing error"), findings.join());
  assert.ok(findings.includes("number-added warning"), findings.join());
  while (await desk.textOf(page, segment.number) !== before) await page.keyboard.press("Control+z");
  await desk.settle(page);
  assert.deepEqual(await desk.findingsOf(page, segment.number), []);
}

// A code goes a word on, and back.
async function moveCode(page, segment) {
  const before = await desk.textOf(page, segment.number);
  const code = segment.target.find((part) => isValue(segment, part));
  await page.click(`${desk.cell(segment.number)} [data-code="${code}"]`);
  await page.keyboard.press("Alt+ArrowRight");
  assert.notEqual(await desk.textOf(page, segment.number), before);
  await page.keyboard.press("Control+z");
  assert.equal(await desk.textOf(page, segment.number), before);
}

const lines = (text) => text.split("\n").filter((line) => line !== "");

// Types the segments of the first blocks, ten at least, with a reload among them.
async function typeBeginning(name, segments) {
  const { page, problems } = await desk.open(`${name}.review.html`);
  const free = segments.filter((segment) => !segment.fixed && segment.target.length > 0);
  const last = free[9].block;
  const first = free.filter((segment) => segment.block <= last);
  for (const segment of first.slice(0, 5)) await desk.type(page, segment);
  await desk.settle(page);
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  for (const segment of first.slice(5)) await desk.type(page, segment);
  await desk.settle(page);
  for (const segment of first) assert.deepEqual(await desk.findingsOf(page, segment.number), []);
  const numbered = first.find(hasValue);
  await moveCode(page, numbered);
  await breakNumber(page, numbered);
  const [saved] = await desk.save(page);
  assert.deepEqual(problems, []);
  await page.context().close();
  return { saved, blocks: last + 1 };
}

async function compareBeginning(name, segments, expected) {
  const { saved, blocks } = await typeBeginning(name, segments);
  desk.satz(["merge", "-q", "--partial", "-o", `${name}.begun.txt`, saved], [1]);
  const got = lines(fs.readFileSync(desk.inWork(`${name}.begun.txt`), "utf8"));
  const want = lines(expected);
  assert.equal(got.length, want.length);
  assert.deepEqual(got.slice(0, blocks), want.slice(0, blocks));
}

module.exports = {
  "the first ten sentences of the sample article": async () => {
    const segments = prepare("sample", desk.inProject("tests/articles/sample.txt"), "articles/sample.en.table");
    await compareBeginning("sample", segments,
      fs.readFileSync(desk.inProject("tests/articles/sample.en-US.txt"), "utf8"));
  },

  "the first ten sentences of the real article": async () => {
    if (!fs.existsSync(real)) {
      console.log("  (left out: ../shared/article is not there)");
      return;
    }
    const segments = prepare("real", real, "articles/real.en.table");
    desk.satz(["merge", "-q", "--partial", "-o", "real.half.txt", "real.filled.xlf"], [1]);
    await compareBeginning("real", segments, fs.readFileSync(desk.inWork("real.half.txt"), "utf8"));
  },

  "all of the sample article, by keys alone": async () => {
    const segments = prepare("whole", desk.inProject("tests/articles/sample.txt"), "articles/sample.en.table");
    const { page, problems } = await desk.open("whole.review.html");
    await page.focus(desk.cell(0));
    for (const segment of segments.filter((each) => !each.fixed)) {
      const focused = await page.evaluate(() => document.activeElement.closest(".segment").id);
      assert.equal(focused, `s${segment.number}`);
      await desk.type(page, segment);
      await page.keyboard.press("Enter");
    }
    assert.match(await page.textContent("#progress-text"), /^100%/);
    const [saved] = await desk.save(page);
    assert.deepEqual(problems, []);
    desk.satz(["check", "-q", "--strict", saved]);
    desk.satz(["merge", "-q", "-o", "whole.en.txt", saved]);
    assert.equal(fs.readFileSync(desk.inWork("whole.en.txt"), "utf8"),
      fs.readFileSync(desk.inProject("tests/articles/sample.en-US.txt"), "utf8"));
    await page.context().close();
  },

  "nothing changed: the same bytes": async () => {
    const { page, problems } = await desk.open("sample.review.html");
    const [saved] = await desk.save(page);
    assert.ok(fs.readFileSync(desk.inWork(saved)).equals(fs.readFileSync(desk.inWork("sample.xlf"))));
    assert.deepEqual(problems, []);
    await page.context().close();
  },
};
