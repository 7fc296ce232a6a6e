/** A field with a list of answers under it: the focus stays in the field, arrow keys choose (ARIA combobox). */

export class Listbox {
  private at = -1;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
    label: string,
  ) {
    list.id ||= `${input.id || "found"}-list`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", label);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
  }

  get options(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[role=option]")];
  }

  get chosen(): HTMLElement | undefined {
    return this.options[this.at];
  }

  /** New answers stand in the list: the first one is chosen. */
  renew(): void {
    this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    this.choose(0);
  }

  /** Arrow keys move; says whether the key was one of them. */
  moves(event: KeyboardEvent): boolean {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return false;
    event.preventDefault();
    this.choose(this.at + (event.key === "ArrowDown" ? 1 : -1));
    return true;
  }

  private choose(index: number): void {
    const options = this.options;
    this.at = Math.min(Math.max(index, 0), options.length - 1);
    options.forEach((option, at) => {
      option.id = `${this.list.id}-${at}`;
      option.setAttribute("aria-selected", String(at === this.at));
    });
    this.chosen?.scrollIntoView({ block: "nearest" });
    if (this.chosen) this.input.setAttribute("aria-activedescendant", this.chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
  }
}

/** Asks the server while somebody types; only the answer to the latest question counts. */
export class Question {
  private timer = 0;
  private turn = 0;
  private asking = 0;

  constructor(
    private readonly url: () => string,
    private readonly waitMs: number,
    private readonly answered: (html: string, words: string) => void,
    private readonly asksWithoutWords = false,
  ) {}

  soon(words: string): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.now(words), this.waitMs);
  }

  /** Is an answer still to come? */
  get isAsking(): boolean {
    return this.asking > 0;
  }

  /** Forget what was asked: a late answer is not shown. */
  drop(): void {
    window.clearTimeout(this.timer);
    this.turn += 1;
  }

  private async now(words: string): Promise<void> {
    const turn = ++this.turn;
    this.asking += 1;
    const html = words || this.asksWithoutWords ? await this.fetched(words) : "";
    this.asking -= 1;
    if (turn === this.turn) this.answered(html, words);
  }

  private async fetched(words: string): Promise<string> {
    const url = new URL(this.url(), document.baseURI);
    url.searchParams.set("q", words.normalize("NFC"));
    const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
    return answer?.ok ? answer.text() : "";
  }
}
