// Reads out a chart's marks on hover, tap and arrow keys. The page is complete without it: the same
// values stand in the table under each chart.
(() => {
  "use strict";

  const reveal = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  const REACH_PX = 24;
  const plots = [...document.querySelectorAll(".plot")];
  for (const plot of plots) {
    const readout = plot.nextElementSibling;
    const marks = [...plot.querySelectorAll(".mark")];
    if (!readout || !marks.length) continue;
    // Said once, under the first chart; the others only keep the room.
    const isFirst = plot.closest("section") === plots[0].closest("section");
    readout.dataset.hint = isFirst ? "Point or tap for single values; on the keyboard, Tab and arrow keys" : "";

    let here = null;
    const show = (mark) => {
      if (mark === here) return;
      if (here) here.classList.remove("here");
      here = mark;
      if (here) here.classList.add("here");
      readout.textContent = here ? here.getAttribute("aria-label") : "";
    };
    const distance = (mark, x, y) => {
      const box = mark.getBoundingClientRect();
      const outside = Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
      const middle = Math.hypot((box.left + box.right) / 2 - x, (box.top + box.bottom) / 2 - y);
      return outside + middle / 1000;
    };
    const point = (event) => {
      const far = marks.map((mark) => distance(mark, event.clientX, event.clientY));
      const least = Math.min(...far);
      show(least < REACH_PX ? marks[far.indexOf(least)] : null);
    };
    const move = (to) => {
      for (const mark of marks) mark.tabIndex = mark === to ? 0 : -1;
      to.focus();
    };
    const rest = () => show(marks.includes(document.activeElement) ? document.activeElement : null);

    plot.addEventListener("pointermove", point);
    plot.addEventListener("pointerdown", point);
    plot.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && rest());
    plot.addEventListener("focusin", (event) => marks.includes(event.target) && show(event.target));
    plot.addEventListener("focusout", () => show(null));
    plot.addEventListener("keydown", (event) => {
      const at = marks.indexOf(document.activeElement);
      if (at < 0) return;
      const last = marks.length - 1;
      const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -last, End: last };
      if (!(event.key in steps)) return;
      event.preventDefault();
      move(marks[Math.min(Math.max(at + steps[event.key], 0), last)]);
    });
  }
})();
