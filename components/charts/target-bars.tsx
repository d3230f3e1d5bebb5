'use client';

import { BarController, BarElement, CategoryScale, type Chart, Chart as ChartJs, LinearScale } from 'chart.js';
import { Chart as Canvas } from 'react-chartjs-2';
import type { Bar, Bars } from './chart-data';
import { type Colours, useColours } from './colours';

ChartJs.register(BarController, BarElement, CategoryScale, LinearScale);

/** Wide pale bar: target; narrow bar over it: actual; short mark: alert line; a breach is red with ⚠ and its figure. */
export default function TargetBars({ data, label }: { data: Bars; label: string }) {
  const theme = useColours();
  const { bars } = data;
  const room = {
    text: textRoom(bars.map((bar) => (bar.isBehind ? `⚠  ${bar.text}` : bar.text))),
    rate: textRoom(bars.map((bar) => bar.rate)),
  };
  return (
    <div className="relative" style={{ height: Math.max(208, bars.length * 25 + 28) }}>
      {theme && (
        <Canvas
          key={theme.version}
          type="bar"
          aria-label={label}
          plugins={[marks(bars, theme.colours, room)]}
          data={{
            labels: bars.map((bar) => shorten(bar.label)),
            datasets: [
              {
                data: bars.map((bar) => bar.actual),
                backgroundColor: bars.map((bar) => (bar.isBehind ? theme.colours.alert : theme.colours.actual)),
                barThickness: 8,
                borderRadius: 2,
                grouped: false,
                order: 1,
              },
              {
                data: bars.map((bar) => bar.target),
                backgroundColor: theme.colours.target,
                barThickness: 16,
                borderRadius: 2,
                grouped: false,
                order: 2,
              },
            ],
          }}
          options={{
            animation: false,
            maintainAspectRatio: false,
            events: [],
            indexAxis: 'y',
            layout: { padding: { right: room.text + room.rate } },
            font: { family: theme.colours.font, size: 12 },
            scales: {
              x: {
                border: { display: false },
                grid: { drawTicks: false, color: theme.colours.line },
                ticks: { color: theme.colours.inkQuiet, maxRotation: 0, maxTicksLimit: 5, callback: tickText },
              },
              y: {
                border: { display: false },
                grid: { display: false },
                ticks: { color: theme.colours.ink, font: { size: 13, family: theme.colours.font }, autoSkip: false },
              },
            },
          }}
        />
      )}
    </div>
  );
}

export const tickText = (value: string | number) => Number(value).toLocaleString('zh-CN', { maximumFractionDigits: 2 });
/** An axis has room for eight characters; the table beside has the whole name. */
const shorten = (label: string) => ([...label].length > 8 ? `${[...label].slice(0, 7).join('')}…` : label);

/** What the longest of the printed texts takes, with the space before it; digits are 7 px wide at 12 px. */
const textRoom = (texts: readonly string[]) => {
  const longest = Math.max(0, ...texts.map((text) => text.length));
  return longest === 0 ? 0 : longest * 7 + 14;
};

/** Alert lines, and the printed amount and rate at the right of each bar. */
const marks = (bars: readonly Bar[], colours: Colours, room: { text: number; rate: number }) => ({
  id: 'marks',
  afterDatasetsDraw({ ctx, chartArea, scales }: Chart) {
    const { x, y } = scales;
    if (!x || !y) return;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'right';
    bars.forEach((bar, position) => {
      const middle = y.getPixelForValue(position);
      ctx.fillStyle = colours.ink;
      if (bar.alert !== null) ctx.fillRect(x.getPixelForValue(bar.alert) - 1, middle - 8, 2, 16);
      ctx.fillStyle = bar.isBehind ? colours.alert : colours.ink;
      ctx.font = `${bar.isBehind ? '600 ' : ''}12px ${colours.font}`;
      ctx.fillText(`${bar.isBehind ? '⚠ ' : ''}${bar.text}`, chartArea.right + room.text, middle);
      ctx.fillText(bar.rate, chartArea.right + room.text + room.rate, middle);
    });
  },
});
