// How it looks: light and dark, on a desk and on a phone. The pictures are left in build/review-desk;
// those of the README are desk.png and phone.png with fewer colours (ImageMagick: +dither -colors 128 PNG8:).
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const desk = require("./desk.js");

function prepare() {
  fs.copyFileSync(desk.inProject("tests/articles/sample.txt"), desk.inWork("article.txt"));
  desk.satz(["export", "-q", "--force", "article.txt"]);
  desk.fillFile("articles/sample.en.table", "article.xlf", "article.filled.xlf");
  fs.renameSync(desk.inWork("article.filled.xlf"), desk.inWork("article.xlf"));
  desk.satz(["review", "-q", "--force", "article.xlf"]);
}

// An editor at work: a number is wrong, the next sentence waits.
async function work(page) {
  const number = await page.$$eval(".segment", (rows) =>
    rows.findIndex((row) => row.querySelector(".de").textContent.includes("28.500")));
  await page.click(`${desk.cell(number)} .code`);
  await page.keyboard.press("Delete");
  await page.keyboard.insertText("2,850");
  await desk.settle(page);
  return number;
}

const contrast = (page) => page.$eval(".segment .en", (cell) => {
  const light = (color) => color.match(/[\d.]+/g).slice(0, 3).map(Number).reduce((a, b) => a + b, 0);
  return light(getComputedStyle(cell).color) - light(getComputedStyle(document.body).backgroundColor);
});

async function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

module.exports = {
  "on a desk": async () => {
    prepare();
    const { page, problems } = await desk.open("article.review.html", { viewport: { width: 1100, height: 620 } });
    await work(page);
    await page.screenshot({ path: desk.inWork("desk.png") });
    assert.equal(await overflow(page), 0);
    assert.ok(await contrast(page) < 0);
    assert.deepEqual(problems, []);
    await page.context().close();
  },

  "on a phone": async () => {
    prepare();
    const { page, problems } = await desk.open("article.review.html",
      { viewport: { width: 360, height: 720 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 });
    assert.equal(await overflow(page), 0);
    await work(page);
    await page.screenshot({ path: desk.inWork("phone.png") });
    assert.equal(await overflow(page), 0);
    const dock = await page.$eval("#dock", (node) => node.getBoundingClientRect().height);
    assert.ok(dock < 150, `the dock is ${dock} pixels high`);
    assert.deepEqual(problems, []);
    await page.context().close();
  },

  "in the dark": async () => {
    prepare();
    const { page, problems } = await desk.open("article.review.html", { viewport: { width: 1200, height: 760 }, colorScheme: "dark" });
    assert.ok(await contrast(page) > 0);
    await page.screenshot({ path: desk.inWork("dark.png") });
    await page.click("#theme");
    assert.ok(await contrast(page) < 0);
    await page.reload();
    assert.ok(await contrast(page) < 0);
    assert.deepEqual(problems, []);
    await page.context().close();
  },

  "on paper": async () => {
    prepare();
    const { page, problems } = await desk.open("article.review.html");
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.isVisible("#dock"), false);
    assert.equal(await page.isVisible("#save"), false);
    await page.pdf({ path: desk.inWork("article.pdf"), format: "A4" });
    assert.deepEqual(problems, []);
    await page.context().close();
  },

  "the keys": async () => {
    prepare();
    const { page, problems } = await desk.open("article.review.html");
    await page.keyboard.press("?");
    assert.ok(await page.isVisible("#help"));
    assert.ok((await page.$$("#keys tr")).length > 15);
    await page.screenshot({ path: desk.inWork("keys.png") });
    await page.keyboard.press("Escape");
    assert.equal(await page.isVisible("#help"), false);
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "search");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+ArrowDown");
    await page.keyboard.press("Alt+ArrowDown");
    await page.keyboard.press("Alt+ArrowUp");
    assert.equal(await page.evaluate(() => document.activeElement.closest(".segment").id), "s0");
    assert.deepEqual(problems, []);
    await page.context().close();
  },
};
