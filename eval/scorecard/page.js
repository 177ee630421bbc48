(() => {
  const calls = [...document.querySelectorAll(".call")];
  const tools = document.querySelector(".tools");
  const search = tools.querySelector("input");
  const told = tools.querySelector("output");
  let show = "all";
  tools.hidden = false;

  const filter = () => {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    for (const call of calls) {
      const fits = show === "all" || call.classList.contains(show);
      const words = call.dataset.words + call.querySelector(".talk").textContent;
      call.hidden = !(fits && words.toLowerCase().includes(wanted));
      shown += !call.hidden;
    }
    told.textContent = wanted || show !== "all" ? `${shown}件` : "";
  };
  search.addEventListener("input", filter);
  for (const button of tools.querySelectorAll("[data-show]")) {
    button.addEventListener("click", () => {
      show = button.dataset.show;
      for (const other of tools.querySelectorAll("[data-show]")) {
        other.setAttribute("aria-pressed", String(other === button));
      }
      filter();
    });
  }
  for (const button of tools.querySelectorAll("[data-open]")) {
    button.addEventListener("click", () => {
      for (const call of calls) if (!call.hidden) call.open = button.dataset.open === "true";
    });
  }

  // Playing: a click on a turn plays from there, and a line runs over the timeline.
  const headIn = (svg) => {
    const head = document.createElementNS("http://www.w3.org/2000/svg", "path");
    head.setAttribute("class", "head");
    svg.append(head);
    return head;
  };
  for (const call of calls) {
    const audio = call.querySelector("audio");
    if (!audio) continue;
    call.querySelector(".timeline")?.classList.add("playable");
    call.addEventListener("click", (event) => {
      const turn = event.target.closest("[data-ms]");
      if (!turn) return;
      audio.currentTime = Number(turn.dataset.ms) / 1000;
      audio.play();
    });
    const rows = [...call.querySelectorAll(".timeline svg")];
    const lines = [...call.querySelectorAll(".talk li")];
    const starts = lines.map((line) => Number(line.querySelector(".at").dataset.ms));
    let heads = null;
    audio.addEventListener("timeupdate", () => {
      heads ??= rows.map(headIn);
      const ms = audio.currentTime * 1000;
      rows.forEach((svg, index) => {
        const at = (ms - Number(svg.dataset.start)) / Number(svg.dataset.row);
        const x = at * svg.viewBox.baseVal.width;
        heads[index].setAttribute("d", at >= 0 && at < 1 ? `M${x} 12V124` : "");
      });
      const now = starts.findLastIndex((start) => start <= ms);
      lines.forEach((line, index) => line.classList.toggle("now", index === now));
    });
    audio.addEventListener("play", () => {
      for (const other of document.querySelectorAll("audio")) if (other !== audio) other.pause();
    });
  }

  const follow = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    const call = target && target.closest(".call");
    if (call) call.open = true;
  };
  addEventListener("hashchange", follow);
  follow();

  // On paper the failed calls are written out, and those that were open.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = calls.filter((call) => !call.open && call.classList.contains("failed"));
    for (const call of opened) call.open = true;
  });
  addEventListener("afterprint", () => {
    for (const call of opened) call.open = false;
  });
})();
