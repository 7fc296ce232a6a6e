/** The drawing library, loaded only by pages that draw. */

import { BarChart, HeatmapChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

import { limits, pareto, waterfall } from "./drawings";

echarts.use([BarChart, HeatmapChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, SVGRenderer]);

export type Drawing = echarts.ECharts;
export type Kind = "line" | "bar" | "heatmap" | "waterfall" | "pareto" | "limits";

export interface Series {
  name: string;
  values: (number | null)[];
}

const LINES = ["solid", "dashed", "dotted", "solid"]; // a series is told apart by its line as well as by its colour

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function shared(): Record<string, unknown> {
  const text = { color: token("--ink-2"), fontFamily: token("--font"), fontSize: 11 };
  return {
    animation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    textStyle: text,
    color: ["--accent", "--ink-3", "--warn", "--ok"].map(token),
    tooltip: {
      renderMode: "richText", // text, never markup: the style sheet policy allows none of it
      backgroundColor: token("--surface"),
      borderColor: token("--line-strong"),
      textStyle: { ...text, color: token("--ink") },
    },
  };
}

function axis(type: "category" | "value", data?: string[]): Record<string, unknown> {
  return {
    type,
    data,
    axisLabel: { color: token("--ink-2"), fontSize: 11 },
    axisLine: { show: type === "category", lineStyle: { color: token("--line-strong") } },
    axisTick: { show: false },
    splitLine: { show: type === "value", lineStyle: { color: token("--line") } },
  };
}

function overTime(kind: "line" | "bar", labels: string[], series: Series[]): Record<string, unknown> {
  const hasLegend = series.length > 1;
  return {
    grid: { left: 8, right: 16, top: hasLegend ? 34 : 14, bottom: 8, containLabel: true },
    legend: { show: hasLegend, top: 0, itemHeight: 10, textStyle: { color: token("--ink-2"), fontSize: 11 } },
    tooltip: { trigger: "axis" },
    xAxis: axis("category", labels),
    yAxis: axis("value"),
    series: series.map(({ name, values }, at) => ({
      name,
      type: kind,
      data: values,
      showSymbol: values.length < 40,
      symbol: "circle",
      symbolSize: 5,
      connectNulls: false, // a gap stays a gap
      lineStyle: { width: 2, type: LINES[at % LINES.length] },
      barMaxWidth: 18,
    })),
  };
}

function inCells(rows: string[], columns: Series[]): Record<string, unknown> {
  const cells = columns.flatMap(({ values }, x) => values.map((value, y) => [x, y, value ?? "-"]));
  const values = columns.flatMap((column) => column.values.filter((value) => value !== null));
  return {
    grid: { left: 8, right: 16, top: 8, bottom: 8, containLabel: true },
    tooltip: { trigger: "item" },
    xAxis: axis("category", columns.map((column) => column.name)),
    yAxis: { ...axis("category", rows), inverse: true },
    visualMap: { show: false, min: Math.min(0, ...values), max: Math.max(1, ...values), inRange: { color: [token("--accent-soft"), token("--accent")] } },
    series: [{ type: "heatmap", data: cells, itemStyle: { borderColor: token("--surface"), borderWidth: 1 } }],
  };
}

function optionOf(kind: Kind, labels: string[], series: Series[]): Record<string, unknown> {
  const pen = { axis, token };
  switch (kind) {
    case "heatmap":
      return inCells(labels, series);
    case "waterfall":
      return waterfall(pen, labels, series);
    case "pareto":
      return pareto(pen, labels, series);
    case "limits":
      return limits(pen, labels, series);
    default:
      return overTime(kind, labels, series);
  }
}

/** Draw columns over labels in our colours. */
export function draw(place: HTMLElement, kind: Kind, labels: string[], series: Series[]): Drawing {
  const chart = echarts.init(place, null, { renderer: "svg" });
  chart.setOption(shared());
  chart.setOption(optionOf(kind, labels, series));
  return chart;
}
