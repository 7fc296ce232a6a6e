/**
 * Quick find of a standard: type, arrow down, Enter puts the agreed sentence into the composer. The time from opening
 * to inserting goes along. Searches while a syllable is being composed, too.
 */

import type { Insertion } from "./composer";
import { isComposing } from "./keys";
import { Listbox, Question } from "./listbox";

const WAIT_MS = 120;

export class Finder extends HTMLElement {
  private openedAt = 0;
  private cameFrom: HTMLElement | null = null;
  private listbox: Listbox | null = null;
  private readonly question = new Question(() => this.dataset["url"] ?? "", WAIT_MS, (html) => this.show(html), this.hasAttribute("data-suggests"));

  private get input(): HTMLInputElement | null {
    return this.querySelector("input[type=search]");
  }

  private get results(): HTMLElement | null {
    return this.querySelector("[data-results]");
  }

  connectedCallback(): void {
    const { input, results } = this;
    if (!input || !results) return;
    this.listbox = new Listbox(input, results, input.labels?.[0]?.textContent?.trim() ?? "");
    this.addEventListener("submit", (event) => this.onSubmit(event), true);
    input.addEventListener("focus", () => this.begin());
    input.addEventListener("input", () => this.onInput(input.value.trim()));
    input.addEventListener("keydown", (event) => this.onKey(event));
    results.addEventListener("click", (event) => this.onClick(event));
    document.addEventListener("click", this.onOpen);
  }

  disconnectedCallback(): void {
    this.question.drop();
    document.removeEventListener("click", this.onOpen);
  }

  /** The search itself is answered as it is typed; saying that nothing fits goes out with the words and the time. */
  private onSubmit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    if (form === this.input?.form) return event.preventDefault();
    if (!form.matches("[data-not-found]")) return;
    const values: Record<string, string> = { q: this.input?.value.trim() ?? "", took_ms: this.elapsedMs() };
    for (const [name, value] of Object.entries(values)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    }
  }

  private elapsedMs(): string {
    return String(Math.round(performance.now() - this.openedAt));
  }

  private readonly onOpen = (event: Event): void => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-finder-open]")) return;
    this.input?.focus();
    this.input?.select();
  };

  /** The clock runs from opening; coming back to words already typed is the same search. */
  private begin(): void {
    if (this.openedAt && this.input?.value) return;
    this.openedAt = performance.now();
    this.cameFrom = document.querySelector("g-composer textarea");
    if (this.hasAttribute("data-suggests") && !this.input?.value) this.question.soon("");
  }

  private onInput(words: string): void {
    this.openedAt ||= performance.now();
    this.question.soon(words);
  }

  private show(html: string): void {
    if (this.results) this.results.innerHTML = html;
    this.listbox?.renew();
  }

  private onKey(event: KeyboardEvent): void {
    if (isComposing(event) && event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (this.listbox?.moves(event)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (this.listbox?.chosen) this.insert(this.listbox.chosen);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
      if (this.cameFrom?.isConnected) this.cameFrom.focus();
      else this.input?.blur();
    }
  }

  private onClick(event: Event): void {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
    if (option) this.insert(option);
  }

  private insert(option: HTMLElement): void {
    const { text, version, title } = option.dataset;
    if (!text || !version) return;
    const detail: Insertion = { text, version, title: title ?? "", foundMs: performance.now() - this.openedAt };
    this.close();
    document.dispatchEvent(new CustomEvent<Insertion>("g:insert", { detail }));
    void this.showChecklist(version);
  }

  /** The checklist of what was inserted stands beside it at once, before anything is sent. */
  private async showChecklist(version: string): Promise<void> {
    const place = document.getElementById("checklists");
    if (!place || !this.dataset["sideUrl"]) return;
    const url = new URL(this.dataset["sideUrl"], document.baseURI);
    const shown = [...place.querySelectorAll<HTMLInputElement>("input[name=version]")].map((input) => input.value);
    for (const id of new Set([...shown, version])) url.searchParams.append("version", id);
    url.searchParams.set("part", "checklists");
    const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer?.status !== 200) return;
    place.innerHTML = await answer.text();
    window.htmx?.process(place);
  }

  private close(): void {
    this.question.drop();
    this.openedAt = 0;
    if (this.input) this.input.value = "";
    this.show("");
  }
}
