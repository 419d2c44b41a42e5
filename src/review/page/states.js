// The states of a segment, as each version of XLIFF names them.
const STATES = {
  1: [
    ["", "No state"],
    ["needs-translation", "To translate"],
    ["translated", "Translated"],
    ["needs-review-translation", "Needs review"],
    ["signed-off", "Reviewed"],
    ["final", "Final"],
  ],
  2: [
    ["", "No state"],
    ["initial", "To translate"],
    ["translated", "Translated"],
    ["reviewed", "Reviewed"],
    ["final", "Final"],
  ],
};

const statesOf = (segment) => STATES[segment.unit.file.version === "1.2" ? 1 : 2];

// The state that a step of the work is called in the segment's file.
function stateNamed(segment, label) {
  const found = statesOf(segment).find((state) => state[1] === label);
  return found ? found[0] : "";
}

function stateLabel(segment, state) {
  const found = statesOf(segment).find((known) => known[0] === state);
  return found ? found[1] : state;
}

// In 1.2 the segments of one unit share their state.
const sharing = (segment) =>
  segment.unit.file.version === "1.2" ? segment.unit.segments : [segment];

function putState(segment, state) {
  for (const each of sharing(segment)) each.now.state = state;
}

// Whether the state says that nobody translated it yet.
function isWaiting(segment) {
  return ["", "initial", "new", "needs-translation"].includes(segment.now.state);
}
