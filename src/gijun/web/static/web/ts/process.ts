/**
 * A drawn process map: the slider shows more or fewer paths at once, and a path opens its waits beside the map
 * instead of loading the page again. Without scripts the same links and the same form do it.
 */

export class Process extends HTMLElement {
  connectedCallback(): void {
    const slider = this.querySelector<HTMLInputElement>("input[type=range]");
    slider?.addEventListener("input", () => this.show(Number(slider.value)));
    this.addEventListener("click", (event) => this.open(event));
    this.begin();
  }

  /** A map wider than its place shows where courses begin, not an empty edge. */
  private begin(): void {
    const place = this.querySelector<HTMLElement>(".process-map");
    const ends = [...this.querySelectorAll(".process-node.outer")].map((end) => end.getBoundingClientRect());
    const start = ends.sort((one, other) => one.top - other.top)[0];
    if (!start || !place || place.scrollWidth <= place.clientWidth) return;
    const { left, width } = start;
    place.scrollLeft += left + width / 2 - place.getBoundingClientRect().left - place.clientWidth / 2;
  }

  private show(share: number): void {
    const said = this.querySelector("output");
    if (said) said.textContent = `${share}%`;
    for (const path of this.querySelectorAll<SVGElement>("[data-level]")) {
      path.classList.toggle("off", Number(path.dataset["level"]) > share);
    }
  }

  private open(event: MouseEvent): void {
    const path = event.target instanceof Element ? event.target.closest<SVGAElement>("a.process-path") : null;
    const place = document.querySelector<HTMLElement>("#edge");
    if (!path || !place || !window.htmx || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    for (const other of this.querySelectorAll("a[aria-current]")) other.removeAttribute("aria-current");
    path.setAttribute("aria-current", "true");
    const address = path.href.baseVal.split("#")[0] ?? "";
    void window.htmx.ajax("GET", address, { source: this, target: place, swap: "innerHTML" }).then(() => {
      place.querySelector<HTMLElement>("h2")?.focus();
      place.scrollIntoView({ block: "nearest" });
    });
  }
}
