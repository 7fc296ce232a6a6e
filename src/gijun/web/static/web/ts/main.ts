import { Chart } from "./chart";
import { Composer } from "./composer";
import { askFirst } from "./confirm";
import { Finder } from "./finder";
import { Judging } from "./judging";
import { Palette } from "./palette";
import { foldPanes } from "./panes";
import { keepPlaces } from "./place";
import { Presence } from "./presence";
import { listenToRequests } from "./requests";
import { Shortcuts } from "./shortcuts";
import { Stream } from "./stream";

listenToRequests();
keepPlaces();
askFirst();
foldPanes();
const elements: [string, CustomElementConstructor][] = [
  ["g-composer", Composer],
  ["g-finder", Finder],
  ["g-judging", Judging],
  ["g-palette", Palette],
  ["g-presence", Presence],
  ["g-shortcuts", Shortcuts],
  ["g-stream", Stream],
  ["g-chart", Chart],
];
for (const [name, element] of elements) customElements.define(name, element);
