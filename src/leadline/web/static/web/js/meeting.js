// The meeting: one stage at a time, by key or button, with nothing asked of the network.
// A pair that does not fit at 44 px is shown as two voices, each alone and whole.
const main = document.querySelector("[data-meeting]");
if (main) {
  const part = (name) => document.querySelector(`[data-meet=${name}]`);
  const stages = [...main.querySelectorAll("[data-stage]")];
  const wide = matchMedia("(min-width: 62rem)");
  const LEAST = 44;
  const MOST = 80;
  const SENTENCE = 22;
  let stops = [];
  let at = 0;

  const sidesOf = (stage) => [...stage.querySelectorAll(".meet-side")];
  const show = (stop) => {
    for (const stage of stages) stage.classList.toggle("is-on", stage === stop.stage);
    const sides = sidesOf(stop.stage);
    stop.stage.classList.toggle("is-apart", Boolean(stop.side));
    for (const side of sides) side.classList.toggle("is-off", Boolean(stop.side) && side !== stop.side);
  };
  const root = document.documentElement;
  const fits = () => root.scrollHeight <= root.clientHeight + 1;

  // Return whether a stop fits, and leave its words as large as they go.
  const fit = ({ stage, ...stop }) => {
    show({ stage, ...stop });
    stage.style.removeProperty("--fit");
    if (!wide.matches || fits()) return true;
    const least = stage.matches(".meet-sentence") ? SENTENCE : LEAST;
    const words = stage.querySelector(":not(.is-off) > .meet-words");
    const first = Math.min(MOST, parseFloat(getComputedStyle(words).fontSize));
    for (let size = Math.floor(first); size > least; size -= 2) {
      stage.style.setProperty("--fit", `${size / 16}rem`);
      if (fits()) return true;
    }
    stage.style.setProperty("--fit", `${least / 16}rem`);
    return fits();
  };

  const go = (to) => {
    at = Math.max(0, Math.min(to, stops.length - 1));
    const stop = stops[at];
    fit(stop);
    const same = stops.filter((one) => one.kind === stop.kind);
    const rest = stops.length - 1 - at - same.slice(same.indexOf(stop) + 1).length - 1;
    const isLast = at === stops.length - 1;
    const place = document.createElement("b");
    place.textContent = isLast ? stop.kind : `${stop.kind} ${same.indexOf(stop) + 1}`;
    part("place").replaceChildren(place, isLast ? "" : ` of ${same.length}`);
    part("rest").textContent = stop.kind === "Pair" && rest > 0
      ? `then ${rest} voice${rest === 1 ? "" : "s"} alone` : "";
    part("dots").replaceChildren(...stops.map((_, i) => {
      const dot = document.createElement("li");
      if (i < at) dot.className = "done";
      if (i === at) dot.setAttribute("aria-current", "step");
      return dot;
    }));
    part("back").disabled = at === 0;
    part("next").hidden = isLast;
    part("finish").hidden = !isLast;
    part("next").firstElementChild.textContent = at === stops.length - 2 ? "The sentence"
      : stops[at + 1]?.kind === "Pair" ? "Next pair" : "Next voice";
    scrollTo(0, 0);
  };

  const lay = () => {
    const kept = stops[at];
    const two = [];
    const one = [];
    const last = { stage: stages.at(-1), side: null, kind: "The sentence" };
    for (const stage of stages.slice(0, -1)) {
      const stop = { stage, side: null, kind: stage.dataset.stage };
      if (stop.kind !== "Pair") one.push(stop);
      else if (fit(stop)) two.push(stop);
      else for (const side of sidesOf(stage)) one.push({ stage, side, kind: "Voice alone" });
    }
    // Pairs first, then who needs the room alone: as they stood among each other.
    const order = (stop) => stages.indexOf(stop.stage);
    stops = [...two, ...one.sort((a, b) => order(a) - order(b)), last];
    const same = stops.findIndex((stop) => stop.stage === kept?.stage && stop.side === kept.side);
    go(same >= 0 ? same : Math.max(0, stops.findIndex((stop) => stop.stage === kept?.stage)));
  };

  const full = () => (document.fullscreenElement ? document.exitFullscreen()
    : document.documentElement.requestFullscreen());
  const keys = {
    ArrowRight: () => go(at + 1),
    ArrowLeft: () => go(at - 1),
    s: () => go(stops.length - 1),
    f: full,
    Escape: () => { if (!document.fullscreenElement) part("leave").click(); },
  };

  part("full").hidden = false;
  part("full").addEventListener("click", full);
  if (stages.length) {
    document.body.classList.add("is-staged");
    for (const name of ["keys", "back", "next"]) part(name).hidden = false;
    part("next").addEventListener("click", keys.ArrowRight);
    part("back").addEventListener("click", keys.ArrowLeft);
    // Not on "resize": the height of the page follows the window a moment later.
    new ResizeObserver(lay).observe(document.body);
    document.fonts.ready.then(lay);
    lay();
  }
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const isOurs = stages.length || key === "f" || key === "Escape";
    if (isOurs && keys[key]) { event.preventDefault(); keys[key](); }
  });
}
