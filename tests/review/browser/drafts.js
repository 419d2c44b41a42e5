// What was typed outlives the window; a draft of another version is offered, not applied.
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const desk = require("./desk.js");

function write(name, text, ...options) {
  fs.writeFileSync(desk.inWork(`${name}.txt`), text);
  desk.satz(["export", "-q", "--force", ...options, `${name}.txt`]);
  desk.satz(["review", "-q", "--force", `${name}.xlf`]);
}

module.exports = {
  "a closed window loses nothing": async () => {
    write("closed", "Der erste Satz. Der zweite hat 15.000 Wörter.\n");
    const first = await desk.open("closed.review.html");
    await first.page.focus(desk.cell(1));
    await first.page.keyboard.insertText("The second has ");
    await first.page.keyboard.press("Alt+1");
    await first.page.keyboard.press("Alt+n");
    await first.page.keyboard.insertText("Is <that> right?");
    await first.page.keyboard.press("Alt+s");
    await first.page.selectOption("#dock-state", { label: "Final" });
    await first.page.close(); // at once: no pause for the draft
    const { page, problems } = await desk.open("closed.review.html", { context: first.context });
    assert.equal(await page.textContent("#s1 .en .own"), "15,000");
    assert.match(await page.textContent("#banners"), /Your draft of closed.xlf .* is back: 1 sentence\./);
    assert.equal(await page.inputValue("#s1 textarea"), "Is <that> right?");
    assert.equal(await page.textContent("#s1 .state"), "Final");
    const [saved] = await desk.save(page);
    const text = fs.readFileSync(desk.inWork(saved), "utf8");
    assert.match(text, /<target state="final">The second has <ph id="1"/);
    assert.match(text, /<note from="review">Is &lt;that&gt; right\?<\/note>/);
    await page.click("text=Throw the draft away");
    assert.equal(await desk.textOf(page, 1), "");
    assert.deepEqual([...first.problems, ...problems], []);
    await page.context().close();
  },

  "of an older version: what still fits": async () => {
    write("older", "Der erste Satz. Der zweite hat 15.000 Wörter. Der dritte bleibt.\n");
    const first = await desk.open("older.review.html");
    for (const [number, text] of [[0, "First."], [2, "Third."]]) {
      await first.page.focus(desk.cell(number));
      await first.page.keyboard.insertText(text);
    }
    await desk.settle(first.page);
    await first.page.close();
    write("older", "Der andere Satz. Der zweite hat 15.000 Wörter. Der dritte bleibt.\n");
    const { page, problems } = await desk.open("older.review.html", { context: first.context });
    assert.match(await page.textContent("#banners"), /a draft of another version of older.xlf, .*: 2 sentences\./);
    assert.equal(await desk.textOf(page, 2), "");
    await page.click("text=Take what still fits");
    await desk.settle(page);
    assert.equal(await desk.textOf(page, 0), "");
    assert.equal(await desk.textOf(page, 2), "Third.");
    assert.match(await page.textContent("#banners"), /1 sentence taken; 1 left out/);
    assert.deepEqual(problems, []);
    await page.context().close();
  },

  "one that was saved is not offered with the saved file": async () => {
    write("kept", "Der erste Satz hat 15.000 Wörter.\n");
    const first = await desk.open("kept.review.html");
    await first.page.focus(desk.cell(0));
    await first.page.keyboard.insertText("The first has ");
    await first.page.keyboard.press("Alt+1");
    await desk.settle(first.page);
    const [saved] = await desk.save(first.page);
    await first.page.close();
    fs.renameSync(desk.inWork(saved), desk.inWork("kept.xlf"));
    desk.satz(["review", "-q", "--force", "kept.xlf"]);
    const { page, problems } = await desk.open("kept.review.html", { context: first.context });
    assert.equal(await page.textContent("#s0 .en .own"), "15,000");
    assert.equal(await page.$$eval(".banner:not([hidden])", (all) => all.length), 0);
    assert.deepEqual(problems, []);
    await page.context().close();
  },
};
