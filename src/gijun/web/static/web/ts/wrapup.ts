/** What wrapping up costs: every choice, click and key in the panel is counted and sent with the form. */

export class WrapUp extends HTMLElement {
  private clicks = 0;

  connectedCallback(): void {
    this.addEventListener("click", this.count, true);
    this.addEventListener("change", this.count, true);
    this.addEventListener("htmx:configRequest", this.tell);
  }

  disconnectedCallback(): void {
    this.removeEventListener("click", this.count, true);
    this.removeEventListener("change", this.count, true);
    this.removeEventListener("htmx:configRequest", this.tell);
  }

  private readonly count = (event: Event): void => {
    const target = event.target;
    if (!(target instanceof HTMLElement)) return;
    const isTyped = target.matches("select, input:not([type=radio], [type=checkbox])");
    if (event.type === "change" ? isTyped : target.closest("button, [type=radio], [type=checkbox]")) this.clicks += 1;
    const field = this.querySelector<HTMLInputElement>("[data-clicks]");
    if (field) field.value = String(this.clicks + 1); // the key that opened the panel
  };

  private readonly tell = (event: Event): void => {
    const { parameters, verb } = (event as CustomEvent<{ parameters: Record<string, string>; verb: string }>).detail;
    if (verb === "post") parameters.clicks = String(this.clicks + 1);
  };
}
