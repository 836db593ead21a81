// Setting up: how far a run is, and the detail fields of a role as soon as it is chosen.
"use strict";

const box = document.querySelector("[data-progress]");
if (box) {
  const bar = box.querySelector("progress"), sentence = box.querySelector("[data-sentence]");
  const look = async () => {
    const answer = await fetch(box.dataset.progress, { headers: { accept: "application/json" } });
    if (!answer.ok || answer.redirected) return location.reload();
    const now = await answer.json();
    if (!now.running) return location.reload();
    sentence.textContent = now.total ? `${now.sentence} ${now.done.toLocaleString()}/${now.total.toLocaleString()}` : now.sentence;
    bar.max = now.total || 1;
    bar.value = now.done;
    setTimeout(look, 2000);
  };
  setTimeout(look, 1000);
}

for (const select of document.querySelectorAll(".mapping select")) {
  select.addEventListener("change", () => {
    const detailed = ["score", "behaviour"].includes(select.value);
    if (select.name === "kind" || detailed) {
      select.form.requestSubmit(select.form.querySelector("button[value=look]"));
    } else {
      const detail = select.parentElement.querySelector(".detail");
      if (detail) detail.hidden = true;
      select.closest("tr").classList.toggle("unused", !select.value);
    }
  });
}
