/**
 * The composer: a plain form made quick. Keeps the draft on the server and in the tab, inserts agreed sentences at the
 * cursor and remembers which, and sends once: a syllable still being composed is finished first.
 */

import { choices, isComposing, matches } from "./keys";
import { post } from "./requests";
import { Used, type Insertion } from "./used";

export type { Insertion };

const SAVE_AFTER_MS = 1_500;
const OPENERS: [string, string][] = [[";", "[data-finder-open]"], ["/", "[data-templates-open]"]]; // at the beginning of a word

interface Kept {
  body: string;
  known: string[];
  used: Insertion[];
}

export class Composer extends HTMLElement {
  private saveTimer = 0;
  private saved = "";
  private known: string[] = []; // what the server may hold as the draft
  private saving: Promise<void> | null = null;
  private composing = false;
  private sendWhenComposed = false;
  private sending = false;
  private waiting = false;
  private used: Used | null = null;

  private get area(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }

  private get form(): HTMLFormElement | null {
    return this.querySelector("form");
  }

  connectedCallback(): void {
    const area = this.area;
    const place = this.querySelector<HTMLElement>("[data-used]");
    if (!area || !place) return;
    this.used = new Used(place);
    this.saved = area.value;
    this.known = [area.value];
    this.restore(area);
    area.addEventListener("input", () => this.onInput());
    area.addEventListener("compositionstart", () => (this.composing = true));
    area.addEventListener("compositionend", () => this.onComposed());
    area.addEventListener("keydown", (event) => this.onKey(event));
    this.addEventListener("submit", this.guard, true);
    this.addEventListener("click", this.guard, true);
    this.addEventListener("submit", (event) => this.onSubmit(event));
    this.addEventListener("htmx:beforeRequest", () => this.begin());
    this.addEventListener("htmx:beforeOnLoad", this.forget);
    this.addEventListener("htmx:afterRequest", () => this.end());
    document.addEventListener("g:insert", this.onInsert);
    window.addEventListener("pageshow", this.onReturn);
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.saveTimer);
    document.removeEventListener("g:insert", this.onInsert);
    window.removeEventListener("pageshow", this.onReturn);
  }

  private get key(): string {
    return `gijun.draft.${this.dataset["key"] ?? ""}`;
  }

  private restore(area: HTMLTextAreaElement): void {
    const kept = JSON.parse(sessionStorage.getItem(this.key) ?? "null") as Kept | null;
    if (!kept || ![...kept.known, kept.body].includes(area.value)) return; // the draft was sent or changed elsewhere
    area.value = kept.body;
    for (const insertion of kept.used) this.used?.add(insertion);
    this.used?.look(kept.body);
  }

  private onInput(): void {
    const body = this.area?.value ?? "";
    this.used?.look(body);
    this.keep(body);
    this.saveTimer ||= window.setTimeout(() => this.save(), SAVE_AFTER_MS);
  }

  private keep(body: string): void {
    const kept: Kept = { body, known: this.known, used: this.used?.insertions ?? [] };
    sessionStorage.setItem(this.key, JSON.stringify(kept));
  }

  private save(): void {
    this.saveTimer = 0;
    const body = this.area?.value ?? "";
    const url = this.dataset["draftUrl"];
    if (body === this.saved || this.sending || this.saving || !url) return;
    this.known = [this.saved, body];
    this.keep(body);
    const base = this.form?.querySelector<HTMLInputElement>("input[name=base_message_id]")?.value ?? "";
    this.saving = post(url, { body, base_message_id: base })
      .then((answer) => {
        if (answer.ok) this.saved = body;
      })
      .catch(() => undefined) // the line is lost: the tab has it, the next change tries again
      .finally(() => (this.saving = null));
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Enter" && !event.altKey) return this.onEnter(event);
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey || choices().off) return;
    const before = this.area?.value.slice(0, this.area.selectionStart) ?? "";
    const selector = OPENERS.find(([key]) => matches(event, key))?.[1];
    const opener = selector ? this.querySelector<HTMLElement>(selector) : null;
    if (!opener || /\S$/.test(before)) return;
    event.preventDefault();
    opener.click();
  }

  private onEnter(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey || (choices().enterSends && !event.shiftKey))) return;
    event.preventDefault();
    if (this.composing || event.isComposing) this.sendWhenComposed = true;
    else this.send();
  }

  private onComposed(): void {
    this.composing = false;
    if (!this.sendWhenComposed) return;
    this.sendWhenComposed = false;
    window.setTimeout(() => this.send()); // the last syllable reaches the field after this event
  }

  private send(): void {
    if (this.area?.value.trim()) this.form?.requestSubmit(this.querySelector<HTMLButtonElement>("[data-send]"));
  }

  /** Before anybody else hears of it: one send at a time, and none that a draft on its way could overtake. */
  private readonly guard = (event: Event): void => {
    const button = event instanceof SubmitEvent ? event.submitter : event.target instanceof Element ? event.target.closest("button:not([type=button])") : null;
    if (event.type === "click" && !button) return;
    if (!this.sending && !this.waiting && !this.saving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.sending || this.waiting) return;
    this.waiting = true;
    void this.saving?.then(() => {
      this.waiting = false;
      if (button instanceof HTMLElement) button.click();
      else this.form?.requestSubmit();
    });
  };

  private onSubmit(event: SubmitEvent): void {
    if (event.defaultPrevented) return; // htmx sends it
    this.begin();
    sessionStorage.removeItem(this.key);
  }

  private begin(): void {
    this.sending = true;
    window.clearTimeout(this.saveTimer);
    this.saveTimer = 0;
    this.querySelector("[data-notice]")?.replaceChildren();
    this.setAttribute("aria-busy", "true");
  }

  private end(): void {
    this.sending = false;
    this.removeAttribute("aria-busy");
  }

  /** Sent: forgotten before the answer is shown, since a composer that comes with it would bring the text back. */
  private readonly forget = (event: Event): void => {
    const { xhr, requestConfig } = (event as CustomEvent<{ xhr: XMLHttpRequest; requestConfig: { verb: string } }>).detail;
    if (xhr.status < 400 && requestConfig.verb === "post") sessionStorage.removeItem(this.key);
  };

  /** Back from another page by the browser's own memory: nothing is under way any more. */
  private readonly onReturn = (event: PageTransitionEvent): void => {
    if (event.persisted) this.end();
  };

  private readonly onInsert = (event: Event): void => {
    const insertion = (event as CustomEvent<Insertion>).detail;
    const area = this.area;
    if (!area) return;
    this.used?.add(insertion);
    area.focus();
    const before = area.value.slice(0, area.selectionStart);
    const after = area.value.slice(area.selectionEnd);
    const gap = insertion.text.includes("\n") ? "\n" : " ";
    const text = `${/\S$/.test(before) ? gap : ""}${insertion.text}${/^[^\s.,!?)]/.test(after) ? " " : ""}`;
    if (document.execCommand("insertText", false, text)) return; // the only insertion that Ctrl+Z takes back
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
}
