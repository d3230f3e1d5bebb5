'use client';

import { useMemo, useSyncExternalStore } from 'react';

const variables = {
  ink: '--color-base-content',
  inkQuiet: '--ink-3',
  sheet: '--color-base-100',
  line: '--line',
  lineStrong: '--line-strong',
  alert: '--color-error',
  target: '--chart-target',
  lastYear: '--chart-last-year',
  actual: '--chart-actual',
  part2: '--chart-2',
  part3: '--chart-3',
  part4: '--chart-4',
  part5: '--chart-5',
} as const;
export type Colours = Record<keyof typeof variables, string> & { font: string };

/** Charts are drawn anew when the system or the page changes between light and dark. */
function subscribe(redraw: () => void) {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(redraw);
  dark.addEventListener('change', redraw);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    dark.removeEventListener('change', redraw);
    observer.disconnect();
  };
}

const snapshot = () => {
  const style = getComputedStyle(document.documentElement);
  return Object.values(variables)
    .map((name) => style.getPropertyValue(name).trim())
    .join('|');
};

/** The theme's colours as the canvas takes them; null on the server. `version` changes with the theme. */
export function useColours(): { colours: Colours; version: string } | null {
  const version = useSyncExternalStore(subscribe, snapshot, () => '');
  return useMemo(() => {
    if (version === '') return null;
    const values = version.split('|').map(asRgb);
    const colours = Object.fromEntries(Object.keys(variables).map((name, position) => [name, values[position]]));
    return { colours: { ...colours, font: getComputedStyle(document.body).fontFamily } as Colours, version };
  }, [version]);
}

/** The theme speaks oklch, Chart.js only rgb: one painted pixel translates. */
function asRgb(colour: string): string {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) return colour;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}
