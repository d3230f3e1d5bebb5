'use client';

import {
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  Chart as ChartJs,
  DoughnutController,
  LinearScale,
} from 'chart.js';
import { Chart as Canvas } from 'react-chartjs-2';
import { type Colours, useColours } from './colours';

ChartJs.register(ArcElement, DoughnutController, BarController, BarElement, CategoryScale, LinearScale);

/** Parts of the whole in one hue, the largest darkest; bars around zero when a part is negative. */
export default function ShareRing({ values, kind, label }: { values: number[]; kind: 'ring' | 'bars'; label: string }) {
  const theme = useColours();
  return (
    <div className={`relative mx-auto ${kind === 'ring' ? 'size-24' : 'h-24'}`}>
      {theme && (
        <Canvas
          key={theme.version}
          type={kind === 'ring' ? 'doughnut' : 'bar'}
          aria-label={label}
          data={{
            labels: values.map(() => ''),
            datasets: [
              {
                data: values,
                backgroundColor: partColours(theme.colours).slice(0, values.length),
                borderColor: theme.colours.sheet,
                borderWidth: kind === 'ring' && values.length > 1 ? 2 : 0,
              },
            ],
          }}
          options={{
            animation: false,
            maintainAspectRatio: false,
            events: [],
            ...(kind === 'ring'
              ? { cutout: '62%' }
              : {
                  indexAxis: 'y' as const,
                  scales: {
                    x: { ticks: { display: false }, grid: { color: theme.colours.line } },
                    y: { display: false },
                  },
                }),
          }}
        />
      )}
    </div>
  );
}

const partColours = (colours: Colours) => [colours.actual, colours.part2, colours.part3, colours.part4, colours.part5];
