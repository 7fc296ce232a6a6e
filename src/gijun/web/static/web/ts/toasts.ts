/** Short notices over the page. What went wrong stays until it is dismissed; the rest goes by itself. */

const STAYS_MS = 10_000;

export function toast(html: string): void {
  const place = document.getElementById("toasts");
  if (!place) return;
  const item = document.createElement("div");
  item.className = "toast";
  item.innerHTML = html;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn quiet";
  close.textContent = "✕";
  close.setAttribute("aria-label", place.dataset["close"] ?? "");
  close.addEventListener("click", () => item.remove());
  item.append(close);
  place.append(item);
  if (!item.querySelector("[role=alert]")) setTimeout(() => item.remove(), STAYS_MS);
}

/** A notice the page carries for the day the server cannot write one; the same one stands only once. */
export function failure(name: "failed" | "unreachable"): void {
  const carried = document.querySelector<HTMLTemplateElement>(`template[data-failure=${name}]`);
  const place = document.getElementById("toasts");
  if (!carried || !place) return;
  place.querySelector(`[data-failure=${name}]`)?.closest(".toast")?.remove();
  const holder = document.createElement("div");
  holder.append(carried.content.cloneNode(true));
  holder.firstElementChild?.setAttribute("data-failure", name);
  const reference = holder.querySelector("small");
  if (reference) reference.textContent = new Date().toLocaleString(document.documentElement.lang);
  toast(holder.innerHTML);
}
