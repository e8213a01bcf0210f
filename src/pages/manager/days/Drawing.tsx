import { LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type ECharts, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import type { CurveProps, Line, LineKind } from "./Curve.tsx";

use([LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

/** The tokens of tokens.css; a canvas cannot read them by itself. The usual day is the paler, dashed line. */
const colours: Record<LineKind, string> = {
  day: "--brand",
  usual: "--brand",
  other: "--focus",
  otherUsual: "--focus",
};
const isUsual = (kind: LineKind): boolean => kind === "usual" || kind === "otherUsual";

type TokenOf = (token: string) => string;

function seriesOf({ name, values, kind }: Line, tokenOf: TokenOf) {
  const color = tokenOf(colours[kind]);
  return {
    name,
    type: "line" as const,
    data: values,
    showSymbol: false,
    itemStyle: { color },
    lineStyle: isUsual(kind)
      ? { color, width: 2, type: "dashed" as const, opacity: 0.55 }
      : { color, width: 3 },
    areaStyle: kind === "day" ? { color, opacity: 0.08 } : undefined,
  };
}

function optionOf({ times, lines }: Pick<CurveProps, "times" | "lines">, tokenOf: TokenOf) {
  const soft = tokenOf("--ink-soft");
  const line = { lineStyle: { color: tokenOf("--line") } };
  return {
    // Curves that move tell nothing more, and disturb who cannot bear it.
    animation: false,
    textStyle: { fontFamily: tokenOf("--font"), fontSize: 14 },
    grid: { left: 4, right: 16, top: 12, bottom: 4, containLabel: true },
    // Anything but text on the canvas would be markup with style in it, which the page's policy forbids.
    tooltip: { trigger: "axis" as const, renderMode: "richText" as const, confine: true },
    xAxis: {
      type: "category" as const,
      data: [...times],
      boundaryGap: false,
      axisLabel: { color: soft, fontSize: 14 },
      axisLine: line,
    },
    yAxis: {
      type: "value" as const,
      minInterval: 1,
      axisLabel: { color: soft, fontSize: 14 },
      splitLine: line,
    },
    series: lines.map((each) => seriesOf(each, tokenOf)),
  };
}

/** Draws lines over the times of a day on a canvas as large as its place. */
export default function Drawing({ times, lines }: Pick<CurveProps, "times" | "lines">) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);

  useEffect(() => {
    if (place.current === null) return;
    const drawn = init(place.current);
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const style = getComputedStyle(document.documentElement);
    const tokenOf: TokenOf = (token) => style.getPropertyValue(token).trim();
    chart.current?.setOption(optionOf({ times, lines }, tokenOf), { notMerge: true });
  }, [times, lines]);

  return <div ref={place} className="drawing-place" />;
}
