/** Alt with 1 to 9 goes to that pane. `data-collapses="queue"` or `"side"` on a button folds that pane away, and the browser remembers. */

import { choices } from "./keys";

const STORE = "gijun.folded";

function folded(): string[] {
  return (localStorage.getItem(STORE) ?? "").split(" ").filter(Boolean);
}

function apply(): void {
  const names = folded();
  for (const panes of document.querySelectorAll<HTMLElement>(".panes")) panes.dataset["folded"] = names.join(" ");
  for (const button of document.querySelectorAll<HTMLElement>("[data-collapses]")) {
    button.setAttribute("aria-expanded", String(!names.includes(button.dataset["collapses"] ?? "")));
  }
}

/** To the open row of a list, else to the pane itself. */
function goTo(pane: HTMLElement): void {
  const row = pane.querySelector<HTMLElement>("[data-list-item][aria-current], [data-list-item]");
  if (!row && !pane.hasAttribute("tabindex")) pane.tabIndex = -1;
  (row ?? pane).focus();
}

function onKey(event: KeyboardEvent): void {
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (!digit || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || choices().off) return;
  if (event.getModifierState("AltGraph") || document.querySelector("dialog[open]")) return;
  const panes = [...document.querySelectorAll<HTMLElement>(".panes > *")].filter((pane) => pane.checkVisibility());
  const pane = panes[Number(digit) - 1];
  if (!pane) return;
  event.preventDefault();
  goTo(pane);
}

export function foldPanes(): void {
  apply();
  document.addEventListener("htmx:afterSettle", apply); // a head drawn anew has its buttons anew
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-collapses]") : null;
    const name = button?.dataset["collapses"];
    if (!name) return;
    const names = folded();
    localStorage.setItem(STORE, (names.includes(name) ? names.filter((one) => one !== name) : [...names, name]).join(" "));
    apply();
  });
}
