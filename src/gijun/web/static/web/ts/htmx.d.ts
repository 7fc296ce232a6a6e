/** As much of htmx as the elements use. */

interface Window {
  htmx?: {
    process(element: Element): void;
    ajax(verb: string, path: string, context: { source: Element; target: Element; swap: string }): Promise<void>;
  };
}
