// The checks of src/check/ that can be made as somebody types: codes and values exactly, spaces.
// Everything else that satz check finds stands there from when the page was made.

// Checks made here: findings of these from the page's making are replaced.
const LIVE = new Set(["untranslated", "target-empty", "code-missing", "code-added", "code-typed",
  "code-repeated", "quote-half", "quote-twice", "code-nested", "number-differs", "number-added",
  "number-in-brackets", "space-at-edge", "double-space", "state-waiting", "state-review",
  "state-without-target"]);

const isEmpty = (content) => content === null || tidy(content).length === 0;

// What merge will make of a segment, as src/check/fates.c says.
function ownFate(segment) {
  const target = segment.now.target;
  if (segment.fixed) return "fixed";
  if (target === null) return "untranslated";
  if (isEmpty(target)) return segment.now.state === "final" ? "deleted" : "elsewhere";
  const copy = isWaiting(segment) && segment.germanWord &&
    contentEqual(tidy(target), segment.source);
  return copy ? "untranslated" : "filled";
}

function setFates(block) {
  const done = (segment) => segment && segment.fate !== "untranslated" && segment.fate !== "elsewhere";
  for (const segment of block.segments) segment.fate = ownFate(segment);
  const empty = block.segments.filter((segment) => segment.fate === "elsewhere");
  for (const segment of empty) {
    const at = block.segments.indexOf(segment);
    if (!done(block.segments[at - 1]) && !done(block.segments[at + 1])) segment.fate = "untranslated";
  }
}

// ---- pairs: what is compared

// The typed text: each code is " / ", which no value spans. Of two full stops, one of which the
// English of a code brings along, one is written.
function typedText(segment) {
  const { unit, now } = segment;
  const content = segment.fate === "fixed" && now.target === null ? segment.source : now.target || [];
  let [text, form] = ["", ""];
  for (const part of content) {
    if (isCode(part)) {
      text += " / ";
      form = unit.codes[part].english;
    } else {
      text += form.endsWith(".") && part.startsWith(".") ? part.slice(1) : part;
      form = "";
    }
  }
  return text;
}

// One pair a segment; one for the block if a translation stands in a neighbour.
function makePairs(block) {
  const joined = block.segments.some((segment) => segment.fate === "elsewhere");
  const groups = joined ? [block.segments] : block.segments.map((segment) => [segment]);
  return groups.map((segments) => ({
    segments,
    at: segments.find((segment) => segment.fate === "filled") || segments[0],
    filled: segments.every((segment) => segment.fate !== "untranslated"),
    text: segments.some((segment) => segment.fate === "filled"),
    typed: segments.map(typedText).join(" "),
    german: segments.flatMap((segment) => (segment.values || []).map((value) => ({ ...value }))),
    germanText: segments.map((segment) => germanTyped(segment)).join(" "),
    english: [],
  }));
}

const germanTyped = (segment) =>
  segment.source.map((part) => (isCode(part) ? " / " : part)).join("");

// ---- codes

// The codes of a block's sources, with how often the targets have them.
function listCodes(block) {
  const codes = [];
  const byName = new Map();
  for (const unit of block.units) {
    unit.entries = [];
    unit.codes.forEach((code, index) => {
      if (code.added) return;
      const segment = unit.segments.find((each) => each.index === code.segment);
      const entry = { code, unit, index, segment, seen: 0, partner: null };
      codes.push(entry);
      unit.entries[index] = entry;
      byName.set(codeName(code), entry);
    });
  }
  for (const entry of codes) {
    if (entry.code.partner !== undefined) entry.partner = entry.unit.entries[entry.code.partner] || null;
  }
  pairHalves(codes);
  return { codes, byName };
}

const codeName = (code) => `${code.kind} ${code.id} ${code.german}`;

// Quotation marks of one pair that stand in two units of a block.
function pairHalves(codes) {
  const open = [];
  for (const entry of codes) {
    if (entry.partner || entry.code.type !== "quote") continue;
    if (entry.code.kind === "open") open.push(entry);
    const other = entry.code.kind === "close" ? open.pop() : null;
    if (other) [entry.partner, other.partner] = [other, entry];
  }
}

function findEntry(list, unit, index) {
  const code = unit.codes[index];
  return code.added ? list.byName.get(codeName(code)) : unit.entries[index];
}

