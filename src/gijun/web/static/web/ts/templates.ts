/**
 * The picker of reply templates: `/` opens it, words narrow it, Enter puts the text at the cursor; the draft stays and
 * several can be stacked. The list is fetched once and searched here, so that it works while the server is slow: names,
 * initial consonants and both wrong keyboards stand in each option's keys.
 */

import { showBeside } from "./beside";
import { isComposing } from "./keys";
import { Listbox } from "./listbox";
import { post } from "./requests";
import { toast } from "./toasts";
import type { Insertion } from "./used";

const PATIENCE_MS = 5_000;

function plain(words: string): string {
  return words.normalize("NFC").toLowerCase().replace(/\s+/g, "");
}

/** How well an option fits, the smaller the better; null: not at all. A syllable half typed fits the whole one. */
export function fit(keys: string, words: string): number | null {
  const wanted = plain(words);
  if (!wanted) return 0;
  const half = wanted.normalize("NFD");
  let best: number | null = null;
  for (const key of keys.split(" ")) {
    const written = key.normalize("NFD");
    const found = key.startsWith(wanted) || written.startsWith(half) ? 0 : key.includes(wanted) || written.includes(half) ? 1 : null;
    if (found !== null && (best === null || found < best)) best = found;
  }
  return best;
}

export class Templates extends HTMLElement {
  private readonly dialog = document.createElement("dialog");
  private readonly input = document.createElement("input");
  private readonly list = document.createElement("div");
  private readonly preview = document.createElement("div");
  private readonly status = document.createElement("p");
  private listbox: Listbox | null = null;
  private html = "";
  private openedAt = 0;
  private cursor: [number, number] = [0, 0]; // in the answer: a modal dialog gives the focus back without it

  connectedCallback(): void {
    if (!this.dialog.isConnected) this.build();
    this.addEventListener("click", this.onOpen);
    document.addEventListener("g:flag", this.onFlag);
  }

  disconnectedCallback(): void {
    this.removeEventListener("click", this.onOpen);
    document.removeEventListener("g:flag", this.onFlag);
    this.dialog.remove(); // it stands outside the composer's form
  }

  private build(): void {
    const label = this.dataset["label"] ?? "";
    this.input.type = "search";
    this.input.id = "template-words";
    this.input.autocomplete = "off";
    this.input.placeholder = this.dataset["hint"] ?? "";
    this.input.setAttribute("aria-label", label);
    this.dialog.className = "palette templates";
    this.dialog.setAttribute("aria-label", label);
    this.list.className = "options";
    this.preview.className = "preview";
    this.preview.tabIndex = 0;
    this.status.className = "quiet";
    this.status.setAttribute("role", "status");
    this.listbox = new Listbox(this.input, this.list, label);
    this.dialog.append(this.input, this.status, this.list, this.preview);
    document.body.append(this.dialog);
    this.input.addEventListener("input", () => this.show());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.list.addEventListener("click", (event) => this.onClick(event));
  }

  private get area(): HTMLTextAreaElement | null {
    return this.closest("g-composer")?.querySelector("textarea") ?? null;
  }

  private get store(): string {
    return `gijun.templates.${this.dataset["url"] ?? ""}`;
  }

