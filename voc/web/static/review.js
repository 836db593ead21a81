// Keys of the review queue, and decisions without leaving the list. Without it everything works as forms.
"use strict";

(() => {
  const pane = document.getElementById("pane");
  const told = document.getElementById("told");
  if (!pane) return;
  const list = document.querySelector(".items");
  const lost = (document.querySelector(".queue") || pane).dataset.lost;
  const secret = document.querySelector("meta[name=csrf]").content;
  const rows = () => [...document.querySelectorAll(".item")];
  const current = () => document.querySelector(".item[aria-current]");
  const beside = () => matchMedia("(min-width: 60.01rem)").matches; // the pane stands beside the list
  const decided = []; // ids of what was decided in this tab, for undo
  let touched = null; // the field of words that was touched last
  let wanted = 0; // the number of the pane that was asked for last

  function tell(sentence, problem = false) {
    told.textContent = sentence;
    told.className = problem ? "problem" : "flash";
  }

  async function open(row) {
    const number = ++wanted;
    const answer = await fetch(`/review/${row.dataset.item}?pane=1`).catch(() => null);
    if (number !== wanted) return;
    if (!answer) return tell(lost, true);
    if (answer.redirected) return location.reload(); // the session has ended
    pane.innerHTML = await answer.text();
    pane.scrollTop = 0;
    touched = null;
  }

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
    const at = all.indexOf(current()) + by;
    if (at >= all.length) document.getElementById("onward")?.click();
    else go(all[Math.max(at, 0)]);
  }

  // Send a decision; true when it was carried out.
  async function decide(form) {
    const headers = { Accept: "application/json", "X-CSRF-Token": secret };
    const answer = await fetch("/review/decide", { method: "POST", headers, body: form }).catch(() => null);
    if (!answer) return tell(lost, true);
    if (answer.status === 401) return location.reload();
    const said = await answer.json().catch(() => ({ sentence: lost }));
    tell(said.sentence, !answer.ok);
    if (!answer.ok) {
      if (answer.status === 409) for (const one of new Set(form.getAll("item"))) await refresh(one.split(".")[0]);
      return false;
    }
    for (const [id, html] of Object.entries(said.rows)) replace(id, html);
    return true;
  }

  function replace(id, html) {
    const row = document.getElementById(`i${id}`);
    if (!row) return;
    const was = row.hasAttribute("aria-current");
    row.outerHTML = html;
    if (was) document.getElementById(`i${id}`).setAttribute("aria-current", "true");
  }

  // How an item stands now, after somebody else decided on it.
  async function refresh(id) {
    const answer = await fetch(`/review/${id}?row=1`).catch(() => null);
    if (answer?.ok && !answer.redirected) replace(id, await answer.text());
    if (!list || current()?.dataset.item === id) await open(current() || pane.querySelector(".open-item"));
  }

  async function act(action, form) {
    const id = form.get("item").split(".")[0];
    form.set("action", action);
    if (!(await decide(form))) return;
    if (action !== "undo") decided.push(id);
    const row = document.getElementById(`i${id}`);
    const moves = ["accept", "dismiss", "resolve"].includes(action);
    if (moves && row?.nextElementSibling) {
      let next = row.nextElementSibling;
      if (!next.matches(".item")) next = next.nextElementSibling;
      if (next) return go(next);
    }
    if (row) return go(row);
    location.reload();
  }

  function shortcut(action) {
    const item = pane.querySelector(".open-item");
    if (!item) return;
    const form = new FormData();
    form.set("item", item.dataset.seen);
    act(action, form);
  }

  async function undo() {
    const id = decided.pop() || pane.querySelector(".open-item")?.dataset.item;
    const seen = (document.getElementById(`i${id}`) || pane.querySelector(".open-item"))?.dataset.seen;
    if (!seen) return;
    const form = new FormData();
    form.set("item", seen);
    await act("undo", form);
  }

  function field(id) {
    const found = pane.querySelector(`#${id}`);
    found?.scrollIntoView({ block: "nearest" });
    found?.focus();
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    a: () => shortcut("accept"),
    d: () => shortcut("dismiss"),
    r: () => shortcut("resolve"),
    u: undo,
    s: () => field("assignee"),
    n: () => field("note"),
    c: () => {
      const form = pane.querySelector("#correct");
      if (!form) return;
      form.open = true;
      form.scrollIntoView({ block: "nearest" });
      form.querySelector("select").focus();
    },
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
    const key = keys[event.key];
    if (!key) return;
    event.preventDefault();
    key();
  });

  // Forms of the pane and of many items at once.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.getAttribute("action") !== "/review/decide") return;
    event.preventDefault();
    const sent = new FormData(form, event.submitter);
    if (form.id !== "many") return act(event.submitter.value, sent);
    const buttons = form.querySelectorAll(".bulk button");
    buttons.forEach((one) => (one.disabled = true));
    const done = await decide(sent);
    buttons.forEach((one) => (one.disabled = false));
    if (done) {
      for (const one of new Set(sent.getAll("item"))) decided.push(one.split(".")[0]);
      count();
      if (current()) open(current());
    }
  });

  list?.addEventListener("click", (event) => {
    const row = event.target.closest(".item");
    if (!row || event.target.matches("input") || event.ctrlKey || event.metaKey || String(getSelection())) return;
    event.preventDefault();
    if (beside()) go(row, false);
    else location.href = row.querySelector(".pick").href;
  });

  function count() {
    const chosen = document.querySelectorAll(".item input:checked").length;
    document.querySelector(".bulk")?.classList.toggle("none", !chosen);
    const shown = document.getElementById("how-many");
    if (shown) shown.textContent = chosen || "";
  }
  list?.addEventListener("change", count);
  count();

  // Words selected in the opened comment go into the field of words touched last.
  pane.addEventListener("focusin", (event) => {
    if (event.target.name === "words") touched = event.target;
  });
  document.addEventListener("mouseup", () => {
    const form = pane.querySelector("#correct");
    const chosen = getSelection();
    const text = pane.querySelector(".open-item > .comment");
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
