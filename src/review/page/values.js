// The numbers, dates and times of an English text: what src/check/values_english.c reads of digits
// and of plain number words, in the same order of rules. What it reads besides is vague here.

function readTable(text) {
  const rows = new Map();
  for (const line of text.split("\n").filter((each) => each && each[0] !== "#").slice(1)) {
    const [word, ...cells] = line.split("|").map((cell) => cell.trim());
    rows.set(word, cells.map(Number));
  }
  return rows;
}

const NUMBER_WORDS = readTable(NUMBER_TABLE); // value, exponent, scale, ordinal
const MONTHS = readTable(MONTH_TABLE);

const BLANKS = "[ \\u00a0\\u202f\\u2009]{0,3}";
const DASH = "[-\\u2010-\\u2014\\u2212]";
const JOINT = `(?:${BLANKS}${DASH}${BLANKS}|,?[ \\u00a0\\u202f\\u2009]{1,3}(?:and|to|or|until|through)(?!\\p{L})${BLANKS}|,${BLANKS})`;
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?(?![\\p{L}\\d:%]|[.,]\\d)";
const YEAR = `(?:,?${BLANKS}(?<![\\d,])(\\d{4})(?![\\d\\p{L}]|[.,]\\d))?`;
const MONTH = "(\\p{L}+)";
const CLOCK = "(\\d{1,2})(?:([:.])(\\d{2})(?!\\d))?";
const HALF = `${BLANKS}(a\\.m\\.?|p\\.m\\.?|am|pm|AM|PM|A\\.M\\.|P\\.M\\.)(?!\\p{L})`;

const sticky = (pattern) => new RegExp(pattern, "uy");
const PATTERN = {
  word: sticky("\\p{L}{1,64}"),
  link: sticky("(?:(?:https?:\\/\\/|HTTPS?:\\/\\/|ftp:\\/\\/|www\\.|WWW\\.|mailto:)\\S+|[\\w.+%-]+@[\\p{L}\\d.-]+|@[\\w.-]+|#[\\p{L}\\d_]*\\p{L}[\\p{L}\\d_]*|[\\p{L}\\d-]+(?:\\.[\\p{L}\\d-]+)*\\.(?:de|com|org|net|at|ch|eu|info|tv|io|uk|fr)(?![\\p{L}\\d@])(?:\\/\\S*)?)"),
  days: sticky(`${DAY}(?:${JOINT}${DAY})?(?:${JOINT}${DAY})?(?:${JOINT}${DAY})?`),
  joint: sticky(JOINT),
  month: sticky(`${MONTH}(\\.?)`),
  year: sticky(YEAR),
  clock: sticky(CLOCK),
  half: sticky(HALF),
  oclock: sticky(`${BLANKS}o['’]clock`),
  iso: sticky("(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)"),
  slashed: sticky("(\\d{1,2})\\/(\\d{1,2})(?:\\/(\\d{1,4}))?(?!\\d)"),
  number: sticky("\\d{1,3}(?:,\\d{3}(?!\\d))+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?"),
  chain: sticky("\\d+(?:[.:]\\d+)+"),
  ordinal: sticky("(?:st|nd|rd|th)(?!\\p{L})"),
  magnitude: sticky(`(?:${BLANKS}|-)(\\p{L}+)`),
  blanks: sticky(BLANKS),
};

function match(pattern, text, at) {
  PATTERN[pattern].lastIndex = at;
  return PATTERN[pattern].exec(text);
}

const LETTER = /\p{L}/u;

class ValueReader {
  constructor(text) {
    this.text = text;
    this.values = [];
  }

  add(value, start, end) {
    this.values.push({ ...value, start, end, text: this.text.slice(start, end) });
    return end;
  }

  letterBefore(at) {
    return at > 0 && LETTER.test(this.text[at - 1]);
  }

  // ---- dates

  month(at) {
    const found = match("month", this.text, at);
    const row = found && MONTHS.get(found[1]);
    if (!row) return null;
    const dot = found[1].length < 5 ? found[2].length : 0;
    return { month: row[0], end: at + found[1].length + dot };
  }

