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

function makePage(output, names) {
  desk.satz(["review", "-q", "-o", output, ...names]);
  const data = desk.pageData(output);
  return { data, segments: desk.segmentsOf(data) };
}

// Exports the sample article in that shape; a tool fills a copy of it.
function prepare(shape, number) {
  const name = `shape-${number}`;
  fs.copyFileSync(desk.inProject("tests/articles/sample.txt"), desk.inWork(`${name}.txt`));
  desk.satz(["export", "-q", ...shape, `${name}.txt`]);
  desk.fillFile("articles/sample.en.table", `${name}.xlf`, `${name}.filled.xlf`);
  return name;
}

function checkMerged(name, shape) {
  desk.satz(["check", "-q", `saved-${name}.xlf`]);
  desk.satz(["merge", "-q", "-o", `${name}.en.txt`, `saved-${name}.xlf`]);
  assert.equal(fs.readFileSync(desk.inWork(`${name}.en.txt`), "utf8"),
    fs.readFileSync(desk.inProject("tests/articles/sample.en-US.txt"), "utf8"), shape.join(" "));
}

module.exports["every shape of export"] = async () => {
  const names = shapes.map(prepare);
  const { data, segments } = makePage("shapes.html", names.map((name) => `${name}.xlf`));
  const filled = makePage("shapes-filled.html", names.map((name) => `${name}.filled.xlf`)).segments;
  const { page, problems } = await desk.open("shapes.html");
  await desk.pasteAll(page, data, segments.map((segment, i) => ({ ...segment, target: filled[i].target })));
  await desk.settle(page);
  const findings = await page.$$eval(".findings .error, .findings .warning", (all) => all.map((each) => each.textContent));
  await desk.save(page, names.length);
  await page.context().close();
  assert.deepEqual(findings, []);
  assert.deepEqual(problems, []);
  names.forEach((name, i) => checkMerged(name, shapes[i]));
};

// Files of other tools: what the page writes is read again as it was typed, and no other segment
// has changed.
const folders = ["tests/xliff/read", "tests/xliff/edited", "tests/xliff/converted", "tests/xliff/written"];
const files = folders.flatMap((folder) => fs.readdirSync(desk.inProject(folder))
  .filter((name) => name.endsWith(".xlf")).map((name) => `${folder}/${name}`));

// The German, its codes the other way round, and a word that may be markup.
const invent = (segment) => [...segment.source].reverse().concat([" <X> & so on"]);

// A mark that is no code cannot close before it opens, and is left out.
const isMark = (code) => code.kind !== "point" && code.forms[2] === "";

const show = (segment) => segment.target.filter((part) => !desk.isCode(part) || !isMark(segment.codes[part]))
  .map((part) => (desk.isCode(part) ? `{${segment.codes[part].kind} ${segment.codes[part].german}}` : part)).join("");

module.exports["files of other tools"] = async () => {
  const names = files.map((_, i) => `foreign-${i}.xlf`);
  files.forEach((file, i) => fs.copyFileSync(desk.inProject(file), desk.inWork(names[i])));
  const { data, segments } = makePage("foreign.html", names);
  const wanted = segments.map((segment) =>
    (segment.fixed || segment.source.length === 0 ? segment : { ...segment, target: invent(segment) }));
  const { page, problems } = await desk.open("foreign.html");
  await desk.pasteAll(page, data, wanted.filter((segment) => segment.source.length));
  await desk.settle(page);
  const edited = data.files.filter((file) => file.blocks.some((block) => block.units.some((unit) => unit.edits)));
  await desk.save(page, edited.length);
  await page.context().close();
  assert.deepEqual(problems, []);
  const saved = names.map((name) => (fs.existsSync(desk.inWork(`saved-${name}`)) ? `saved-${name}` : name));
  const after = makePage("foreign-saved.html", saved).segments;
  const differing = after.map((segment, i) => [show(segment), show(wanted[i])]).filter(([got, want]) => got !== want);
  assert.deepEqual(differing, []);
};
