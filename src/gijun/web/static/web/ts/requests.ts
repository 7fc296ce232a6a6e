/** Every request carries the CSRF token; what the server refuses, or does not answer, is said where it was asked. */

import { failure, toast } from "./toasts";

export function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>("meta[name=csrf]")?.content ?? "";
}

/** POST a form's worth of values; the answer is the caller's to read. */
export function post(url: string, values: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams(values);
  return fetch(url, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": csrfToken(), "HX-Request": "true" },
    keepalive: body.toString().length < 60_000, // browsers keep no more than 64 KiB alive
  });
}

interface SwapDetail {
  xhr: XMLHttpRequest;
  shouldSwap: boolean;
  isError: boolean;
  requestConfig: { elt: Element }; // who asked; the event's own element is the target
}

const REFUSED = new Set([400, 403, 409, 422]);

function onRefused(detail: SwapDetail): void {
  detail.isError = false;
  detail.shouldSwap = false;
  const form = detail.requestConfig.elt.closest("form");
  const notice = form?.querySelector("[data-notice]");
  if (!notice) return toast(detail.xhr.responseText);
  notice.innerHTML = detail.xhr.responseText;
  const seen = notice.querySelector<HTMLInputElement>("input[name=base_message_id]");
  const base = form?.querySelector<HTMLInputElement>(":scope > input[name=base_message_id]");
  if (!seen || !base) return;
  base.value = seen.value;
  seen.remove();
}

export function listenToRequests(): void {
  document.addEventListener("htmx:configRequest", (event) => {
    (event as CustomEvent<{ headers: Record<string, string> }>).detail.headers["X-CSRFToken"] = csrfToken();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const detail = (event as CustomEvent<SwapDetail>).detail;
    if (REFUSED.has(detail.xhr.status)) onRefused(detail);
  });
  document.addEventListener("htmx:responseError", () => failure("failed"));
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => failure("unreachable"));
}