  days(at) {
    const found = match("days", this.text, at);
    const days = found ? found.slice(1).filter((day) => day !== undefined).map(Number) : [];
    return days.length && days.every((day) => day > 0 && day < 32)
      ? { days, end: at + found[0].length } : null;
  }

  skipBlanks(at) {
    return at + match("blanks", this.text, at)[0].length;
  }

  addDates(days, month, end, start) {
    const year = match("year", this.text, end);
    const value = { kind: "date", month, day: 0, year: year && year[1] ? Number(year[1]) : 0 };
    const after = value.year ? end + year[0].length : end;
    if (!days.length && !value.year) return 0;
    for (const day of days.length ? days : [0]) this.add({ ...value, day }, start, after);
    return after;
  }

  monthFirst(at) {
    const month = this.month(at);
    if (!month) return 0;
    const days = this.days(this.skipBlanks(month.end));
    if (days) return this.addDates(days.days, month.month, days.end, at);
    const of = /^ of(?= \d)/.test(this.text.slice(month.end, month.end + 5)) ? 3 : 0;
    return this.addDates([], month.month, month.end + of, at); // in May of 2024
  }

  dayFirst(at) {
    const days = this.days(at);
    if (!days) return 0;
    let next = this.skipBlanks(days.end);
    if (/^of(?!\p{L})/u.test(this.text.slice(next, next + 3))) next = this.skipBlanks(next + 2);
    const month = this.month(next);
    return month ? this.addDates(days.days, month.month, month.end, at) : 0;
  }

  slashed(at) {
    const found = match("slashed", this.text, at);
    if (!found) return 0;
    const [first, second] = [Number(found[1]), Number(found[2])];
    if (!first || !second || (first > 12 && second > 12) || first > 31 || second > 31) return 0;
    const [month, day] = first > 12 ? [second, first] : [first, second];
    const year = found[3] ? Number(found[3]) + (found[3].length === 2 ? 2000 : 0) : 0;
    const value = { kind: "date", year, month, day, swapped: true, optional: !found[3] };
    return this.add(value, at, at + found[0].length);
  }

  iso(at) {
    const found = match("iso", this.text, at);
    if (!found) return 0;
    const [year, month, day] = found.slice(1).map(Number);
    return this.add({ kind: "date", year, month, day }, at, at + found[0].length);
  }

  // ---- times

  clock(at) {
    const found = match("clock", this.text, at);
    if (!found || /\d/.test(this.text[at + found[1].length] || "")) return null;
    const minute = found[3] ? Number(found[3]) : 0;
    if (Number(found[1]) > 24 || minute > 59) return null;
    const mark = found[3] ? found[2] : "";
    return { hour: Number(found[1]), minute, mark, end: at + found[0].length };
  }

  addClock(clock, half, start, end, halfDay) {
    const afternoon = half && /^p/i.test(half) ? 12 : 0;
    const hour = half ? (clock.hour % 12) + afternoon : clock.hour % 24;
    return this.add({ kind: "time", minute: hour * 60 + clock.minute, halfDay }, start, end);
  }

  time(at) {
    const first = this.clock(at);
    if (!first) return 0;
    let half = match("half", this.text, first.end);
    if (half) return this.addClock(first, half[1], at, first.end + half[0].length);
    const joint = match("joint", this.text, first.end);
    const next = joint ? first.end + joint[0].length : 0;
    const second = joint && this.clock(next);
    half = second && match("half", this.text, second.end);
    if (half) {
      const end = second.end + half[0].length;
      this.addClock(first, half[1], at, end);
      return this.addClock(second, half[1], next, end);
    }
    const oclock = match("oclock", this.text, first.end);
    if (oclock) return this.addClock(first, null, at, first.end + oclock[0].length, true);
    if (first.mark !== ":" || this.text[first.end] === ":") return 0;
    return this.addClock(first, null, at, first.end);
  }

  // ---- numbers

