// The page at work: events, drafts, what was saved.

const changedBlocks = new Set();
const changedFiles = new Set();
let [checkTimer, draftTimer, unsaved] = [0, 0, false];

const CHECK_PAUSE = 120;
const DRAFT_PAUSE = 250;

// Everything that changes a segment ends here. Checks and the draft wait for a pause in typing.
function segmentChanged(segment) {
  unsaved = true;
  changedBlocks.add(segment.unit.block);
  changedFiles.add(segment.unit.file);
  clearTimeout(checkTimer);
  checkTimer = setTimeout(refreshChanged, CHECK_PAUSE);
  clearTimeout(draftTimer);
  draftTimer = setTimeout(keepDrafts, DRAFT_PAUSE);
}

function refreshChanged() {
  if (changedBlocks.size === 0) return;
  clearTimeout(checkTimer);
  for (const block of changedBlocks) {
    refreshBlock(block);
    block.segments.forEach(showChange);
  }
  changedBlocks.clear();
  showCounts();
  showDock();
  if (active) active.row.scrollIntoView({ block: "nearest" });
}

// ---- drafts

function keepDrafts() {
  clearTimeout(draftTimer);
  const kept = [...changedFiles].every(keepDraft);
  changedFiles.clear();
  $("status").textContent = !unsaved ? "" : kept ? "Draft kept in this browser" : "Not saved";
  $("no-draft").hidden = kept;
}

const clock = (when) => new Date(when).toLocaleString([], { dateStyle: "short", timeStyle: "short" });

function makeBanner(text, ...buttons) {
  const close = make("button", { type: "button", class: "close" }, "✕");
  close.setAttribute("aria-label", "Close");
  const banner = make("p", { class: "banner" }, make("span", {}, text), ...buttons, close);
  close.addEventListener("click", () => banner.remove());
  $("banners").append(banner);
  return banner;
}

function makeButton(label, action) {
  const button = make("button", { type: "button" }, label);
  button.addEventListener("click", () => {
    action();
    button.closest(".banner").remove();
  });
  return button;
}

const sentences = (count) => `${count} sentence${count === 1 ? "" : "s"}`;

function takeDraft(file) {
  const draft = storage && readDraft(draftName(file));
  if (!draft) return;
  const { taken } = applyDraft(file, draft);
  unsaved = unsaved || taken > 0;
  if (taken) {
    makeBanner(`Your draft of ${file.name} from ${clock(draft.when)} is back: ${sentences(taken)}.`,
      makeButton("Throw the draft away", () => throwAway(file)));
  }
}

function throwAway(file) {
  forgetDraft(draftName(file));
  for (const block of file.blocks) {
    block.segments.filter(isEdited).forEach(revert);
    refreshBlock(block);
  }
  showCounts();
}

function offerOlder(file) {
  for (const { name, draft, rest } of olderDrafts(file)) {
    makeBanner(`There is a draft of another version of ${file.name}, from ${clock(draft.when)}: ${sentences(rest)}.`,
      makeButton("Take what still fits", () => takeOlder(file, name, draft)),
      makeButton("Throw it away", () => forgetDraft(name)));
  }
}

function takeOlder(file, name, draft) {
  const { taken, left } = applyDraft(file, draft);
  for (const block of file.blocks) {
    block.segments.forEach(showEdited);
    block.segments.forEach(segmentChanged);
  }
  if (left === 0) forgetDraft(name);
  makeBanner(`${sentences(taken)} taken` + (left ? `; ${left} left out, since the German or the translation is another now.` : "."));
}

function showEdited(segment) {
  if (!isEdited(segment)) return;
  showTarget(segment);
  showOwnNote(segment, false);
}

function markSaved(files) {
  unsaved = false;
  $("status").textContent = `Saved ${files.map((file) => file.name).join(", ")} to your downloads`;
}

// ---- events, all of them at the top

const segmentOf = (node) => {
  const row = node && node.closest && node.closest(".segment");
  return row ? SEGMENTS[Number(row.dataset.number)] : null;
};

const cellOf = (event) => (event.target.closest && event.target.closest(".en") ? segmentOf(event.target) : null);

function onCell(name, act) {
  $("article").addEventListener(name, (event) => {
    const segment = cellOf(event);
    if (segment && !segment.fixed) act(event, segment);
  });
}

