import { Circle, Path, Rect, Svg, Text, View } from '@react-pdf/renderer';
import { shareData } from '@/components/charts/chart-data';
import type { AnalysisFile } from '../analysis-file';
import { ChartHead, NoChart } from './chart-head';
import type { Kit } from './kit';
import { colours, styles } from './look';
import { oneLine } from './words';

const size = 126;
const radius = 58;
const hole = radius * 0.6;

/** 占比: a ring with its table; bars where something is below zero, for a ring would lie. */
export function ShareChart({ file, kit, width }: { file: AnalysisFile; kit: Kit; width: number }) {
  const { t, words } = kit;
  const data = shareData(file.share.rows, t('analysis.charts.otherParts'));
  const by = t('analysis.charts.shareBy', { by: t(`analysis.by.${file.share.by}`) });
  const head = <ChartHead title={t('analysis.charts.share')} note={by} unit={data?.unit} t={t} />;
  if (!data) return <NoChart head={head} width={width} t={t} />;
  const colour = (position: number) => colours.shares[position] ?? colours.line;
  const largest = Math.max(...data.slices.map(({ value }) => Math.abs(value)));
  return (
    <View style={{ width }}>
      {head}
      {data.kind === 'ring' && (
        <Svg width={width} height={size} viewBox={`${-width / 2} ${-size / 2} ${width} ${size}`}>
          {ringPaths(data.slices.map(({ value }) => value)).map((path, position) =>
            path === null ? (
              <Circle
                key={data.slices[position]?.label}
                cx={0}
                cy={0}
                r={radius * 0.8}
                fill="none"
                stroke={colour(position)}
                strokeWidth={radius * 0.4}
              />
            ) : (
              <Path key={path} d={path} fill={colour(position)} stroke="#ffffff" strokeWidth={0.75} />
            ),
          )}
        </Svg>
      )}
      <View style={{ marginTop: 5 }}>
        {data.slices.map(({ label, text, share, value, key }, position) => (
          <View key={key ?? 'rest'} style={[styles.row, { alignItems: 'center', height: 13 }]}>
            {data.kind === 'ring' ? (
              <View style={{ width: 5, height: 5, marginRight: 4, backgroundColor: colour(position) }} />
            ) : (
              <Svg width={34} height={6} viewBox="-17 0 34 6" style={{ marginRight: 4 }}>
                <Rect
                  x={value < 0 ? (value / largest) * 17 : 0}
                  y={0}
                  height={6}
                  width={(Math.abs(value) / largest) * 17}
                  fill={value < 0 ? colours.lineStrong : colours.actual}
                />
              </Svg>
            )}
            <Text style={{ flex: 1 }}>{oneLine(words(label), 8, width - 136)}</Text>
            <Text style={{ width: 48, textAlign: 'right', color: colours.ink2 }}>{text}</Text>
            <Text style={{ width: 42, textAlign: 'right' }}>{share}</Text>
          </View>
        ))}
      </View>
    </View>
  );
}

/** Outlines of the ring's parts from twelve o'clock on; null for one that is the whole ring. */
function ringPaths(values: readonly number[]): (string | null)[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  const at = (turn: number, radius: number) =>
    `${Math.sin(turn * 2 * Math.PI) * radius} ${-Math.cos(turn * 2 * Math.PI) * radius}`;
  let from = 0;
  return values.map((value) => {
    const share = value / total;
    const to = from + share;
    const large = share > 0.5 ? 1 : 0;
    const path = `M ${at(from, radius)} A ${radius} ${radius} 0 ${large} 1 ${at(to, radius)} L ${at(to, hole)} A ${hole} ${hole} 0 ${large} 0 ${at(from, hole)} Z`;
    from = to;
    return share > 0.9999 ? null : path;
  });
}
