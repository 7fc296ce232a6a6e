/** The agreed sentences inserted while writing: what the form says of them, and the marks the person sees. */

export interface Insertion {
  text: string;
  version: string;
  title: string;
  foundMs: number | null; // from opening the search; none: it was not searched for
}

const ENDS = 12; // letters at either end by which a sentence is known again

function stands(text: string, body: string): boolean {
  return body.includes(text.slice(0, ENDS)) || body.includes(text.slice(-ENDS));
}

function hidden(name: string, value: string): HTMLInputElement {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = name;
  input.value = value;
  return input;
}

export class Used {
  readonly insertions: Insertion[] = [];

  constructor(private readonly place: HTMLElement) {}

  add(insertion: Insertion): void {
    if (this.insertions.some((one) => one.version === insertion.version && one.text === insertion.text)) return;
    this.insertions.push(insertion);
    const mark = document.createElement("span");
    mark.className = "inserted";
    mark.textContent = `◆ ${insertion.title}`;
    mark.append(
      hidden("used_version", insertion.version),
      hidden("used_text", insertion.text),
      hidden("used_found_ms", insertion.foundMs === null ? "" : String(Math.round(insertion.foundMs))),
    );
    this.place.append(mark);
  }

  /** A sentence that was deleted again does not count; undoing brings it back. */
  look(body: string): void {
    this.insertions.forEach((insertion, at) => {
      const mark = this.place.children[at] as HTMLElement;
      const isGone = !stands(insertion.text, body);
      mark.hidden = isGone;
      for (const input of mark.querySelectorAll("input")) input.disabled = isGone;
    });
  }
}
