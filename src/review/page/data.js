// The data of the page, as src/review/file.c writes it, and what the user made of it.
//
// A content is a list of strings and numbers: text, and codes by their place in unit.codes.
//   file     {name, checksum, version, from, to, ours, bytes, findings, blocks}
//   block    {role, units}
//   unit     {id, fixed, notes, segments, codes, edits}: no edits, nothing can be changed
//   segment  {index, id, source, target, state, values, findings, old}
//   code     {id, kind: point|open|close, type, german, english, partner, values, forms, added}
//   edit     {from, to, pieces}: bytes of the file, and what they become: text, and slots
// Added here: file.number; unit.file, unit.block; segment.unit, segment.number; and segment.now =
// {target, state, note}: as it stands on the page. A target that is null is absent.

const DATA = JSON.parse(document.getElementById("data").textContent);
const FILES = DATA.files;
const SEGMENTS = [];

const contentEqual = (a, b) =>
  a === b || (a !== null && b !== null && a.length === b.length && a.every((part, i) => part === b[i]));

const isCode = (part) => typeof part === "number";

// Empty text left out, neighbours joined.
function tidy(content) {
  const result = [];
  for (const part of content) {
    const last = result.length - 1;
    if (part === "") continue;
    if (!isCode(part) && last >= 0 && !isCode(result[last])) result[last] += part;
    else result.push(part);
  }
  return result;
}

// What somebody reads: each code in English, or in German.
function plainText(unit, content, english) {
  return (content || [])
    .map((part) => (isCode(part) ? unit.codes[part][english ? "english" : "german"] : part))
    .join("");
}

// What a draft knows a segment by. Ids of other tools may be there twice.
function uniqueKey(file, key) {
  file.keys = file.keys || new Map();
  const count = file.keys.get(key) || 0;
  file.keys.set(key, count + 1);
  return count ? `${key}\n${count}` : key;
}

function addSegment(unit, segment) {
  segment.unit = unit;
  segment.number = SEGMENTS.length;
  segment.target = segment.target ? tidy(segment.target) : null;
  segment.source = tidy(segment.source);
  segment.state = segment.state || "";
  segment.findings = segment.findings || [];
  segment.now = { target: segment.target, state: segment.state, note: "" };
  segment.german = plainText(unit, segment.source, false);
  segment.fixed = Boolean(unit.fixed) || !unit.edits || segment.source.length === 0;
  segment.key = uniqueKey(unit.file, unit.id + "\n" + segment.id);
  SEGMENTS.push(segment);
}

function readData() {
  FILES.forEach((file, number) => {
    file.number = number;
    for (const block of file.blocks) {
      block.file = file;
      block.segments = [];
      for (const unit of block.units) {
        unit.file = file;
        unit.block = block;
        for (const segment of unit.segments) {
          addSegment(unit, segment);
          block.segments.push(segment);
        }
      }
    }
  });
}

const isTargetChanged = (segment) => !contentEqual(tidyOrNull(segment.now.target), segment.target);
const isStateChanged = (segment) => segment.now.state !== segment.state;
const isEdited = (segment) =>
  isTargetChanged(segment) || isStateChanged(segment) || segment.now.note !== "";

// Nothing typed where nothing stood is still nothing.
function tidyOrNull(content) {
  return content === null ? null : tidy(content);
}
