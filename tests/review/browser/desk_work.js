// An editor at the desk: several parts, states, notes, an older file, filters.
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const desk = require("./desk.js");

function write(name, text, ...options) {
  fs.writeFileSync(desk.inWork(`${name}.txt`), text);
  desk.satz(["export", "-q", "--force", ...options, `${name}.txt`]);
}

const shown = (page) => page.$$eval(".segment:not([hidden])", (all) => all.map((each) => each.id));

module.exports = {
  "two files on one page, a download each": async () => {
    write("one", "Der erste Satz.\n");
    write("two", "Der zweite Satz.\n", "--xliff", "2.1");
    desk.satz(["review", "-q", "--force", "-o", "both.html", "one.xlf", "two.xlf"]);
    const { page, problems } = await desk.open("both.html");
    for (const [number, text] of [[0, "The first."], [1, "The second."]]) {
      await page.focus(desk.cell(number));
      await page.keyboard.insertText(text);
    }
    const names = await desk.save(page, 2);
    assert.deepEqual(names.sort(), ["saved-one.xlf", "saved-two.xlf"]);
    for (const [name, text] of [["one", "The first.\n"], ["two", "The second.\n"]]) {
      desk.satz(["merge", "-q", "--force", "-o", `${name}.en.txt`, `saved-${name}.xlf`]);
      assert.equal(fs.readFileSync(desk.inWork(`${name}.en.txt`), "utf8"), text);
    }
    assert.deepEqual(problems, []);
    await page.context().close();
  },

  "notes of a unit with several sentences, in 2.1": async () => {
    write("notes", "Der erste Satz. Der zweite Satz.\n", "--xliff", "2.1");
    desk.satz(["review", "-q", "--force", "notes.xlf"]);
    const first = await desk.open("notes.review.html");
    for (const [number, text] of [[0, "First note"], [1, "Second note"]]) {
      await first.page.focus(desk.cell(number));
      await first.page.keyboard.press("Alt+n");
      await first.page.keyboard.insertText(text);
    }
    const [saved] = await desk.save(first.page);
    desk.satz(["check", "-q", saved], [1]); // not translated, and nothing else
    desk.satz(["review", "-q", "--force", "-o", "noted.html", saved]);
    const { page, problems } = await desk.open("noted.html");
    assert.deepEqual(await page.$$eval(".notes", (all) => all.map((each) => each.textContent)),
      ["review: s1: First note", "review: s2: Second note"]);
    await page.click('[data-filter="notes"]');
    assert.deepEqual(await shown(page), ["s0", "s1"]);
    assert.deepEqual([...first.problems, ...problems], []);
    await page.context().close();
    await first.context.close();
  },

  "changes against an older file": async () => {
    const filled = (name, english) => {
      const file = desk.inWork(`${name}.xlf`);
      let i = 0;
      fs.writeFileSync(file, fs.readFileSync(file, "utf8")
        .replace(/<\/source>/g, () => `</source><target>${english[i++]}</target>`));
    };
    write("before", "Der erste Satz. Der zweite Satz. Der dritte Satz.\n");
    write("after", "Der erste Satz. Der neue zweite Satz. Der dritte Satz.\n");
    filled("before", ["The first.", "The second.", "The third."]);
    filled("after", ["The first.", "The new second.", "The third one."]);
    desk.satz(["review", "-q", "--force", "--old", "before.xlf", "after.xlf"]);
    const { page, problems } = await desk.open("after.review.html");
    await page.click('[data-filter="changed"]');
    assert.deepEqual(await shown(page), ["s1", "s2"]);
    assert.equal(await page.textContent("#s1 .german ins"), "neue ");
    assert.equal(await page.textContent("#s2 .english ins"), " one");
    assert.deepEqual(problems, []);
    await page.context().close();
  },

  "a match of a sentence that changed": async () => {
    for (const version of ["1.2", "2.1"]) {
      const name = `match-${version[0]}`;
      write(name, "Am Montag kamen 12.000 Menschen in den Hafen.\n", "--xliff", version);
      const file = desk.inWork(`${name}.xlf`);
      const code = /<ph [^>]*?(?:\/>|>.*?<\/ph>)/.exec(fs.readFileSync(file, "utf8"))[0];
      fs.writeFileSync(file, fs.readFileSync(file, "utf8")
        .replace("</source>", `</source><target>On Monday ${code} people came to the harbor.</target>`));
      fs.writeFileSync(desk.inWork(`${name}.txt`), "Am Montag kamen 12.000 Menschen in den alten Hafen.\n");
      desk.satz(["update", "-q", "--force", `${name}.xlf`, `${name}.txt`]);
      desk.satz(["review", "-q", "--force", `${name}.update.xlf`]);
      const { page, problems } = await desk.open(`${name}.update.review.html`);
      assert.match(await page.textContent("#s0 .match"), /\d+% On Monday 12,000 people/);
      assert.equal(await page.textContent("#s0 .match ins"), "alten ");
      await page.focus(desk.cell(0));
      await page.keyboard.press("Alt+m");
      await desk.settle(page);
      assert.equal(await page.textContent("#s0 .en .own"), "12,000");
      assert.equal((await page.$$("#s0 .match")).length, 0);
      assert.deepEqual(problems, []);
      await page.context().close();
    }
  },

  "filters, states and search": async () => {
    write("filters", "Der erste Satz.\n\nEine Überschrift und Österreich.\n\nDer dritte hat 15.000 Wörter.\n");
    desk.satz(["review", "-q", "--force", "filters.xlf"]);
    const { page, problems } = await desk.open("filters.review.html");
    await page.fill("#search", "öster");
    assert.deepEqual(await shown(page), ["s1"]);
    await page.fill("#search", "15,000"); // by the English form too
    assert.deepEqual(await shown(page), ["s2"]);
    await page.keyboard.press("Escape");
    assert.deepEqual(await shown(page), ["s0", "s1", "s2"]);
    await page.focus(desk.cell(0));
    await page.keyboard.insertText("The first.");
    await page.selectOption("#mode", "Reviewed");
    await page.keyboard.press("Enter");
    assert.equal(await page.textContent("#s0 .state"), "Reviewed");
    await page.selectOption("#state-filter", "Reviewed");
    assert.deepEqual(await shown(page), ["s0"]);
    await page.selectOption("#state-filter", "");
    await page.click('[data-filter="untranslated"]');
    assert.deepEqual(await shown(page), ["s1", "s2"]);
    await page.click('[data-filter="edited"]');
    assert.deepEqual(await shown(page), ["s0"]);
    assert.deepEqual(problems, []);
    await page.context().close();
  },

  "findings of satz check stand at their place": async () => {
    write("found", "Der erste Satz ist gut. Der zweite auch.\n");
    const file = desk.inWork("found.xlf");
    let i = 0;
    fs.writeFileSync(file, fs.readFileSync(file, "utf8")
      .replace(/<\/source>/g, () => `</source><target>${["The the first is fine.", "So is the second."][i++]}</target>`));
    desk.satz(["review", "-q", "--force", "found.xlf"]);
    const { page, problems } = await desk.open("found.review.html");
    assert.deepEqual(await desk.findingsOf(page, 0), ["doubled-word warning"]);
    await page.focus(desk.cell(0));
    await page.keyboard.press("Alt+f");
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("The first is fine.");
    await desk.settle(page);
    assert.deepEqual(await desk.findingsOf(page, 0), []);
    assert.deepEqual(problems, []);
    await page.context().close();
  },
};
