/** `data-collapses="queue"` or `"side"` on a button folds that pane away, and the browser remembers. */

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

export function foldPanes(): void {
  apply();
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-collapses]") : null;
    const name = button?.dataset["collapses"];
    if (!name) return;
    const names = folded();
    localStorage.setItem(STORE, (names.includes(name) ? names.filter((one) => one !== name) : [...names, name]).join(" "));
    apply();
  });
}
