// What the page finds as somebody types is what satz check finds: on all of its cases.
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const desk = require("./desk.js");

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

function codeType(text) {
  if (/^[„“”‚‘’»«]$/.test(text)) return "x-quote";
  if (/^(www|https?:|[@#])|@/.test(text)) return "x-link";
  if (/Uhr|^\d\d?:\d\d$/.test(text)) return "x-time";
  if (/Januar|Februar|März|April|Mai|Ju[nl]i|August|September|Oktober|November|Dezember|^\d\d?\.\d\d?\./.test(text)) return "x-date";
  return "x-number";
}

// The codes of a block's German: an element each, by what stands between its braces.
function readCodes(segments) {
  const codes = [];
  const open = [];
  for (const [number, segment] of segments.entries()) {
    for (const [, text] of segment.matchAll(/\{([^{}]*)\}/g)) {
      const code = { text, number, id: codes.length + 1, type: codeType(text) };
      codes.push(code);
      if (code.type !== "x-quote") continue;
      if (/[„‚»]/.test(text)) {
        open.push(code);
      } else if (open.length) {
        code.open = open.pop();
        code.open.close = code;
      }
    }
  }
  return codes;
}

function codeElement(code) {
  const content = escape(code.text);
  if (code.type !== "x-quote") return `<ph id="${code.id}" ctype="${code.type}">${content}</ph>`;
  const partner = code.open || code.close;
  if (partner && partner.number === code.number) {
    return code.close ? `<bpt id="${code.id}" rid="${code.id}" ctype="x-quote">${content}</bpt>`
      : `<ept id="${code.id}" rid="${code.open.id}">${content}</ept>`;
  }
  const rid = code.open ? ` rid="${code.open.id}"` : "";
  const opens = code.close || /[„‚»]/.test(code.text);
  return `<it id="${code.id}" pos="${opens ? "open" : "close"}"${rid} ctype="x-quote">${content}</it>`;
}

// In the German each code is the next of those alike; in the English {x#2} is the second.
function contentXml(text, codes, german) {
  const seen = new Set();
  return text.replace(/\\s/g, " ").replace(/\\u([0-9A-F]{4})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
    .split(/(\{[^{}]*\})/).map((piece) => {
      const code = /^\{(.*?)(?:#(\d))?\}$/.exec(piece);
      if (!code) return escape(piece);
      if (code[1] === "+") return '<ph id="99" ctype="x-other">?</ph>';
      const like = codes.filter((each) => each.text === code[1]);
      const found = german ? like.find((each) => !seen.has(each)) : like[code[2] ? code[2] - 1 : 0];
      seen.add(found);
      return found ? codeElement(found) : null;
    });
}

const STATES = { waiting: "needs-translation" };

function unitXml(id, number, german, english, codes) {
  const [, state, text] = /^(?:\[([a-z-]+)\])?(.*)$/.exec(english);
  const source = contentXml(german, codes.filter((code) => code.number === number), true);
  const target = contentXml(text, codes, false);
  if (source.includes(null) || target.includes(null)) return null;
  const attribute = state ? ` state="${STATES[state] || state}"` : "";
  const inside = text === "(none)" ? "" : `<target${attribute}>${target.join("")}</target>`;
  return `<trans-unit id="${id}"><source>${source.join("")}</source>${inside}</trans-unit>`;
}

// The blocks of a case; none if it needs what this document does not have.
function caseXml(line, first) {
  const [about, german, english] = line.split(" | ").map((column) => column.trim());
  if (/ (de|none|en-GB)$/.test(about) || english === undefined) return [];
  const blocks = german.split(" ¶ ");
  const targets = english.split(" ¶ ");
  const units = blocks.flatMap((block, b) => {
    const segments = block.split(" || ").map((each) => each.trim());
    const texts = (targets[b] || "").split("||").map((each) => each.trim());
    const codes = readCodes(segments);
    const number = first + b;
    const list = segments.map((segment, s) => unitXml(`b${number}.s${s + 1}`, s, segment, texts[s] || "", codes));
    return list.includes(null) ? [] : [`<group id="b${number}">${list.join("")}</group>`];
  });
  return units.length === blocks.length ? units : [];
}

function write() {
  const lines = fs.readFileSync(desk.inProject("tests/check/cases.txt"), "utf8").split("\n")
    .filter((line) => line && line[0] !== "#");
  const blocks = [];
  for (const line of lines) blocks.push(...caseXml(line, blocks.length + 1));
  fs.writeFileSync(desk.inWork("cases.xlf"), '<xliff version="1.2"><file original="a" source-language="de" ' +
    `target-language="en-US" datatype="plaintext"><body>${blocks.join("\n")}</body></file></xliff>`);
  desk.satz(["review", "-q", "cases.xlf"]);
  return blocks.length;
}

const LIVE = ["code-missing", "code-added", "code-typed", "code-repeated", "quote-half", "quote-twice", "code-nested",
  "number-differs", "number-added", "number-in-brackets", "space-at-edge", "double-space", "state-waiting",
  "state-review", "state-without-target"];

module.exports = {
  "the cases of satz check": async () => {
    assert.ok(write() > 150);
    const { page, problems } = await desk.open("cases.review.html");
    const live = await page.$$eval(".segment", (rows) => rows.map((row) =>
      [...row.querySelectorAll(".findings p")].map((each) => each.title)));
    const segments = desk.pageData("cases.review.html").files[0].blocks
      .flatMap((block) => block.units).flatMap((unit) => unit.segments.map((segment) => ({ unit, segment })));
    const wrong = [];
    segments.forEach(({ unit, segment }, i) => {
      const pick = (ids) => ids.filter((id) => LIVE.includes(id)).sort().join(", ");
      const want = pick((segment.findings || []).map((finding) => finding.id));
      const got = pick(live[i]);
      if (got !== want) wrong.push(`${JSON.stringify(segment.source)} ${JSON.stringify(segment.target)} (${unit.id}): satz check ${want || "-"}; page ${got || "-"}`);
    });
    assert.equal(wrong.join("\n"), "");
    assert.deepEqual(problems, []);
    await page.context().close();
  },
};
