/** Draws the table beside it, so that chart and table never differ. Without scripts the table is there alone. */

import type { Drawing, Kind, Series } from "./charts";

const KINDS: readonly string[] = ["line", "bar", "heatmap", "waterfall", "pareto", "limits"];

function numberIn(cell: Element | undefined): number | null {
  const text = (cell as HTMLElement | undefined)?.dataset["value"] ?? cell?.textContent?.trim() ?? "";
  const value = Number(text.replace(/[,%]/g, ""));
  return text === "" || Number.isNaN(value) ? null : value;
}

export class Chart extends HTMLElement {
  private drawing: Drawing | null = null;
  private readonly resized = new ResizeObserver(() => this.drawing?.resize());
  private readonly dark = window.matchMedia("(prefers-color-scheme: dark)");

  connectedCallback(): void {
    void this.draw();
    this.dark.addEventListener("change", this.again);
  }

  disconnectedCallback(): void {
    this.resized.disconnect();
    this.drawing?.dispose();
    this.dark.removeEventListener("change", this.again);
  }

  private readonly again = (): void => void this.draw();

  private async draw(): Promise<void> {
    const figure = this.closest("figure");
    const table = figure?.querySelector("table");
    const url = document.body.dataset["chartsUrl"];
    if (!table?.tBodies[0]?.rows.length || !url) return;
    const { draw } = (await import(url)) as typeof import("./charts");
    if (!this.isConnected) return;
    const asTable = this.drawing ? null : figure?.querySelector<HTMLDetailsElement>("details.as-table");
    if (asTable) asTable.open = false;
    this.hidden = false;
    this.setAttribute("role", "img");
    this.setAttribute("aria-label", (table.caption ?? figure?.querySelector("figcaption"))?.textContent?.trim() ?? "");
    this.drawing?.dispose();
    this.drawing = draw(this, this.kind, ...this.read(table));
    this.resized.observe(this);
  }

  private get kind(): Kind {
    const wanted = this.dataset["kind"] ?? "";
    return KINDS.includes(wanted) ? (wanted as Kind) : "line";
  }

  private read(table: HTMLTableElement): [string[], Series[]] {
    const heads = [...table.querySelectorAll("thead th")].slice(1).map((head) => head.textContent?.trim() ?? "");
    const rows = [...table.querySelectorAll("tbody tr")].map((row) => [...row.children]);
    const labels = rows.map((row) => row[0]?.textContent?.trim() ?? "");
    const series = heads.map((name, at) => ({ name, values: rows.map((row) => numberIn(row[at + 1])) }));
    return [labels, series.slice(0, Number(this.dataset["series"] ?? series.length))];
  }
}
