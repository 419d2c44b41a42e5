// A draft in the browser: what was changed and not saved outlives the page. It is kept under the
// file's name and checksum; one of an older version of the file is offered, never just applied.

const DRAFT = "satz-review\n";
const draftName = (file) => `${DRAFT}${file.name}\n${file.checksum}`;

let storage = null;
try {
  storage = window.localStorage;
  storage.getItem(DRAFT);
} catch {
  storage = null; // a browser may forbid it to files
}

// Codes by what they say, so that a draft fits another version of the file.
const keepContent = (unit, content) => content && tidy(content).map((part) =>
  isCode(part) ? { kind: unit.codes[part].kind, german: unit.codes[part].german, id: unit.codes[part].id } : part);

function findCode(unit, kept) {
  const like = (code) => code.kind === kept.kind && code.german === kept.german;
  const exact = unit.codes.findIndex((code) => like(code) && code.id === kept.id);
  return exact >= 0 ? exact : unit.codes.findIndex(like);
}

// The content of a draft, or undefined if a code of it is not in the unit.
function takeContent(unit, kept) {
  if (kept === null) return null;
  const content = kept.map((part) => (typeof part === "string" ? part : findCode(unit, part)));
  return content.includes(-1) ? undefined : tidy(content);
}

function makeDraft(file) {
  const segments = {};
  let count = 0;
  for (const segment of file.blocks.flatMap((block) => block.segments)) {
    if (!isEdited(segment)) continue;
    count += 1;
    segments[segment.key] = {
      german: segment.german,
      before: plainText(segment.unit, segment.target, true),
      target: isTargetChanged(segment) ? keepContent(segment.unit, segment.now.target) : undefined,
      state: isStateChanged(segment) ? segment.now.state : undefined,
      note: segment.now.note || undefined,
    };
  }
  return { count, when: Date.now(), segments };
}

function keepDraft(file) {
  const draft = makeDraft(file);
  try {
    if (draft.count === 0) storage.removeItem(draftName(file));
    else storage.setItem(draftName(file), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

const segmentsByKey = (file) =>
  new Map(file.blocks.flatMap((block) => block.segments).map((segment) => [segment.key, segment]));

// Whether the file has what the draft has: somebody saved it.
function isInFile(segment, kept) {
  if (!segment || kept.note || segment.german !== kept.german) return false;
  const same = kept.target === undefined || contentEqual(takeContent(segment.unit, kept.target), segment.target);
  return same && (kept.state === undefined || kept.state === segment.state);
}

// Puts one sentence of a draft into the page; false if its German or translation is another now.
function applyKept(segment, kept) {
  const same = segment && !segment.fixed && segment.german === kept.german &&
    plainText(segment.unit, segment.target, true) === kept.before;
  const target = same && kept.target !== undefined ? takeContent(segment.unit, kept.target) : undefined;
  if (!same || (kept.target !== undefined && target === undefined)) return false;
  if (kept.target !== undefined) segment.now.target = target;
  if (kept.state !== undefined) segment.now.state = kept.state;
  if (kept.note) segment.now.note = kept.note;
  return true;
}

// How many sentences of a draft were taken, and how many left out.
function applyDraft(file, draft) {
  const segments = segmentsByKey(file);
  const kept = Object.entries(draft.segments).filter(([key, each]) => !isInFile(segments.get(key), each));
  const taken = kept.filter(([key, each]) => applyKept(segments.get(key), each)).length;
  return { taken, left: kept.length - taken };
}

function readDraft(name) {
  try {
    const draft = JSON.parse(storage.getItem(name));
    return draft && draft.segments ? draft : null;
  } catch {
    return null;
  }
}

// Drafts of other versions of a file, the newest first. One that is all in the file is forgotten.
function olderDrafts(file) {
  if (!storage) return [];
  const prefix = `${DRAFT}${file.name}\n`;
  const names = Array.from({ length: storage.length }, (_, i) => storage.key(i))
    .filter((name) => name.startsWith(prefix) && name !== draftName(file));
  const segments = segmentsByKey(file);
  const drafts = names.map((name) => ({ name, draft: readDraft(name) })).filter((each) => each.draft);
  for (const each of drafts) {
    each.rest = Object.entries(each.draft.segments)
      .filter(([key, kept]) => !isInFile(segments.get(key), kept)).length;
    if (each.rest === 0) forgetDraft(each.name);
  }
  return drafts.filter((each) => each.rest > 0)
    .sort((a, b) => b.draft.when - a.draft.when);
}

function forgetDraft(name) {
  try {
    storage.removeItem(name);
  } catch {
    // nothing was kept
  }
}