function countCodes(block, list, say) {
  for (const segment of block.segments) {
    if (segment.fate === "untranslated") continue;
    const content = segment.fate === "fixed" && segment.now.target === null
      ? segment.source : segment.now.target || [];
    for (const part of content.filter(isCode)) {
      const entry = findEntry(list, segment.unit, part);
      if (entry) entry.seen += 1;
      else say(segment, "error", "code-added",
        `the target has a code ${segment.unit.codes[part].id} that its source does not have; remove it`);
    }
  }
}

const formsOf = (code) => code.german === code.english ? code.german : `${code.german} → ${code.english}`;

function isTyped(entry, pair) {
  const { code } = entry;
  if (!pair.filled) return false;
  if (code.type === "link") return pair.typed.includes(code.english);
  if (!code.values) return pair.typed.includes(code.english); // a language whose numbers are not read
  if (code.values.length === 0) return false;
  return code.values.every((value) => takeValue(pair.english, value));
}

function judgeHalf(entry, say) {
  const { code, partner, segment } = entry;
  if (entry.seen > 1) {
    say(segment, "error", "quote-twice",
      `${formsOf(code)} stands more than once; a quotation mark is written once`);
  } else if (entry.seen === 0 && partner && partner.seen > 0 && partner.segment.fate !== "untranslated") {
    say(segment, "error", "quote-half",
      `${formsOf(code)} is missing, but its other half is there; put it back, or drop both`);
  }
}

function judgeCode(entry, pair, say) {
  const { code, segment } = entry;
  if (code.kind !== "point") {
    judgeHalf(entry, say);
  } else if (entry.seen > 1) {
    say(segment, "remark", "code-repeated", `${formsOf(code)} stands ${entry.seen} times`);
  } else if (entry.seen === 0 && isTyped(entry, pair)) {
    say(segment, "remark", "code-typed", `${formsOf(code)} stands as text; its value is right`);
  } else if (entry.seen === 0) {
    say(segment, "error", "code-missing",
      `${formsOf(code)} is missing in the target; put it back, or type its value`);
  }
}

// A pair closes after it opens, and crosses no other.
function checkNesting(block, list, say) {
  const opened = new Set();
  let open = [];
  for (const segment of block.segments) {
    if (segment.fate === "untranslated") continue;
    for (const part of (segment.now.target || []).filter(isCode)) {
      const entry = findEntry(list, segment.unit, part);
      if (!entry || !entry.partner || entry.seen !== 1) continue;
      if (entry.code.kind === "open") {
        open.push(entry);
        opened.add(entry);
        continue;
      }
      const at = open.indexOf(entry.partner);
      const inner = open[open.length - 1];
      if (!opened.has(entry.partner) && entry.partner.seen === 1) {
        say(segment, "error", "code-nested",
          `${formsOf(entry.code)} closes before it opens; exchange the two halves`);
      } else if (at >= 0 && inner !== entry.partner && entry.code.type === "quote" && inner.code.type === "quote") {
        say(segment, "error", "code-nested",
          `the quotation that ${formsOf(entry.code)} closes crosses another; nest one in the other`);
      }
      if (at >= 0) open = open.slice(0, at);
    }
  }
}

// ---- values

const CHAIN = /(?<!\d)\d+(?::\d+)+/g;

// A scale or a score that stands as it was, 1:50, may be read as a time.
function takeChains(pair) {
  for (const found of pair.germanText.matchAll(CHAIN)) {
    const like = [...pair.typed.matchAll(CHAIN)].find((each) => each[0] === found[0]);
    if (!like) continue;
    const numbers = found[0].split(":").map((part) => numberValue(part, 0));
    for (const value of pair.german) {
      const inside = found[0].includes(value.text) &&
        (value.kind !== "number" || numbers.some((number) => sameNumber(number, value)));
      if (inside) value.taken = true;
    }
    for (const value of pair.english) {
      if (value.start >= like.index && value.end <= like.index + like[0].length) value.taken = true;
    }
  }
}

function isBracketed(pair, value) {
  const before = pair.typed.slice(0, value.start);
  return before.lastIndexOf("(") > before.lastIndexOf(")");
}