  private readonly onOpen = (event: Event): void => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-templates-open]")) return;
    event.preventDefault();
    this.open();
  };

  private open(): void {
    if (this.dialog.open) return;
    this.openedAt = performance.now();
    const { area } = this;
    if (area) this.cursor = [area.selectionStart, area.selectionEnd];
    this.input.value = "";
    this.html ||= sessionStorage.getItem(this.store) ?? "";
    this.say(this.html ? "" : (this.dataset["loading"] ?? ""));
    this.show();
    this.dialog.showModal();
    void this.load();
  }

  private async load(): Promise<void> {
    const answer = await fetch(this.dataset["url"] ?? "", { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
    const html = answer?.ok ? await answer.text().catch(() => "") : "";
    if (!html) return this.say(this.dataset[this.html ? "kept" : "failed"] ?? "", true);
    this.say("");
    if (html === this.html) return;
    this.html = html;
    sessionStorage.setItem(this.store, html);
    this.show();
  }

  private say(words: string, canRetry = false): void {
    this.status.replaceChildren(words);
    this.status.hidden = !words;
    if (!canRetry) return;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "btn";
    again.textContent = this.dataset["retry"] ?? "";
    again.addEventListener("click", () => {
      this.input.focus();
      this.say(this.dataset["loading"] ?? "");
      void this.load();
    });
    this.status.append(" ", again);
  }

  /** What fits the words: agreed or not decides first, then how well it fits, then the server's order. */
  private show(): void {
    const whole = document.createElement("template");
    whole.innerHTML = this.html;
    const options = [...whole.content.querySelectorAll<HTMLElement>("[role=option]")];
    const fitting = options
      .map((option, at) => ({ option, at, fits: fit(option.dataset["keys"] ?? "", this.input.value), unofficial: Number("snippet" in option.dataset) }))
      .filter((one) => one.fits !== null)
      .sort((one, other) => one.unofficial - other.unofficial || (one.fits ?? 0) - (other.fits ?? 0) || one.at - other.at);
    this.list.replaceChildren(...fitting.map((one) => one.option));
    const empty = whole.content.querySelector("[data-empty]");
    if (empty) this.list.append(empty);
    else if (!fitting.length && this.html) this.list.append(this.dataset["none"] ?? "");
    this.listbox?.renew();
    this.look();
  }

  private look(): void {
    const chosen = this.listbox?.chosen;
    this.preview.replaceChildren(chosen?.dataset["text"] ?? "");
    this.preview.hidden = !chosen;
    const about = chosen?.dataset["about"];
    if (!about) return;
    const link = document.createElement("a");
    link.href = about;
    link.textContent = chosen.dataset["aboutLabel"] ?? "";
    this.preview.append(document.createElement("br"), link);
  }

  private onKey(event: KeyboardEvent): void {
    if (isComposing(event) && event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (this.listbox?.moves(event)) return this.look();
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (this.listbox?.chosen) this.insert(this.listbox.chosen);
  }

  private onClick(event: Event): void {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
    if (option) this.insert(option);
  }

  private insert(option: HTMLElement): void {
    const { text, template = "", snippet = "", title = "", standard = "", sentence = "", short } = option.dataset;
    if (!text || !this.dialog.open) return; // closed: chosen already, the key is held down
    const detail: Insertion = { text, version: "", snippet, title, foundMs: performance.now() - this.openedAt };
    if (template) detail.template = { version: template, short: short === "on", standard, sentence };
    this.dialog.close();
    this.area?.setSelectionRange(...this.cursor);
    document.dispatchEvent(new CustomEvent<Insertion>("g:insert", { detail }));
    if (template) void showBeside(document.getElementById("template-steps"), this.dataset["stepsUrl"], "template_version", template);
    const sideUrl = document.querySelector<HTMLElement>("g-finder")?.dataset["sideUrl"];
    if (standard) void showBeside(document.getElementById("checklists"), sideUrl, "version", standard, { part: "checklists" });
  }

  /** Something is odd about a sentence in the answer: its owner is told, with the words as they stand here. */
  private readonly onFlag = (event: Event): void => {
    const { text, version, template } = (event as CustomEvent<Insertion>).detail;
    const about: Record<string, string> = template ? { template: template.version } : { version };
    void post(this.dataset["flagUrl"] ?? "", { ...about, text })
      .then(async (answer) => {
        const said = await answer.text();
        if (!answer.ok) return toast(said);
        const place = document.getElementById("flags");
        if (place) place.innerHTML = said;
        if (place) window.htmx?.process(place);
        toast(this.dataset["noted"] ?? "");
      })
      .catch(() => toast(this.dataset["failed"] ?? ""));
  };
}
