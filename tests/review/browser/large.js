// 2,000 segments: nothing waits. Times are printed; the bounds are for a machine that is busy.
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const desk = require("./desk.js");

const SEGMENTS = 2000;
const BOUND = 30000;

function prepare() {
  const paragraphs = [];
  for (let i = 0; i < SEGMENTS / 4; i += 1) {
    const n = 13000 + 7 * i;
    paragraphs.push(`Am Montag kamen ${n} Menschen in den Hafen Nummer ${i + 20}. „Das ist viel“, sagte sie. ` +
      `Der Wal lag ruhig im Becken ${i + 100}. Danach war wieder ${i % 2 ? "Sturm" : "Ruhe"} am Kai.`);
  }
  fs.writeFileSync(desk.inWork("large.txt"), `${paragraphs.join("\n\n")}\n`);
  desk.satz(["export", "-q", "large.txt"]);
  desk.satz(["review", "-q", "large.xlf"]);
}

// How long an action takes until the browser has painted what it made.
const timed = (page, action, ...values) => page.evaluate(async ([source, given]) => {
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  await painted();
  const begun = performance.now();
  await new Function("values", `return (${source})(...values)`)(given);
  await painted();
  return Math.round(performance.now() - begun);
}, [action.toString(), values]);

function report(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const [median, most] = [sorted[Math.floor(sorted.length / 2)], sorted[sorted.length - 1]];
  console.log(`    ${name}: median ${median} ms, at most ${most} ms`);
  assert.ok(median < BOUND, `${name}: ${median} ms`);
}

module.exports = {
  "2,000 segments": async () => {
    prepare();
    const begun = Date.now();
    const { page, problems } = await desk.open("large.review.html", { bypassCSP: true });
    report("opened", [Date.now() - begun]);
    assert.ok((await page.$$(".segment")).length >= SEGMENTS);
    const search = (text) => {
      const field = document.getElementById("search");
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const searches = [];
    for (const text of ["H", "Ha", "Haf", "Hafen", "13.021", "nichts davon", ""]) searches.push(await timed(page, search, text));
    report("searched", searches);
    const scrolls = [];
    for (const part of [0.1, 0.5, 1, 0.3, 0.9, 0]) {
      scrolls.push(await timed(page, (to) => scrollTo(0, to * document.body.scrollHeight), part));
    }
    report("scrolled", scrolls);
    await page.focus(desk.cell(SEGMENTS / 2));
    const keys = [];
    for (const text of ["T", "h", "e", " ", "w"]) {
      keys.push(await timed(page, (typed) => document.execCommand("insertText", false, typed), text));
    }
    report("typed a key", keys);
    const before = Date.now();
    await page.click('[data-filter="edited"]');
    await page.click('[data-filter="all"]');
    report("filtered twice", [Date.now() - before]);
    assert.deepEqual(problems, []);
    await page.context().close();
  },
};
