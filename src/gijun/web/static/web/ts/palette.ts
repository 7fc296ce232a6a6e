/**
 * Ctrl+K: go to a page, a view, a ticket, a customer or a standard; do what the page offers; change one's own state.
 * Without words, what was chosen last stands first.
 */

import { wordsOf } from "./cheatsheet";
import { isComposing, keyFor, shown } from "./keys";
import { Listbox, Question } from "./listbox";
import { fit } from "./matching";

const WAIT_MS = 150;
const RECENT = "gijun.palette";
const MOST_RECENT = 8;
const MOST_SHOWN = 12;

interface Entry {
  label: string;
  note: string; // what kind it is, or its key
  href: string; // empty for what is done here
  act: HTMLElement | null;
}

function recent(): string[] {
  try {
    return JSON.parse(localStorage.getItem(RECENT) ?? "[]") as string[];
  } catch {
    return []; // somebody else's value, or storage is not allowed
  }
}

function keyOf(entry: Entry): string {
  return entry.href ? new URL(entry.href, document.baseURI).pathname + new URL(entry.href, document.baseURI).search : `act:${entry.label}`;
}

function remember(entry: Entry): void {
  const key = keyOf(entry);
  try {
    localStorage.setItem(RECENT, JSON.stringify([key, ...recent().filter((one) => one !== key)].slice(0, MOST_RECENT)));
  } catch {
    // storage is not allowed
  }
}

export class Palette extends HTMLElement {
  private readonly dialog = document.createElement("dialog");
  private readonly input = document.createElement("input");
  private readonly list = document.createElement("ul");
  private readonly question = new Question(() => this.dataset["url"] ?? "", WAIT_MS, (html, words) => this.show(words, html));
  private listbox: Listbox | null = null;
  private entries: Entry[] = [];
  private places: Entry[] | null = null; // of the server, read once

  connectedCallback(): void {
    const label = this.dataset["label"] ?? "";
    this.input.type = "search";
    this.input.id = "palette";
    this.input.autocomplete = "off";
    this.input.placeholder = label;
    this.input.setAttribute("aria-label", label);
    this.dialog.className = "palette";
    this.dialog.setAttribute("aria-label", label);
    this.listbox = new Listbox(this.input, this.list, label);
    this.dialog.append(this.input, this.list);
    this.append(this.dialog);
    this.input.addEventListener("input", () => this.onInput(this.input.value.trim()));
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.list.addEventListener("click", (event) => this.onClick(event));
    document.addEventListener("keydown", this.onOpenKey);
    document.addEventListener("click", this.onOpenClick);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.onOpenKey);
    document.removeEventListener("click", this.onOpenClick);
  }

  private readonly onOpenKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.code !== "KeyK" || isComposing(event)) return;
    event.preventDefault();
    this.open();
  };

  private readonly onOpenClick = (event: Event): void => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-palette-open]")) return;
    event.preventDefault();
    this.open();
  };

  private open(): void {
    if (document.querySelector("dialog[open]")) return;
    this.input.value = "";
    this.entries = [...this.rail(), ...this.actions(), ...(this.places ?? [])]; // what can be seen now, before the dialog covers it
    this.dialog.showModal();
    this.show("", "");
    void this.readPlaces();
  }

  private async readPlaces(): Promise<void> {
    const url = this.dataset["placesUrl"];
    if (this.places || !url) return;
    const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok) return;
    this.places = this.parsed(await answer.text());
    this.entries.push(...this.places);
    if (this.dialog.open && !this.question.isAsking) this.show(this.input.value.trim(), "");
  }

  private parsed(html: string): Entry[] {
    const found = document.createElement("template");
    found.innerHTML = html;
    return [...found.content.querySelectorAll("a")].map((link) => {
      const note = link.querySelector("small")?.textContent ?? "";
      link.querySelector("small")?.remove();
      return { label: link.textContent?.trim() ?? "", note, href: link.getAttribute("href") ?? "", act: null };
    });
  }

  private rail(): Entry[] {
    return [...document.querySelectorAll<HTMLAnchorElement>(".rail a")].map((link) => ({
      label: link.textContent?.trim() ?? "", note: `G ${shown(link.dataset["chord"] ?? "")}`, href: link.getAttribute("href") ?? "", act: null,
    }));
  }

  /** What the page lets one do by a key, and the states one may enter, in an open menu or not. */
  private actions(): Entry[] {
    const keyed = [...document.querySelectorAll<HTMLElement>("[data-shortcut]")].filter((one) => one.checkVisibility() && !one.matches(":disabled"));
    const states = [...document.querySelectorAll<HTMLElement>("g-own-state button[name=state]:not([data-shortcut])")];
    return [...keyed, ...states].map((act) => ({
      label: wordsOf(act), note: act.dataset["shortcut"] ? shown(keyFor(act.dataset["shortcut"])) : (this.dataset["state"] ?? ""), href: "", act,
    })).filter((one) => one.label);
  }

  private onInput(words: string): void {
    this.show(words, "");
    this.question.soon(words);
  }

  /** The best fit first; what was chosen last before equals. */
  private matching(words: string): Entry[] {
    const last = recent();
    const rank = (entry: Entry): number => {
      const at = last.indexOf(keyOf(entry));
      return at < 0 ? last.length : at;
    };
    const seen = new Set<string>();
    return this.entries
      .map((entry) => ({ entry, fits: fit(entry.label, words), rank: rank(entry) }))
      .filter((one) => one.fits > 0)
      .sort((a, b) => b.fits - a.fits || a.rank - b.rank)
      .map((one) => one.entry)
      .filter((entry) => !seen.has(keyOf(entry)) && seen.add(keyOf(entry)))
      .slice(0, MOST_SHOWN);
  }

  private show(words: string, html: string): void {
    const shownNow = [...this.matching(words), ...this.parsed(html)];
    this.list.replaceChildren(...shownNow.map((entry) => this.item(entry)));
    this.listbox?.renew();
  }

  private item(entry: Entry): HTMLLIElement {
    const item = document.createElement("li");
    item.setAttribute("role", "none");
    const option = document.createElement("a");
    option.setAttribute("role", "option");
    option.tabIndex = -1;
    if (entry.href) option.href = entry.href;
    const note = document.createElement("small");
    note.textContent = entry.note;
    option.append(entry.label, " ", note);
    option.addEventListener("click", () => this.choose(entry));
    item.append(option);
    return item;
  }

  private choose(entry: Entry): void {
    if (!this.dialog.open) return; // chosen already: a key held down comes again before the focus has moved
    remember(entry);
    this.dialog.close();
    if (!entry.act) return;
    if (entry.act.matches("input:not([type=checkbox], [type=radio], [type=button]), textarea, select")) entry.act.focus();
    else entry.act.click();
  }

  private readonly onClick = (event: Event): void => event.stopPropagation(); // a choice is no click on the page behind

  private onKey(event: KeyboardEvent): void {
    if (isComposing(event)) return; // the key is the input method's: it chooses no entry
    if (this.listbox?.moves(event)) return;
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.listbox?.chosen?.click();
  }
}
