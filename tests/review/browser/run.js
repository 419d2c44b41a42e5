// Runs the tests of the page in a browser: make check-review.
"use strict";

const desk = require("./desk.js");

const suites = ["translate", "shapes", "codes", "parity", "drafts", "desk_work", "whole_desk", "hostile", "large", "look"];

async function runTest(name, test) {
  const begun = Date.now();
  try {
    await test();
    console.log(`  ${name} ... passed (${Date.now() - begun} ms)`);
    return true;
  } catch (error) {
    console.log(`  ${name} ... FAILED\n${error.stack}`);
    return false;
  }
}

async function main() {
  const browser = await desk.openBrowser();
  const only = process.argv.slice(2);
  let failed = 0;
  for (const suite of suites.filter((each) => only.length === 0 || only.includes(each))) {
    console.log(`${suite}:`);
    for (const [name, test] of Object.entries(require(`./${suite}.js`))) {
      if (!(await runTest(name, test))) failed += 1;
    }
  }
  await browser.close();
  console.log(failed ? `${failed} failed` : "all passed");
  process.exitCode = failed ? 1 : 0;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