function compareValues(pair, codes) {
  takeChains(pair);
  const lost = [];
  for (const value of pair.german) {
    if (value.taken || value.optional) continue;
    value.taken = Boolean(takeValue(pair.english, value));
    if (!value.taken) lost.push({ value, pair });
  }
  const own = codes.filter((entry) => pair.segments.includes(entry.segment))
    .flatMap((entry) => entry.code.values || []);
  const added = pair.english.filter((value) => !value.taken && !value.optional && /\d/.test(value.text) &&
    !takeValue(pair.german, value) && !own.some((each) => sameValue(each, value)));
  return { lost, added: added.map((value) => ({ value, pair, bracketed: isBracketed(pair, value) })) };
}

// A value that moved to a neighbouring sentence is no other.
function meetNeighbours(lost, added) {
  for (const one of lost) {
    const other = added.find((each) => !each.met && !each.bracketed && sameValue(each.value, one.value));
    if (other) one.met = other.met = true;
  }
}

function sayLost(one, added, say) {
  const { value, pair } = one;
  const other = added.find((each) => !each.met && !each.bracketed && each.pair === pair &&
    each.value.kind === value.kind);
  if (other) other.met = true;
  say(pair.at, "error", "number-differs", other
    ? `the ${value.kind} “${value.text}” of the German is “${other.value.text}” here, another value`
    : `the ${value.kind} “${value.text}” of the German is not here; put its value in`);
}

function checkValues(pairs, codes, say) {
  const lost = [];
  const added = [];
  for (const pair of pairs.filter((each) => each.text && each.filled)) {
    const found = compareValues(pair, codes);
    lost.push(...found.lost);
    added.push(...found.added);
  }
  meetNeighbours(lost, added);
  lost.filter((one) => !one.met).forEach((one) => sayLost(one, added, say));
  for (const { value, pair, bracketed } of added.filter((one) => !one.met)) {
    if (bracketed) say(pair.at, "remark", "number-in-brackets", `the ${value.kind} “${value.text}” in brackets is not in the German`);
    else say(pair.at, "warning", "number-added", `the ${value.kind} “${value.text}” is not in the German`);
  }
}

// ---- the rest

function checkSpaces(segment, say) {
  const text = plainText(segment.unit, segment.now.target, true);
  const edge = (pattern) => pattern.test(text) !== pattern.test(segment.german);
  if (edge(/^\s/) || edge(/\s$/)) {
    say(segment, "warning", "space-at-edge", "white space at the edge is not as in the German");
  }
  if (/ {2}/.test(text) && !/ {2}/.test(segment.german)) say(segment, "warning", "double-space", "two spaces in a row");
}

function checkState(segment, say) {
  const { state } = segment.now;
  if (segment.fate === "filled" && state !== "" && isWaiting(segment)) {
    say(segment, "remark", "state-waiting", "is translated, and its state says that it is not");
  }
  if (segment.fate === "filled" && state.startsWith("needs-") && !isWaiting(segment)) {
    say(segment, "warning", "state-review", `its state says “${stateLabel(segment, state)}”; review it, and set the state`);
  }
  if (segment.fate === "untranslated" && ["translated", "reviewed", "signed-off", "final"].includes(state)) {
    say(segment, "warning", "state-without-target",
      `its state says “${stateLabel(segment, state)}”, and it is not translated`);
  }
}

// Checks a block anew: sets segment.fate, and segment.live, its findings.
function checkBlock(block) {
  const ours = block.file.ours;
  const say = (segment, severity, id, message) => {
    const level = severity === "error" && !ours ? "warning" : severity;
    segment.live.push({ severity: level, id, message });
  };
  for (const segment of block.segments) segment.live = [];
  setFates(block);
  const list = listCodes(block);
  const pairs = makePairs(block);
  countCodes(block, list, say);
  checkNesting(block, list, say);
  for (const pair of pairs) {
    pair.english = pair.filled ? readValues(pair.typed) : [];
    const own = list.codes.filter((entry) => pair.segments.includes(entry.segment));
    if (pair.filled) own.forEach((entry) => judgeCode(entry, pair, say));
  }
  if (block.segments.some((segment) => segment.values)) checkValues(pairs, list.codes, say);
  for (const segment of block.segments) {
    if (segment.fate === "filled") checkSpaces(segment, say);
    checkState(segment, say);
  }
}

// What is shown: checked here; and found by satz check in the text that the file came with.
function findingsOf(segment) {
  const asItCame = !isTargetChanged(segment);
  const other = segment.findings.filter((finding) => !LIVE.has(finding.id) && asItCame);
  return segment.live.concat(other);
}
