// What every shape of export looks like when the page has filled it: it merges into the same.
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const desk = require("./desk.js");

const shapes = [
  ["--xliff", "1.2"],
  ["--xliff", "2.0"],
  ["--xliff", "2.1"],
  ["--xliff", "2.2"],
  ["--for", "poedit"],
  ["--for", "poedit", "--xliff", "1.2"],
  ["--protect-as", "mark"],
  ["--protect-as", "mark", "--xliff", "2.1"],
  ["--copy-source"],
  ["--copy-source", "--xliff", "2.1"],
];

function prepare(shape, number) {
  const name = `shape-${number}`;
  fs.copyFileSync(desk.inProject("tests/articles/sample.txt"), desk.inWork(`${name}.txt`));
  desk.satz(["export", "-q", ...shape, `${name}.txt`]);
  desk.fillFile("articles/sample.en.table", `${name}.xlf`, `${name}.filled.xlf`);
  desk.satz(["review", "-q", `${name}.xlf`]);
  desk.satz(["review", "-q", `${name}.filled.xlf`]);
  return name;
}

async function fillAll(name) {
  const { page, problems } = await desk.open(`${name}.review.html`);
  const data = desk.pageData(`${name}.review.html`);
  const empty = desk.segmentsOf(data);
  const filled = desk.segmentsOf(desk.pageData(`${name}.filled.review.html`));
  await desk.pasteAll(page, data, empty.map((segment, i) => ({ ...segment, target: filled[i].target })));
  await desk.settle(page);
  const findings = await page.$$eval(".findings .error, .findings .warning", (all) => all.map((each) => each.textContent));
  const [saved] = await desk.save(page);
  assert.deepEqual(problems, []);
  await page.context().close();
  return { saved, findings };
}

for (const [number, shape] of shapes.entries()) {
  module.exports[shape.join(" ")] = async () => {
    const name = prepare(shape, number);
    const { saved, findings } = await fillAll(name);
    assert.deepEqual(findings, []);
    desk.satz(["check", "-q", saved]);
    desk.satz(["merge", "-q", "-o", `${name}.en.txt`, saved]);
    assert.equal(fs.readFileSync(desk.inWork(`${name}.en.txt`), "utf8"),
      fs.readFileSync(desk.inProject("tests/articles/sample.en-US.txt"), "utf8"));
  };
}