function listenToCells() {
  const article = $("article");
  article.addEventListener("focusin", (event) => activate(segmentOf(event.target)));
  onCell("beforeinput", beforeInput);
  onCell("input", (event, segment) => afterInput(segment));
  onCell("copy", (event, segment) => copy(event, segment, false));
  onCell("cut", (event, segment) => copy(event, segment, true));
  onCell("paste", paste);
  onCell("dragover", (event) => event.preventDefault());
  onCell("drop", drop);
  article.addEventListener("dragstart", (event) => {
    const segment = segmentOf(event.target.nodeType === 1 ? event.target : event.target.parentNode);
    if (segment) startDrag(event, segment);
  });
  article.addEventListener("click", clickArticle);
  article.addEventListener("input", typeNote);
  document.addEventListener("selectionchange", () => {
    rememberCaret();
    markSelectedCode();
  });
}

// A click on a German code puts it in; on an English one selects it; on a state opens its list.
function clickArticle(event) {
  const segment = segmentOf(event.target);
  if (!segment || segment.fixed) return;
  const chip = event.target.closest(".code");
  if (chip && chip.closest(".de")) {
    activate(segment);
    insertCode(segment, Number(chip.dataset.code));
  } else if (chip && chip.closest(".en")) {
    const at = positionAt(segment.cells.english, segment.cells.english,
      [...segment.cells.english.childNodes].indexOf(chip));
    segment.cells.english.focus();
    select(segment.cells.english, at, at + 1);
  } else if (event.target.closest(".state")) {
    activate(segment);
    $("dock-state").focus();
  }
}

function typeNote(event) {
  if (event.target.tagName !== "TEXTAREA") return;
  const segment = segmentOf(event.target);
  segment.now.note = event.target.value.trim();
  segmentChanged(segment);
}

function listenToDock() {
  $("dock").addEventListener("mousedown", (event) => {
    if (event.target.closest("button")) event.preventDefault(); // the cursor stays in the sentence
  });
  $("dock").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !active) return;
    if (button.dataset.insert !== undefined) {
      if (!active.fixed) insertCode(active, Number(button.dataset.insert));
    } else {
      ({ note: openNote, german: copyGerman, revert, done: finish })[button.dataset.do](active);
    }
  });
  $("dock-state").addEventListener("change", (event) => {
    if (!active.fixed) setState(active, event.target.value);
  });
}

function listenToTop() {
  $("search").addEventListener("input", (event) => {
    view.text = fold(event.target.value.trim());
    applyFilter();
  });
  $("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter") goTo(1, isVisible);
  });
  $("state-filter").addEventListener("change", (event) => {
    view.state = event.target.value;
    applyFilter();
  });
  $("filters").addEventListener("click", (event) => {
    const button = event.target.closest("[data-filter]");
    if (button) setFilter(button.dataset.filter);
  });
  $("save").addEventListener("click", save);
  $("show-help").addEventListener("click", () => $("help").showModal());
  $("theme").addEventListener("click", nextTheme);
  $("mode").addEventListener("change", (event) => keepSetting("mode", event.target.value));
}

// ---- settings

function keepSetting(name, value) {
  try {
    storage.setItem(`satz-review ${name}`, value);
  } catch {
    // it holds for this page
  }
}

function setting(name) {
  try {
    return storage.getItem(`satz-review ${name}`) || "";
  } catch {
    return "";
  }
}

const isDark = () => document.documentElement.dataset.theme
  ? document.documentElement.dataset.theme === "dark"
  : matchMedia("(prefers-color-scheme: dark)").matches;

function nextTheme() {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  keepSetting("theme", document.documentElement.dataset.theme);
}

function readSettings() {
  if (setting("theme")) document.documentElement.dataset.theme = setting("theme");
  if (setting("mode")) $("mode").value = setting("mode");
}

// ---- the start

function listenToPage() {
  document.addEventListener("keydown", onKey);
  addEventListener("pagehide", keepDrafts);
  document.addEventListener("visibilitychange", () => document.hidden && keepDrafts());
  addEventListener("storage", (event) => {
    if (event.key && FILES.some((file) => event.key === draftName(file))) $("two-tabs").hidden = false;
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved && !$("no-draft").hidden) event.preventDefault();
  });
}

function start() {
  readData();
  readSettings();
  $("title").textContent = FILES.map((file) => file.name).join(", ");
  FILES.forEach(takeDraft);
  FILES.forEach(showFile);
  for (const file of FILES) file.blocks.forEach(refreshBlock);
  SEGMENTS.filter((segment) => segment.now.note).forEach((segment) => showOwnNote(segment, false));
  listStates();
  showCounts();
  showKeys();
  listenToCells();
  listenToDock();
  listenToTop();
  listenToPage();
  FILES.forEach(offerOlder);
  document.documentElement.dataset.ready = "yes";
}

start();
