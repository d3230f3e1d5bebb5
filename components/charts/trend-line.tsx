'use client';

import {
  CategoryScale,
  type Chart,
  Chart as ChartJs,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js';
import { Chart as Canvas } from 'react-chartjs-2';
import type { Line } from './chart-data';
import { type Colours, useColours } from './colours';
import { tickText } from './target-bars';

ChartJs.register(CategoryScale, LinearScale, LineController, LineElement, PointElement);

/** This year's months as a line, last year's dashed; a running month is dotted with a hollow end and its day. */
export default function TrendLine({ data, label, lastLabel }: { data: Line; label: string; lastLabel: string }) {
  const theme = useColours();
  const end = data.now.length - 1;
  return (
    <div className="relative h-52">
      {theme && (
        <Canvas
          key={theme.version}
          type="line"
          aria-label={label}
          plugins={[lastValue(data, lastLabel, theme.colours)]}
          data={{
            labels: data.labels,
            datasets: [
              {
                data: data.now,
                borderColor: theme.colours.actual,
                borderWidth: 2,
                pointRadius: data.now.map((_, position) => (position === end ? 4 : 0)),
                pointBackgroundColor: data.endsRunning ? theme.colours.sheet : theme.colours.actual,
                pointBorderWidth: 2,
                clip: 6,
                segment: {
                  borderDash: ({ p1DataIndex }) => (data.endsRunning && p1DataIndex === end ? [2, 2] : undefined),
                },
              },
              {
                data: data.before,
                borderColor: theme.colours.lastYear,
                borderWidth: 1.5,
                borderDash: [5, 4],
                // A single month between two gaps has no line to either side: a dot then.
                pointRadius: data.before.map((_, position) =>
                  data.before[position - 1] == null && data.before[position + 1] == null ? 2 : 0,
                ),
                pointBackgroundColor: theme.colours.lastYear,
                spanGaps: false,
              },
            ],
          }}
          options={{
            animation: false,
            maintainAspectRatio: false,
            events: [],
            layout: { padding: { right: 10, top: 18 } },
            font: { family: theme.colours.font, size: 12 },
            scales: {
              x: {
                border: { color: theme.colours.lineStrong },
                grid: { display: false },
                ticks: { color: theme.colours.inkQuiet, maxRotation: 0, autoSkip: data.labels.length > 12 },
              },
              y: {
                beginAtZero: true,
                border: { display: false },
                grid: { drawTicks: false, color: theme.colours.line },
                ticks: { color: theme.colours.inkQuiet, maxTicksLimit: 5, padding: 8, callback: tickText },
              },
            },
          }}
        />
      )}
    </div>
  );
}

/** The end of the line printed above it: "至 18 日 152.84". */
const lastValue = (data: Line, text: string, colours: Colours) => ({
  id: 'lastValue',
  afterDatasetsDraw({ ctx, chartArea, scales }: Chart) {
    const { x, y } = scales;
    const position = data.now.length - 1;
    const values = [data.now[position] ?? 0, data.before[position] ?? 0, data.now[position - 1] ?? 0];
    if (!x || !y) return;
    const top = Math.max(y.getPixelForValue(Math.max(...values)) - 8, chartArea.top - 4);
    const isAlone = data.now.length === 1;
    ctx.textAlign = isAlone ? 'center' : 'right';
    ctx.textBaseline = 'bottom';
    ctx.fillStyle = colours.ink;
    ctx.font = `12px ${colours.font}`;
    ctx.fillText(text, x.getPixelForValue(position) + (isAlone ? 0 : 8), top);
  },
});
