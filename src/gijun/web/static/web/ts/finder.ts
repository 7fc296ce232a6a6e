/**
 * Quick find of a standard: type, arrow down, Enter puts the agreed sentence into the composer. The time from opening
 * to inserting goes along. Searches while a syllable is being composed, too. Where the highlighted standard has
 * exceptions, X judges by them: alone once the arrow keys have chosen it (before, it is a letter), with Alt at any time.
 */

import { showBeside } from "./beside";
import type { Insertion } from "./composer";
import { choices, isComposing, keyFor, matches } from "./keys";
import { Listbox, Question } from "./listbox";

const WAIT_MS = 120;

export class Finder extends HTMLElement {
  private openedAt = 0;
  private isChosen = false; // by the arrow keys, since the words were typed
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
    this.isChosen = false;
    this.question.soon(words);
  }

  private show(html: string): void {
    if (this.results) this.results.innerHTML = html;
    this.listbox?.renew();
  }

  private onKey(event: KeyboardEvent): void {
    if (this.judges(event)) return;
    if (isComposing(event) && event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (this.listbox?.moves(event)) {
      this.isChosen = true;
      return;
    }
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
    const target = event.target instanceof Element ? event.target : null;
    const option = target?.closest<HTMLElement>("[role=option]");
    if (option && target?.closest("[data-judge]")) this.judge(option);
    else if (option) this.insert(option);
  }

  /** Is it the key that judges, meant for the highlighted standard? Then the panel opens. */
  private judges(event: KeyboardEvent): boolean {
    const option = this.listbox?.chosen;
    const isMeant = event.altKey ? !event.getModifierState("AltGraph") : this.isChosen;
    if (!option || !isMeant || choices().off || event.ctrlKey || event.metaKey || event.isComposing) return false;
    if (!matches(event, keyFor("x")) || !this.judge(option)) return false;
    event.preventDefault();
    event.stopPropagation();
    if (isComposing(event)) this.input?.addEventListener("compositionend", () => this.close(), { once: true });
    return true;
  }

  /** Nothing happens where the standard has no exceptions, or nobody may answer here. */
  private judge(option: HTMLElement): boolean {
    const panel = document.getElementById("judging");
    const url = this.dataset["judgeUrl"];
    const version = option.dataset["version"];
    if (!panel || !url || !version || option.dataset["judges"] === undefined) return false;
    this.close();
    void window.htmx?.ajax("GET", url.replace("/0/", `/${version}/`), { source: panel, target: panel, swap: "innerHTML settle:0ms" });
    return true;
  }

  private insert(option: HTMLElement): void {
    const { text, version = "", snippet = "", title = "" } = option.dataset;
    if (!text || !(version || snippet)) return;
    const detail: Insertion = { text, version, snippet, title, foundMs: performance.now() - this.openedAt };
    this.close();
    document.dispatchEvent(new CustomEvent<Insertion>("g:insert", { detail }));
    if (version) void showBeside(document.getElementById("checklists"), this.dataset["sideUrl"], "version", version, { part: "checklists" });
  }

  private close(): void {
    this.question.drop();
    this.openedAt = 0;
    this.isChosen = false;
    if (this.input) this.input.value = "";
    this.show("");
  }
}
