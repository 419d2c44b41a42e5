// The whole desk: two parts, one filled on the page and one with translate-toolkit, merged; the
// English edited and adopted; the article updated, and merged again. Nothing is lost on the way.
"use strict";

const assert = require("node:assert");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const desk = require("./desk.js");

const read = (name) => fs.readFileSync(desk.inWork(name), "utf8");
const write = (name, text) => fs.writeFileSync(desk.inWork(name), text);

// Fills a file with translate-toolkit, whose translation is the German with accents.
function fillWithToolkit(from, to) {
  execFileSync(desk.inProject("tests/clients/toolkit.py"), [desk.inWork(from), desk.inWork(to)]);
}

// The sample's English up to where the lines are those of the other translation.
function joined(merged, english, other) {
  const lines = merged.split("\n"), rest = other.split("\n");
  let cut = lines.length;
  while (cut > 0 && lines[cut - 1] === rest[cut - 1]) cut -= 1;
  assert.ok(cut > 0 && cut < lines.length);
  assert.match(lines.slice(cut).join("\n"), /[áéíóú]/);
  return [...english.split("\n").slice(0, cut), ...rest.slice(cut)].join("\n");
}

// Fills a part on the page: its translations are those of the same part, filled by a tool.
async function fillOnPage(name) {
  desk.fillFile("articles/sample.en.table", `${name}.xlf`, `${name}.tool.xlf`);
  desk.satz(["review", "-q", "--force", `${name}.xlf`]);
  desk.satz(["review", "-q", "--force", `${name}.tool.xlf`]);
  const { page, problems } = await desk.open(`${name}.review.html`);
  const data = desk.pageData(`${name}.review.html`);
  const filled = desk.segmentsOf(desk.pageData(`${name}.tool.review.html`));
  await desk.pasteAll(page, data, desk.segmentsOf(data).map((segment, i) => ({ ...segment, target: filled[i].target })));
  await desk.settle(page);
  const [saved] = await desk.save(page);
  assert.deepEqual(problems, []);
  await page.context().close();
  fs.renameSync(desk.inWork(saved), desk.inWork(`${name}.xlf`));
}

module.exports = {
  "from the article to the last correction": async () => {
    fs.copyFileSync(desk.inProject("tests/articles/sample.txt"), desk.inWork("desk.txt"));
    desk.satz(["export", "-q", "--parts", "2", "desk.txt"]);
    desk.satz(["export", "-q", "-o", "all.xlf", "desk.txt"]);
    fillWithToolkit("all.xlf", "all.tool.xlf");
    desk.satz(["merge", "-q", "-o", "all.txt", "all.tool.xlf"]);
    await fillOnPage("desk-1");
    fillWithToolkit("desk-2.xlf", "filled.xlf");
    fs.renameSync(desk.inWork("filled.xlf"), desk.inWork("desk-2.xlf"));
    desk.satz(["merge", "-q", "-o", "desk.en.txt", "desk-1.xlf", "desk-2.xlf"]);
    const english = fs.readFileSync(desk.inProject("tests/articles/sample.en-US.txt"), "utf8");
    const expected = joined(read("desk.en.txt"), english, read("all.txt"));
    assert.equal(read("desk.en.txt"), expected);

    const edited = expected.replace("What happens now?", "And what happens now?");
    assert.notEqual(edited, expected);
    write("desk.en.txt", edited);
    fs.mkdirSync(desk.inWork("adopted"));
    desk.satz(["adopt", "-q", "-o", "adopted/", "desk.en.txt", "desk-1.xlf", "desk-2.xlf"]);
    const adopted = fs.readdirSync(desk.inWork("adopted")).map((name) => `adopted/${name}`);
    desk.satz(["merge", "-q", "-o", "again.txt", ...adopted]);
    assert.equal(read("again.txt"), edited);

    write("desk.txt", read("desk.txt").replace("Wie geht's nun weiter?", "Wie geht's nun weiter? Niemand weiß es."));
    desk.satz(["update", "-q", "-o", "desk.update.xlf", ...adopted, "desk.txt"]);
    desk.satz(["review", "-q", "--old", adopted[0], "--old", adopted[1], "desk.update.xlf"]);
    const { page, problems } = await desk.open("desk.update.review.html");
    await page.keyboard.press("Alt+u");
    await page.keyboard.insertText("Nobody knows.");
    await desk.settle(page);
    assert.match(await page.textContent("#progress-text"), /^100%/);
    const [saved] = await desk.save(page);
    assert.deepEqual(problems, []);
    await page.context().close();
    desk.satz(["merge", "-q", "-o", "last.txt", saved]);
    assert.equal(read("last.txt"), edited.replace("And what happens now?", "And what happens now? Nobody knows."));
  },
};
