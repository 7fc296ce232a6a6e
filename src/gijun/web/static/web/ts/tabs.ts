/** A row of tabs that is wider than the screen shows the current one, after the page and after each swap. */

function intoView(tabs: HTMLElement): void {
  const current = tabs.querySelector<HTMLElement>("[aria-current]");
  if (!current || tabs.scrollWidth <= tabs.clientWidth) return;
  const from = current.getBoundingClientRect().left - tabs.getBoundingClientRect().left + tabs.scrollLeft;
  const middle = from + current.offsetWidth / 2 - tabs.clientWidth / 2;
  tabs.scrollTo({ left: middle, behavior: "instant" });
}

export function showCurrentTabs(): void {
  const all = (): void => document.querySelectorAll<HTMLElement>(".tabs").forEach(intoView);
  all();
  document.addEventListener("htmx:afterSettle", all);
}
