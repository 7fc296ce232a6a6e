/** What was inserted while writing, agreed or not: what the form says of it, and the marks the person sees. */

export interface Insertion {
  text: string;
  version: string; // of a standard; empty: a personal script or a template
  snippet: string; // a personal script; empty: a standard or a template
  template?: Template; // its text was inserted
  title: string;
  foundMs: number | null; // from opening the search; none: it was not searched for
}

export interface Template {
  version: string;
  short: boolean; // the form for a peak
  standard: string; // the version of a standard whose sentence stands in it; empty: none
  sentence: string;
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

/** What an insertion is counted as; empty: mere words. */
function idOf(insertion: Insertion): string {
  if (insertion.template) return `template ${insertion.template.version}`;
  if (insertion.snippet) return `snippet ${insertion.snippet}`;
  return insertion.version && `standard ${insertion.version}`;
}

/** One press says that something is odd about the sentence; nothing where nobody could be told. */
function flagButton(insertion: Insertion): HTMLElement[] {
  const label = document.querySelector<HTMLElement>("g-templates")?.dataset["odd"];
  if (!label) return [];
  const button = document.createElement("button");
  button.type = "button";
  button.className = "flag";
  button.textContent = "⚑";
  button.title = label;
  button.setAttribute("aria-label", `${label}: ${insertion.title}`);
  button.dataset["shortcut"] = "f";
  button.addEventListener("click", () => document.dispatchEvent(new CustomEvent<Insertion>("g:flag", { detail: insertion })));
  return [button];
}

export class Used {
  readonly insertions: Insertion[] = [];

  constructor(private readonly place: HTMLElement) {}

  add(insertion: Insertion): void {
    const id = idOf(insertion);
    if (!id || this.insertions.some((one) => idOf(one) === id && one.text === insertion.text)) return;
    this.insertions.push(insertion);
    const mark = document.createElement("span");
    const name = insertion.snippet ? "used_snippet" : insertion.template ? "used_template" : "used";
    mark.className = `inserted${insertion.snippet ? " unofficial" : insertion.template ? " template" : ""}`;
    mark.textContent = `${insertion.snippet ? "!" : insertion.template ? "▤" : "◆"} ${insertion.title}`;
    mark.append(
      hidden(name === "used" ? "used_version" : name, insertion.template?.version ?? (insertion.snippet || insertion.version)),
      hidden(`${name}_text`, insertion.text),
      hidden(`${name}_found_ms`, insertion.foundMs === null ? "" : String(Math.round(insertion.foundMs))),
    );
    if (insertion.template) {
      const { short, standard, sentence } = insertion.template;
      mark.append(hidden(`${name}_short`, short ? "on" : ""), hidden(`${name}_standard`, standard), hidden(`${name}_sentence`, sentence));
    }
    if (!insertion.snippet) mark.append(...flagButton(insertion));
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
