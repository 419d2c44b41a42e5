// Codes can be moved in every way, and broken in none.
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const desk = require("./desk.js");

const article = "Am 22. Oktober kamen 12.000 Menschen. „Das ist viel“, sagte sie. Auch 3,5 Prozent.\n";

// The page of a small article, the cursor in its first sentence.
async function openSmall(name, target) {
  fs.writeFileSync(desk.inWork(`${name}.txt`), article);
  desk.satz(["export", "-q", "--force", `${name}.txt`]);
  desk.satz(["review", "-q", "--force", `${name}.xlf`]);
  const opened = await desk.open(`${name}.review.html`);
  const segment = desk.segmentsOf(desk.pageData(`${name}.review.html`))[0];
  if (target) await desk.type(opened.page, { ...segment, target });
  return { ...opened, segment };
}

const show = (page) => page.$eval(desk.cell(0), (cell) => [...cell.childNodes]
  .map((node) => (node.dataset ? `{${node.dataset.code}}` : node.data.replaceAll("\u200b", ""))).join(""));

async function done({ page, problems }) {
  assert.deepEqual(problems, []);
  await page.context().close();
}

module.exports = {
  "deleted and put back": async () => {
    const opened = await openSmall("delete", ["On ", 0, ", ", 1, " came."]);
    const { page } = opened;
    assert.equal(await show(page), "On {0}, {1} came.");
    await page.keyboard.press("Home");
    for (let i = 0; i < 3; i += 1) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Delete");
    assert.equal(await show(page), "On , {1} came.");
    await desk.settle(page);
    assert.ok((await desk.findingsOf(page, 0)).includes("code-missing error"));
    await page.click('#dock-codes .missing');
    assert.equal(await show(page), "On {0}, {1} came.");
    await page.keyboard.press("Backspace");
    assert.equal(await show(page), "On , {1} came.");
    await page.click('#s0 .de [data-code="0"]');
    assert.equal(await show(page), "On {0}, {1} came.");
    await done(opened);
  },

  "typed about at every place": async () => {
    const opened = await openSmall("about", [0, 1]);
    const { page } = opened;
    await page.keyboard.press("Home");
    await page.keyboard.type("a");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type("b");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type("c");
    assert.equal(await show(page), "a{0}b{1}c");
    for (let i = 0; i < 5; i += 1) await page.keyboard.press("Backspace");
    assert.equal(await show(page), "");
    for (let i = 0; i < 8; i += 1) await page.keyboard.press("Control+z");
    assert.equal(await show(page), "");
    for (let i = 0; i < 8; i += 1) await page.keyboard.press("Control+Shift+z");
    assert.equal(await show(page), "");
    await done(opened);
  },

  "dragged": async () => {
    const opened = await openSmall("drag", ["On ", 0, ", some ", 1, " came."]);
    const { page } = opened;
    await page.dragAndDrop('#s0 .en [data-code="1"]', '#s0 .en [data-code="0"]', { targetPosition: { x: 3, y: 8 } });
    assert.equal(await show(page), "On {1}{0}, some  came.");
    await page.keyboard.press("Control+z");
    assert.equal(await show(page), "On {0}, some {1} came.");
    await page.dragAndDrop('#s0 .de [data-code="0"]', "#s0 .en", { targetPosition: { x: 3, y: 8 } });
    assert.equal(await show(page), "{0}On , some {1} came.");
    await done(opened);
  },

  "cut and pasted": async () => {
    const opened = await openSmall("cut", ["On ", 0, " it was ", 1]);
    const { page } = opened;
    await page.click('#s0 .en [data-code="0"]');
    await page.keyboard.press("Control+x");
    assert.equal(await show(page), "On  it was {1}");
    await page.keyboard.press("End");
    await page.keyboard.press("Control+v");
    assert.equal(await show(page), "On  it was {1}{0}");
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+c");
    await page.focus(desk.cell(1));
    await page.keyboard.press("Control+v"); // codes of another unit come as their text
    assert.match(await desk.textOf(page, 1), /12,000.*October 22/);
    await done(opened);
  },

  "moved by the arrows": async () => {
    const opened = await openSmall("arrows", ["one two ", 0, " three"]);
    const { page } = opened;
    await page.click('#s0 .en [data-code="0"]');
    for (const want of ["one two{0}  three", "one {0}two  three", "one{0} two  three", "{0}one two  three"]) {
      await page.keyboard.press("Alt+ArrowLeft");
      assert.equal(await show(page), want);
    }
    for (let i = 0; i < 9; i += 1) await page.keyboard.press("Alt+ArrowRight");
    assert.equal(await show(page), "one two  three{0}");
    await done(opened);
  },

  "a pasted page is text": async () => {
    const opened = await openSmall("rich", null);
    const { page } = opened;
    await page.focus(desk.cell(0));
    await page.$eval(desk.cell(0), (cell) => {
      const transfer = new DataTransfer();
      transfer.setData("text/html", "<b>bold</b><img src=x onerror=alert(1)><br>line");
      transfer.setData("text/plain", "bold <img>\r\n line\u0007");
      cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
    });
    assert.equal(await show(page), "bold <img> line");
    assert.equal(await page.$$eval("#s0 .en *", (all) => all.length), 0);
    await done(opened);
  },

  "a value that is typed, and one that is wrong": async () => {
    const opened = await openSmall("typed", null);
    const { page } = opened;
    await page.focus(desk.cell(0));
    for (const [text, want] of [
      ["On 22 October 12 thousand people came.", ["code-typed remark", "code-typed remark"]],
      ["On October 22, 12,000 people came.", ["code-typed remark", "code-typed remark"]],
      ["On October 23, 12,000 people came.", ["code-missing error", "code-typed remark", "number-added warning"]],
      ["On October 22, 1,200 people came.", ["code-missing error", "code-typed remark", "number-added warning"]],
    ]) {
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText(text);
      await desk.settle(page);
      assert.deepEqual((await desk.findingsOf(page, 0)).sort(), want);
    }
    await done(opened);
  },

  "two marks with the same text": async () => {
    fs.writeFileSync(desk.inWork("twice.txt"), "Erst kamen 12.000, dann gingen 12.000.\n");
    desk.satz(["export", "-q", "--protect-as", "mark", "twice.txt"]);
    desk.satz(["review", "-q", "twice.xlf"]);
    const opened = await desk.open("twice.review.html");
    const { page } = opened;
    await page.focus(desk.cell(0));
    await page.keyboard.press("Alt+1");
    await page.keyboard.insertText(" came.");
    await desk.settle(page);
    assert.deepEqual(await desk.findingsOf(page, 0), ["code-missing error"]);
    await page.keyboard.press("End");
    await page.keyboard.press("Alt+2");
    await page.keyboard.insertText(" left.");
    await desk.settle(page);
    assert.equal(await show(page), "{0} came.{0} left.");
    assert.deepEqual(await desk.findingsOf(page, 0), []);
    const [saved] = await desk.save(page);
    desk.satz(["merge", "-q", "-o", "twice.en.txt", saved]);
    assert.equal(fs.readFileSync(desk.inWork("twice.en.txt"), "utf8"), "12,000 came.12,000 left.\n");
    await done(opened);
  },

  "half a quotation": async () => {
    const opened = await openSmall("half", null);
    const { page } = opened;
    const segment = desk.segmentsOf(desk.pageData("half.review.html"))[1];
    const [open, close] = segment.source.filter(desk.isCode);
    await desk.type(page, { ...segment, target: [open, "That is a lot, she said."] });
    await desk.settle(page);
    assert.deepEqual(await desk.findingsOf(page, 1), ["quote-half error"]);
    const [saved] = await desk.save(page);
    desk.satz(["check", "-q", saved], [1]);
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await desk.type(page, { ...segment, target: [close, "That is a lot", open, ", she said."] });
    await desk.settle(page);
    assert.deepEqual(await desk.findingsOf(page, 1), ["code-nested error"]);
    await done(opened);
  },
};