  magnitude(at, money) {
    const found = match("magnitude", this.text, at);
    if (!found) return null;
    const row = NUMBER_WORDS.get(found[1]);
    const end = at + found[0].length;
    if (row && row[2] === 1 && !row[3] && found[0].length > found[1].length) {
      return { exponent: row[1], end };
    }
    const short = { mn: 6, bn: 9, tn: 12 }[found[1]];
    const rich = money ? { m: 6, k: 3, K: 3, M: 6, B: 9 }[found[1]] : 0;
    return short || rich ? { exponent: short || rich, end } : null;
  }

  // Minus, a hyphen or U+2212 before the digits, or before the sign of a currency.
  sign(at, value) {
    const before = this.text.slice(Math.max(0, at - 12), at);
    const word = /([Mm]inus)[ \u00a0]$/.exec(before);
    const mark = /(^|[( \u00a0\u202f])[-−]$/.exec(before);
    if (value.digits === "0" || !(word || mark)) return;
    value.negative = true;
    value.signOpen = Boolean(word) || at - 1 === 0;
  }

  number(at) {
    const found = match("number", this.text, at);
    const digitsEnd = at + found[0].length;
    const money = "€$£".includes(this.text[at - 1] || " ") ? at - 1 : at;
    const rich = money < at || /(?:EUR|USD|GBP|CHF) $/.test(this.text.slice(Math.max(0, at - 4), at)) ||
      /^\p{L}+ (?:euros?|dollars|pounds|francs)(?!\p{L})/u.test(this.text.slice(digitsEnd, digitsEnd + 24));
    const magnitude = this.magnitude(digitsEnd, rich);
    const value = numberValue(found[0].replace(/,/g, ""), magnitude ? magnitude.exponent : 0);
    const ordinal = match("ordinal", this.text, digitsEnd);
    const end = ordinal ? digitsEnd + 2 : magnitude ? magnitude.end : digitsEnd;
    this.sign(money, value);
    const dashed = this.text[at - 1] === "-" && this.letterBefore(at - 1);
    const joined = dashed || this.letterBefore(at) || LETTER.test(this.text[digitsEnd] || "");
    value.optional = !ordinal && !magnitude && joined;
    this.add(value, at, end);
    this.shareMagnitude(magnitude);
    return end;
  }

  // The 3 of "3 to 5 million" may be millions too.
  shareMagnitude(magnitude) {
    const [before, last] = this.values.slice(-2);
    if (!magnitude || !last || before.kind !== "number") return;
    const between = this.text.slice(before.end, last.start).trim().replace(/[€$£]$/, "").trim();
    if (/^(to|and|or|–|-)$/.test(between)) before.scale = magnitude.exponent;
  }

  // 2:1, 1.2.3: each of its numbers.
  chain(at) {
    const found = match("chain", this.text, at);
    if (!found || (!found[0].includes(":") && found[0].split(".").length < 3)) return 0;
    for (const part of found[0].matchAll(/\d+/g)) {
      const start = at + part.index;
      this.add(numberValue(part[0], 0), start, start + part[0].length);
    }
    return at + found[0].length;
  }

  digits(at) {
    const grouped = /^\d{1,3},\d{3}(?!\d)/.test(this.text.slice(at, at + 8));
    return this.time(at) || this.iso(at) || this.slashed(at) || this.dayFirst(at) ||
      (grouped ? 0 : this.chain(at)) || this.number(at);
  }

  // ---- words

  words(at) {
    let [end, next, last] = [at, at, false];
    const sum = { total: 0, part: 0, any: false };
    while (!last) {
      const word = match("word", this.text, next);
      const row = word && NUMBER_WORDS.get(word[0].toLowerCase());
      if (!row || !canFollow(sum, row)) break;
      addWord(sum, row);
      end = next + word[0].length;
      last = Boolean(row[3]);
      next = this.text[end] === "-" ? end + 1 : this.skipBlanks(end);
      const and = match("word", this.text, next);
      if (sum.part >= 100 && and && and[0] === "and") next = this.skipBlanks(next + 3);
    }
    if (!sum.any) return 0;
    return this.add({ ...numberValue(String(sum.total + sum.part), 0), optional: true }, at, end);
  }

  word(at) {
    const end = this.monthFirst(at) || this.words(at);
    if (end) return end;
    const word = match("word", this.text, at)[0];
    const minute = { noon: 720, midday: 720, midnight: 0 }[word];
    if (minute !== undefined) this.add({ kind: "time", minute }, at, at + word.length);
    return at + word.length;
  }

  link(at) {
    const before = this.text[at - 1] || " ";
    if (!/[ \u00a0\u202f\u2009(]/.test(before)) return 0;
    const found = match("link", this.text, at);
    return found ? at + found[0].replace(/[.,;:!?'\])*]+$/, "").length : 0;
  }

  read() {
    for (let at = 0; at < this.text.length;) {
      const c = this.text[at];
      const digit = c >= "0" && c <= "9";
      const letter = LETTER.test(c);
      let end = digit || letter || c === "@" || c === "#" ? this.link(at) : 0;
      if (!end && digit) end = this.digits(at);
      if (!end && letter) end = this.word(at);
      at = end > at ? end : at + 1;
    }
    return this.values;
  }
}

const readValues = (text) => new ValueReader(text).read();

// Digits without zeros at either end, and the exponent of ten.
function numberValue(text, exponent) {
  const [whole, fraction = ""] = text.split(".");
  const all = (whole + fraction).replace(/^0+/, "");
  const digits = all.replace(/0+$/, "");
  const power = exponent - fraction.length + all.length - digits.length;
  return digits ? { kind: "number", digits, exponent: power } : { kind: "number", digits: "0", exponent: 0 };
}

function addWord(sum, [value, exponent, scale]) {
  if (scale === 2) {
    sum.part = (sum.part || 1) * value;
  } else if (!scale) {
    sum.part += value;
  } else if (exponent === 2) {
    sum.part = (sum.part || 1) * 100;
  } else {
    sum.total += (sum.part || 1) * 10 ** exponent;
    sum.part = 0;
  }
  sum.any = true;
}

// Twenty five, hundred five, but not five six.
function canFollow(sum, [value, , scale]) {
  const below = sum.part % 100;
  if (!sum.any || scale) return true;
  return below === 0 || (below >= 20 && below % 10 === 0 && value > 0 && value < 10);
}

// English says times, dates and fractions in words too: where it may, nothing is said of values that
// are not found as digits.
const VAGUE = new RegExp("[½¼¾⅓⅔]|\\b(?:half|halves|quarters?|thirds?|fifths?|tenths?|past|noon|midday|midnight|" +
  "o['’]clock|dozens?|scores?|couple|pair|decades?|century|centuries|fortnight|morning|afternoon|evening|night|" +
  "double[sd]?|triple[sd]?|twice|once|and a)\\b|\\d0s\\b|\\p{L} of (?:" + [...MONTHS.keys()].join("|") + ")\\b", "iu");
const isVague = (text) => VAGUE.test(text);

function sameNumber(a, b) {
  const signs = !a.negative === !b.negative || a.signOpen || b.signOpen;
  if (a.digits !== b.digits || !signs) return false;
  return a.exponent === b.exponent || a.exponent + (a.scale || 0) === b.exponent ||
    a.exponent === b.exponent + (b.scale || 0);
}

function sameDate(a, b) {
  const years = !a.year || !b.year || a.year === b.year;
  const days = a.month === b.month && a.day === b.day;
  const crossed = (a.swapped || b.swapped) && a.month === b.day && a.day === b.month;
  return years && (days || crossed);
}

function sameValue(a, b) {
  if (a.kind !== b.kind) return false;
  if (a.kind === "date") return sameDate(a, b);
  if (a.kind === "number") return sameNumber(a, b);
  const period = a.halfDay || b.halfDay ? 720 : 1440;
  return a.minute % period === b.minute % period;
}

// Takes the first value that equals `value`; one that is not optional comes first.
function takeValue(values, value) {
  const like = values.filter((each) => !each.taken && sameValue(each, value));
  const found = like.find((each) => !each.optional) || like[0];
  if (found) found.taken = true;
  return found;
}
