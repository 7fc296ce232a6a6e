/**
 * Judging an exception by keyboard: one key an answer, Enter takes the verdict. Every answer goes to the server; keys
 * pressed before it has answered are kept and count for the question that comes. The time from opening goes along.
 */

import type { Insertion } from "./composer";
import { isComposing, isTyping, matches } from "./keys";

const REPLAYED = /^.$/u; // a sign, as opposed to the name of a key

export class Judging extends HTMLElement {
  private openedAt = 0;
  private waiting = false;
  private settled = 0;
  private early: KeyboardEvent[] = [];

  connectedCallback(): void {
    this.addEventListener("keydown", (event) => this.onKey(event));
    this.addEventListener("click", (event) => this.onClick(event));
    this.addEventListener("submit", () => this.tellTime(), true);
    this.addEventListener("htmx:beforeRequest", () => this.begin());
    this.addEventListener("htmx:afterRequest", (event) => (event as CustomEvent<{ successful: boolean }>).detail.successful || this.end());
    this.addEventListener("htmx:afterSwap", (event) => event.target === this && this.onSwap());
    this.addEventListener("htmx:afterSettle", () => this.settle());
  }

  private onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Tab" || event.key === "Shift") return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (this.waiting) {
      event.preventDefault();
      this.early.push(event);
    } else if (!isComposing(event) || !isTyping(event.target)) {
      if (this.press(event)) event.preventDefault();
    }
  }

  /** Does the key mean something here? Then it has been done. */
  private press(event: KeyboardEvent): boolean {
    const input = this.querySelector<HTMLInputElement>("input[name=answer]:not([type=hidden])");
    const isBack = event.key === "Backspace" || (!input && matches(event, "b"));
    if (isBack && !input?.value) return this.push("[data-back]");
    if (input) return false;
    if (event.key === "Enter" && !(event.target instanceof Element && event.target.matches("button, a[href]"))) {
      return this.push("[data-accept]");
    }
    const options = [...this.querySelectorAll<HTMLElement>("[data-key]")];
    const option = options.find((one) => matches(event, one.dataset["key"] ?? ""));
    option?.click();
    return option !== undefined;
  }

  private push(selector: string): boolean {
    const element = this.querySelector<HTMLElement>(selector);
    element?.click();
    return element !== null;
  }

  private onClick(event: Event): void {
    if (event.target instanceof Element && event.target.closest("[data-close]")) this.close();
  }

  private tellTime(): void {
    const field = this.querySelector<HTMLInputElement>("input[name=took_ms]");
    if (field) field.value = String(Math.round(performance.now() - this.openedAt));
  }

  private onSwap(): void {
    const judged = this.querySelector<HTMLElement>("[data-judged]");
    if (judged) return this.insert(judged);
    this.begin(); // until the new part has settled, also when the page opened it
    this.openedAt ||= performance.now();
    const first = this.querySelector<HTMLElement>("[autofocus]");
    first?.focus();
    if (first instanceof HTMLInputElement) first.select(); // what was not understood is typed over
    this.scrollIntoView({ block: "nearest" });
  }

  private begin(): void {
    this.waiting = true;
    window.clearTimeout(this.settled);
  }

  /** Every new part settles by itself; only when all have do the forms go to the server without leaving the page. */
  private settle(): void {
    window.clearTimeout(this.settled);
    this.settled = window.setTimeout(() => this.end());
  }

  /** The server has answered: what was pressed early is for the question that stands there now. */
  private end(): void {
    this.waiting = false;
    while (this.early.length > 0 && !this.waiting) this.replay(this.early.shift() as KeyboardEvent);
  }

  private replay(event: KeyboardEvent): void {
    const input = this.querySelector<HTMLInputElement>("input[name=answer]:not([type=hidden])");
    if (input && event.key === "Enter") input.form?.requestSubmit();
    else if (input && REPLAYED.test(event.key)) input.value += event.key;
    else if (event.key === "Enter") this.push("button:focus, a:focus, [data-accept]");
    else this.press(event);
  }

  /** The case's own words go into the answer; who judged by them did not search for them. */
  private insert(judged: HTMLElement): void {
    const { text, version, title } = judged.dataset;
    this.close();
    if (!text || !version) return;
    const detail: Insertion = { text, version, snippet: "", title: title ?? "", foundMs: null };
    document.dispatchEvent(new CustomEvent<Insertion>("g:insert", { detail }));
  }

  private close(): void {
    this.openedAt = 0;
    this.waiting = false;
    this.early = [];
    this.replaceChildren();
    document.querySelector<HTMLElement>("g-composer textarea")?.focus();
  }
}
