/** Drawings of change: a waterfall, a Pareto of harm, and a series with its limits. */

import type { Series } from "./charts";

type Option = Record<string, unknown>;

/** What every drawing shares with the others. */
export interface Pen {
  axis: (type: "category" | "value", data?: string[]) => Option;
  token: (name: string) => string;
}

const GRID = { left: 8, right: 16, top: 14, bottom: 8, containLabel: true };
const NAMED = { ...GRID, top: 34 };

function legend(pen: Pen): Option {
  return { show: true, top: 0, itemHeight: 10, textStyle: { color: pen.token("--ink-2"), fontSize: 11 } };
}

/** The first and the last value stand on the ground; those between are steps from one to the other. */
export function waterfall(pen: Pen, labels: string[], [series]: Series[]): Option {
  const values = (series?.values ?? []).map((value) => value ?? 0);
  const last = values.length - 1;
  let level = 0;
  const bars = values.map((value, at) => {
    const from = at === 0 || at === last ? 0 : level;
    level = from + value;
    return { from, to: level, color: at === 0 || at === last ? "--accent" : value > 0 ? "--warn" : "--ok" };
  });
  return {
    grid: GRID,
    tooltip: { trigger: "axis", formatter: (points: { dataIndex: number }[]) => told(points[0]?.dataIndex ?? 0) },
    xAxis: { ...pen.axis("category", labels), axisLabel: { color: pen.token("--ink-2"), fontSize: 11, interval: 0, width: 90, overflow: "break" } },
    yAxis: pen.axis("value"),
    series: [
      { type: "bar", stack: "steps", silent: true, itemStyle: { color: "transparent" }, data: bars.map(({ from, to }) => Math.min(from, to)) },
      { type: "bar", stack: "steps", barMaxWidth: 40, data: bars.map(({ from, to, color }) => ({ value: Math.abs(to - from), itemStyle: { color: pen.token(color) } })), label: { show: true, position: "top", color: pen.token("--ink"), formatter: ({ dataIndex }: { dataIndex: number }) => signed(dataIndex) } },
    ],
  };

  function signed(at: number): string {
    const value = values[at] ?? 0;
    return `${at > 0 && at < last && value > 0 ? "+" : ""}${value.toLocaleString()}`;
  }
  function told(at: number): string {
    return `${labels[at] ?? ""}\n${signed(at)}`;
  }
}

/** Bars from the largest on, and the share they make together. */
export function pareto(pen: Pen, labels: string[], [bars, shares]: Series[]): Option {
  return {
    grid: NAMED,
    legend: legend(pen),
    tooltip: { trigger: "axis" },
    xAxis: { ...pen.axis("category", labels), axisLabel: { color: pen.token("--ink-2"), fontSize: 11, interval: 0, width: 76, overflow: "truncate" } },
    yAxis: [pen.axis("value"), { ...pen.axis("value"), min: 0, max: 100, splitLine: { show: false } }],
    series: [
      { name: bars?.name, type: "bar", data: bars?.values, barMaxWidth: 28 },
      { name: shares?.name, type: "line", yAxisIndex: 1, data: shares?.values, symbol: "circle", symbolSize: 5 },
    ],
  };
}

/** Values, their centre, and limits; a value outside is larger and has another shape. */
export function limits(pen: Pen, labels: string[], [values, centre, lower, upper]: Series[]): Option {
  const points = (values?.values ?? []).map((value, at) => {
    const low = lower?.values[at] ?? null;
    const high = upper?.values[at] ?? null;
    const isOut = value !== null && ((low !== null && value < low) || (high !== null && value > high));
    return isOut ? { value, symbol: "triangle", symbolSize: 11, itemStyle: { color: pen.token("--danger") } } : { value };
  });
  const line = (one: Series | undefined, type: string): Option => ({ name: one?.name, type: "line", data: one?.values, showSymbol: false, step: type === "dotted" ? "middle" : false, lineStyle: { width: 1, type } });
  return {
    grid: NAMED,
    legend: legend(pen),
    tooltip: { trigger: "axis" },
    xAxis: pen.axis("category", labels),
    yAxis: { ...pen.axis("value"), scale: true },
    series: [
      { name: values?.name, type: "line", data: points, symbol: "circle", symbolSize: 4, showAllSymbol: true, connectNulls: false, lineStyle: { width: 2 } },
      line(centre, "dashed"),
      line(lower, "dotted"),
      line(upper, "dotted"),
    ],
  };
}
