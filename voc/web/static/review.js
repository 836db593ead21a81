// Keys of the review queue, and decisions without leaving the list. Without it everything works as forms.
// The cursor is the row with aria-current; the pane is inert until it shows that row.
"use strict";

(() => {
  const pane = document.getElementById("pane");
  const told = document.getElementById("told");
  if (!pane) return;
  const list = document.querySelector(".items"); // none on the page of one item: its forms are the browser's
  const { lost, unopened } = (document.querySelector(".queue") || pane).dataset;
  const secret = document.querySelector("meta[name=csrf]").content;
  const rows = () => [...document.querySelectorAll(".item")];
  const rowOf = (id) => document.getElementById(`i${id}`);
  const current = () => document.querySelector(".item[aria-current]");
  const shown = () => pane.querySelector(".open-item");
  const idsOf = (form) => [...new Set(form.getAll("item"))].map((seen) => seen.split(".")[0]);
  const beside = () => matchMedia("(min-width: 60.01rem)").matches; // the pane stands beside the list
  const decided = []; // what was decided in this tab, for undo: the ids of one item or of many at once
  const left = new Map(); // id -> the item as this tab left it, id.version
  const sending = new Set(); // ids of what is being decided
  const drafts = new Set(); // forms of any item that somebody began to fill in
  let touched = null; // the field of words that was touched last
  let wanted = 0; // the number of the pane that was asked for last
  let opening = null; // until the pane that was asked for last is there
  let reaching = false; // a key waits for the pane to go to one of its fields
  let leaving = null; // the form whose sending leaves the page

  function tell(sentence, problem = false) {
    told.textContent = sentence;
    told.className = problem ? "problem" : "flash";
  }

  function open(row) {
    return (opening = load(row));
  }

  async function load(row) {
    const number = ++wanted;
    pane.inert = true;
    const asked = fetch(`/review/${row.dataset.item}?pane=1`);
    const [answer, html] = await asked.then(async (one) => [one, await one.text()]).catch(() => []);
    if (number !== wanted) return;
    if (answer?.redirected) return location.reload(); // the session has ended
    if (!answer?.ok) return tell(unopened, true);
    keep();
    pane.innerHTML = html;
    putBack();
    pane.scrollTop = 0;
    pane.inert = false;
    touched = null;
  }

  // Drafts are the forms themselves, with what stands in them, for as long as the page lives.
  function begun(form) {
    const standard = (one) => ([...one.options].find((option) => option.defaultSelected) || one.options[0]).value;
    return [...form.elements].some((one) => "value" in one && one.value !== (one.options ? standard(one) : one.defaultValue ?? one.value));
  }

  const draftsOf = (id) => [...drafts].filter((form) => idsOf(new FormData(form))[0] === id);

  function keep() {
    for (const form of pane.querySelectorAll("form[data-draft]")) begun(form) ? drafts.add(form) : drafts.delete(form);
    rows().forEach(mark);
  }

  function putBack() {
    for (const form of draftsOf(shown().dataset.item)) {
      const fresh = pane.querySelector(`form[data-draft=${form.dataset.draft}]`);
      if (!fresh) continue;
      for (const now of fresh.querySelectorAll(":scope > [type=hidden]")) {
        form.querySelector(`:scope > [name=${now.name}]`).replaceWith(now); // the item as it stands now
      }
      fresh.replaceWith(form);
      form.closest("details")?.setAttribute("open", "");
    }
  }

  function mark(row) {
    row.querySelector(".draft").hidden = !draftsOf(row.dataset.item).length;
  }

  addEventListener("beforeunload", (event) => {
    keep();
    drafts.delete(leaving);
    leaving = null;
    if (drafts.size) event.preventDefault();
  });

  function go(row, focus = true) {
    if (!row) return;
    current()?.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
    row.scrollIntoView({ block: "nearest" });
    if (focus) row.querySelector(".pick").focus({ preventScroll: true });
    return open(row);
  }

  function step(by) {
    const all = rows();
    const next = all[all.indexOf(current()) + by];
    if (next) return go(next);
    const page = document.getElementById(by > 0 ? "onward" : "back");
    if (page) location.href = page.href + (by > 0 ? "" : "#last");
  }

  // Send a decision and show its items as they are then; true when it was carried out.
  async function decide(form) {
    const ids = idsOf(form);
    if (ids.some((id) => sending.has(id))) return false;
    ids.forEach((id) => sending.add(id));
    try {
      const headers = { Accept: "application/json", "X-CSRF-Token": secret };
      const answer = await fetch("/review/decide", { method: "POST", headers, body: form }).catch(() => null);
      if (!answer) return tell(lost, true);
      if (answer.status === 401) return location.reload();
      const said = await answer.json().catch(() => ({ sentence: lost }));
      tell(said.sentence, !answer.ok);
      if (form.get("action") === "undo") ids.forEach(forget);
      if (answer.status === 409) await refresh(ids);
      if (!answer.ok) return false;
      for (const [id, html] of Object.entries(said.rows)) replace(id, html);
      document.querySelector(".day").innerHTML = said.day;
      for (const id of said.decided.map(String)) left.set(id, rowOf(id)?.dataset.seen);
      if (form.get("action") !== "undo") decided.push(ids);
      return true;
    } finally {
      ids.forEach((id) => sending.delete(id));
      count();
    }
  }

  // What was taken back, or cannot be, is not the next to be undone.
  function forget(id) {
    const at = decided.findLastIndex((ids) => ids.includes(id));
    if (at < 0) return;
    decided[at] = decided[at].filter((one) => one !== id);
    if (!decided[at].length) decided.splice(at, 1);
  }

  function replace(id, html) {
    const row = rowOf(id);
    if (!row) return;
    const was = row.hasAttribute("aria-current");
    row.outerHTML = html;
    if (was) rowOf(id).setAttribute("aria-current", "true");
    mark(rowOf(id));
  }

  // How items stand now, after somebody else decided on one of them.
  async function refresh(ids) {
    for (const id of ids) {
      const answer = await fetch(`/review/${id}?row=1`).catch(() => null);
      if (answer?.ok && !answer.redirected) replace(id, await answer.text());
    }
    if (ids.includes(current()?.dataset.item)) await open(current());
  }

  // Decide, and go where one goes on, unless somebody went elsewhere meanwhile.
  async function act(sent, form) {
    const at = current().dataset.item;
    if (!(await decide(sent))) return;
    if (form?.dataset.draft) {
      form.reset();
      drafts.delete(form);
    }
    const row = current();
    if (row.dataset.item !== at) return mark(rowOf(idsOf(sent)[0]));
    const moves = ["accept", "dismiss", "resolve"].includes(sent.get("action"));
    const all = rows();
    if (sent.get("action") === "undo") go(rowOf(idsOf(sent)[0]));
    else if (form?.id === "many") open(row);
    else go((moves && all[all.indexOf(row) + 1]) || row);
  }

  // On what is selected, by the buttons for that; else on what is under the cursor, as it was seen there: in the
  // pane, or in the row while the pane is on its way.
  function shortcut(action) {
    if (!list) return pane.querySelector(`.acts [value=${action}]`)?.click();
    if (action !== "undo" && chosen()) return document.querySelector(`.bulk [value=${action}]`).click();
    const form = new FormData();
    form.set("action", action);
    const batch = action === "undo" && decided.at(-1);
    for (const id of batch || []) form.append("item", left.get(id));
    if (!batch) form.set("item", (pane.inert ? current() : shown()).dataset.seen);
    if (action !== "undo" || !sending.size) act(form); // what is on its way would be the one to undo
  }

  const fields = { s: "#assignee", n: "#note", c: "#correct select" };

  // Go to the field of a key: where no pane stands beside the list, on the page of the item under the cursor.
  async function field(key) {
    if (list && !beside()) return (location.href = `${current().querySelector(".pick").href}#${key}`);
    reaching = true; // keys pressed now are meant as words
    await opening;
    reaching = false;
    const found = pane.querySelector(fields[key]);
    if (!found || pane.inert) return;
    const folded = found.closest("details");
    if (folded) folded.open = true;
    (folded || found).scrollIntoView({ block: "nearest" });
    found.focus();
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    a: () => shortcut("accept"),
    d: () => shortcut("dismiss"),
    r: () => shortcut("resolve"),
    u: () => shortcut("undo"),
    s: () => field("s"),
    n: () => field("n"),
    c: () => field("c"),
    x: () => current()?.querySelector("input[type=checkbox]").click(),
    "/": () => document.getElementById("search")?.focus(),
    "?": () => document.getElementById("keys")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Enter" && event.target.matches("input[type=checkbox]")) return event.preventDefault(); // it would accept what is chosen
    const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
    if (event.key === "Escape" && typing) return event.target.blur();
    if (typing || document.querySelector("dialog[open]") || event.repeat && !"jk".includes(event.key)) return;
    if (reaching) return event.preventDefault();
    const key = keys[event.shiftKey ? event.key : event.key.toLowerCase()]; // also with Caps Lock
    if (!key) return;
    event.preventDefault();
    key();
  });

  // Forms of the pane and of many items at once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("action") !== "/review/decide") return;
    if (!list) return (leaving = form);
    event.preventDefault();
    act(new FormData(form, event.submitter), form);
  });

  list?.addEventListener("click", (event) => {
    const row = event.target.closest(".item");
    if (!row || event.target.matches("input") || event.ctrlKey || event.metaKey || String(getSelection())) return;
    event.preventDefault();
    if (beside()) go(row, false);
    else location.href = row.querySelector(".pick").href;
  });

  const chosen = () => document.querySelectorAll(".item input:checked").length;

  function count() {
    document.querySelector(".bulk")?.classList.toggle("none", !chosen());
    const shown = document.getElementById("how-many");
    if (shown) shown.textContent = chosen() || "";
  }
  list?.addEventListener("change", count);
  count();
  if (!list && location.hash.slice(1) in fields) field(location.hash.slice(1));
  if (location.hash === "#last") go(rows().at(-1)); // back from the page that follows

  // Where an item is a page by itself, the list stands behind it where it stood before, and says there what was done.
  if (list) {
    const from = document.referrer && new URL(document.referrer).pathname;
    if (!beside() && /^\/review\/\d+$/.test(from)) {
      const flash = document.querySelector("body > .flash");
      if (flash) tell(flash.textContent);
      flash?.remove();
      scrollTo(0, sessionStorage.getItem("review list") || 0);
    }
    addEventListener("pagehide", () => sessionStorage.setItem("review list", scrollY));
  }

  // Words selected in the opened comment go into the field of words touched last.
  pane.addEventListener("focusin", (event) => {
    if (event.target.name === "words") touched = event.target;
  });
  document.addEventListener("mouseup", () => {
    const form = pane.querySelector("#correct");
    const chosen = getSelection();
    const text = shown()?.querySelector(":scope > .comment");
    if (!form?.open || !text || !String(chosen).trim() || !text.contains(chosen.anchorNode)) return;
    const empty = [...form.querySelectorAll("[name=words]")].find((one) => !one.value);
    const into = touched && pane.contains(touched) ? touched : empty;
    if (into) into.value = String(chosen).trim();
  });

  const opener = document.querySelector(".keys-open");
  if (opener) {
    opener.hidden = false;
    opener.addEventListener("click", keys["?"]);
  }
})();
