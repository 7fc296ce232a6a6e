import { Asked } from "./asked";
import { Board } from "./board";
import { Chart } from "./chart";
import { Composer } from "./composer";
import { askFirst } from "./confirm";
import { Finder } from "./finder";
import { Judging } from "./judging";
import { OwnState } from "./ownstate";
import { Offer } from "./offer";
import { Palette } from "./palette";
import { foldPanes } from "./panes";
import { keepPlaces } from "./place";
import { Player } from "./player";
import { Presence } from "./presence";
import { Process } from "./process";
import { listenToRequests } from "./requests";
import { Selection } from "./selection";
import { Shortcuts } from "./shortcuts";
import { Stream } from "./stream";
import { showCurrentTabs } from "./tabs";
import { Templates } from "./templates";
import { Undo } from "./undo";
import { WrapUp } from "./wrapup";

listenToRequests();
keepPlaces();
askFirst();
foldPanes();
showCurrentTabs();
const elements: [string, CustomElementConstructor][] = [
  ["g-asked", Asked],
  ["g-composer", Composer],
  ["g-finder", Finder],
  ["g-judging", Judging],
  ["g-own-state", OwnState],
  ["g-offer", Offer],
  ["g-palette", Palette],
  ["g-player", Player],
  ["g-presence", Presence],
  ["g-process", Process],
  ["g-selection", Selection],
  ["g-shortcuts", Shortcuts],
  ["g-stream", Stream],
  ["g-templates", Templates],
  ["g-undo", Undo],
  ["g-wrap-up", WrapUp],
  ["g-board", Board],
  ["g-chart", Chart],
];
for (const [name, element] of elements) customElements.define(name, element);
