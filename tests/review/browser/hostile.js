// Nothing in an article, or in a file of another tool, is ever markup or script.
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const desk = require("./desk.js");

async function openHostile(name) {
  desk.satz(["review", "-q", "--force", name]);
  const opened = await desk.open(name.replace(/xlf$/, "review.html"));
  await desk.settle(opened.page);
  return opened;
}

async function checkInert({ page, problems }) {
  assert.equal(await page.$$eval("#article img, #article script, #article b:not(.change b, .notes b), #article i",
    (all) => all.length), 0);
  assert.deepEqual(problems, []);
}

for (const version of ["1.2", "2.1"]) {
  module.exports[`an article full of markup, in ${version}`] = async () => {
    fs.copyFileSync(desk.inProject("tests/review/hostile.txt"), desk.inWork("hostile.txt"));
    desk.satz(["export", "-q", "--force", "--xliff", version, "hostile.txt"]);
    const opened = await openHostile("hostile.xlf");
    const { page } = opened;
    const german = await page.$$eval(".de", (all) => all.map((cell) => cell.textContent).join(" "));
    for (const text of ["</script>", '"><img src=x onerror=alert(1)>', "<!--", "&lt;b&gt;", "${alert(1)}", "{{data}}",
      "שלום עולם", "\\u003c"]) {
      assert.ok(german.includes(text), text);
    }
    // As a translation it is text too, there and in the file that is saved.
    await page.focus(desk.cell(0));
    await page.keyboard.insertText("</script><img src=x onerror=alert(1)> & ]]>");
    await desk.settle(page);
    const [saved] = await desk.save(page);
    assert.ok(fs.readFileSync(desk.inWork(saved), "utf8")
      .includes("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; &amp; ]]&gt;"));
    await page.reload();
    await page.waitForSelector("html[data-ready]");
    assert.equal(await desk.textOf(page, 0), "</script><img src=x onerror=alert(1)> & ]]>");
    await checkInert(opened);
    await page.context().close();
  };
}

module.exports["right-to-left text stays in its cell"] = async () => {
  fs.writeFileSync(desk.inWork("rtl.txt"), "שלום עולם 12.000 und „Ja“.\n\nRuhig ‮verkehrt‬ herum.\n");
  desk.satz(["export", "-q", "--force", "rtl.txt"]);
  const opened = await openHostile("rtl.xlf");
  const { page } = opened;
  const [german, english] = await page.$$eval("#s0 .german, #s0 .english", (all) => all.map((cell) => cell.getBoundingClientRect().left));
  assert.ok(german < english);
  assert.equal(await page.$$eval(".hidden-char", (all) => all.filter((each) => each.dataset.char === "202E").length), 1);
  await checkInert(opened);
  await page.context().close();
};

module.exports["a hostile file of another tool"] = async () => {
  fs.copyFileSync(desk.inProject("tests/review/hostile.xlf"), desk.inWork("foreign.xlf"));
  const opened = await openHostile("foreign.xlf");
  const { page } = opened;
  assert.match(await page.textContent("#s0 .notes"), /<img src=x onerror=alert\(4\)>/);
  for (const number of [1, 2]) {
    await page.focus(desk.cell(number));
    await page.keyboard.insertText("Fine.");
  }
  await desk.settle(page);
  const [saved] = await desk.save(page);
  assert.equal(fs.readFileSync(desk.inWork(saved), "utf8").match(/<target state="translated">Fine\.<\/target>/g).length, 2);
  await checkInert(opened);
  await page.context().close();
};
