/** What a swap would lose: how far lists are scrolled, and which row has the focus. */

interface Swap {
  xhr: XMLHttpRequest;
  target: HTMLElement;
  requestConfig?: { verb: string };
}

interface Place {
  scrolled: Map<string, number>;
  atEnd: Set<string>;
  focused: string | null;
}

const NEAR_PX = 80;
const kept = new WeakMap<XMLHttpRequest, Place>();
const atEnd = new WeakSet<Element>();
const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) if (atEnd.has(target)) toEnd(target); // the composer grew: the last message stays in view
});

function isNearEnd(thread: Element): boolean {
  return thread.scrollHeight - thread.scrollTop - thread.clientHeight < NEAR_PX;
}

function toEnd(thread: Element): void {
  thread.scrollTop = thread.scrollHeight;
}

function onScroll(event: Event): void {
  const thread = event.currentTarget as Element;
  if (isNearEnd(thread)) atEnd.add(thread);
  else atEnd.delete(thread);
}

function watch(thread: Element): void {
  thread.addEventListener("scroll", onScroll, { passive: true }); // a thread watched already stays watched once
  resized.observe(thread);
}

function remember({ xhr, target, requestConfig }: Swap): void {
  const place: Place = { scrolled: new Map(), atEnd: new Set(), focused: null };
  for (const element of [target, ...target.querySelectorAll("[id]")]) {
    if (!element.id) continue;
    if (element.scrollTop) place.scrolled.set(element.id, element.scrollTop);
    if (element.matches(".thread") && (isNearEnd(element) || requestConfig?.verb === "post")) place.atEnd.add(element.id);
  }
  const active = document.activeElement;
  if (active?.matches("a[href]") && target.contains(active)) place.focused = active.getAttribute("href");
  kept.set(xhr, place);
}

function restore({ xhr }: Swap): void {
  const place = kept.get(xhr);
  if (!place) return;
  for (const [id, top] of place.scrolled) document.getElementById(id)?.scrollTo({ top, behavior: "instant" });
  for (const id of place.atEnd) {
    const thread = document.getElementById(id);
    if (thread) toEnd(thread);
  }
  document.querySelectorAll(".thread").forEach(watch);
  if (place.focused) document.querySelector<HTMLElement>(`a[href="${CSS.escape(place.focused)}"]`)?.focus({ preventScroll: true });
}

export function keepPlaces(): void {
  document.addEventListener("htmx:beforeSwap", (event) => remember((event as CustomEvent<Swap>).detail));
  document.addEventListener("htmx:afterSettle", (event) => restore((event as CustomEvent<Swap>).detail));
  for (const thread of document.querySelectorAll(".thread")) {
    toEnd(thread);
    atEnd.add(thread);
    watch(thread);
  }
}
