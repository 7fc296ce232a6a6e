/**
 * A procedure step by step, by keyboard: Space goes on, B back, 1 to 9 choose a way, Escape closes the panel. Where it
 * stands is kept on the server, and a key pressed twice moves once: each move names the turn the person had seen.
 */

import { isTyping, matches } from "./keys";
import type { Insertion } from "./used";

export class Player extends HTMLElement {
  private waiting = false;
  private early: KeyboardEvent[] = [];

  connectedCallback(): void {
    this.addEventListener("keydown", (event) => this.onKey(event));
    this.addEventListener("click", (event) => this.onClick(event));
    this.addEventListener("htmx:beforeRequest", () => (this.waiting = true));
    this.addEventListener("htmx:afterRequest", (event) => (event as CustomEvent<{ successful: boolean }>).detail.successful || this.end());
    this.addEventListener("htmx:afterSwap", (event) => event.target === this && this.onSwap());
    this.addEventListener("htmx:afterSettle", () => window.setTimeout(() => this.end()));
  }

  private onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (this.waiting && event.key !== "Tab" && event.key !== "Shift") {
      event.preventDefault();
      if (!event.repeat) this.early.push(event);
    } else if (this.press(event)) event.preventDefault();
  }

  /** Does the key mean something here? Then it has been done. */
  private press(event: KeyboardEvent): boolean {
    const target = event.target instanceof Element ? event.target : null;
    if (event.code === "Space" || event.key === " ") {
      const onOther = target?.closest("button, a[href], summary");
      return (!onOther || onOther.matches("[data-go]")) && this.push("[data-go]");
    }
    if (matches(event, "b")) return this.push("[data-back]");
    const choices = [...this.querySelectorAll<HTMLElement>("[data-key]")];
    const choice = choices.find((one) => matches(event, one.dataset["key"] ?? ""));
    choice?.click();
    return choice !== undefined;
  }

  private push(selector: string): boolean {
    const element = this.querySelector<HTMLElement>(selector);
    element?.click();
    return element !== null;
  }

  private onClick(event: Event): void {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-close]")) return this.close();
    const text = target?.closest<HTMLElement>("[data-say]")?.dataset["say"];
    if (!text) return;
    const detail: Insertion = { text, version: "", snippet: "", title: "", foundMs: null };
    document.dispatchEvent(new CustomEvent<Insertion>("g:insert", { detail }));
  }

  private onSwap(): void {
    this.querySelector<HTMLElement>("[autofocus]")?.focus();
    this.scrollIntoView({ block: "nearest" });
  }

  /** The server has answered: what was pressed early is for the step that stands there now. */
  private end(): void {
    this.waiting = false;
    while (this.early.length > 0 && !this.waiting) this.press(this.early.shift() as KeyboardEvent);
  }

  private close(): void {
    this.waiting = false;
    this.early = [];
    this.replaceChildren();
    document.querySelector<HTMLElement>("g-composer textarea")?.focus();
  }
}
