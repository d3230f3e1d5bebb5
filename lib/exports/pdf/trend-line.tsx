import { Circle, Line, Polyline, Svg, Text, View } from '@react-pdf/renderer';
import { lineData } from '@/components/charts/chart-data';
import type { AnalysisFile } from '../analysis-file';
import { axisOf } from './axis';
import { ChartHead, NoChart } from './chart-head';
import type { Kit } from './kit';
import { colours, styles } from './look';

const axisWidth = 30;
const height = 205;

/** 成交趋势: twelve months, last year dashed and with gaps where there is no record, a running month dotted and hollow. */
export function TrendLine({ file, kit: { t }, width }: { file: AnalysisFile; kit: Kit; width: number }) {
  const data = lineData(file.trend, (month) => t('analysis.charts.shortMonth', { month }));
  const head = <ChartHead title={t('analysis.charts.trend')} unit={data?.unit} t={t} />;
  if (!data) return <NoChart head={head} width={width} t={t} />;

  const plot = width - axisWidth;
  const axis = axisOf([...data.now, ...data.before.map((value) => value ?? 0)]);
  const slot = plot / data.labels.length;
  const x = (position: number) => slot * (position + 0.5);
  const y = (value: number) => height - ((value - axis.min) / (axis.max - axis.min)) * (height - 8) - 4;
  const last = data.now.length - 1;
  const point = (value: number, position: number) => `${x(position)},${y(value)}`;
  const whole = data.endsRunning ? data.now.slice(0, -1) : data.now;
  const [beforeLast, atLast] = [data.now[last - 1], data.now[last] ?? 0];
  return (
    <View style={{ width }}>
      {head}
      <View style={styles.row}>
        <View style={{ width: axisWidth, height }}>
          {axis.ticks.map((tick, position) => (
            <Text
              key={tick}
              style={[styles.caption, { position: 'absolute', right: 4, top: y(tick) - 5, textAlign: 'right' }]}
            >
              {axis.labels[position]}
            </Text>
          ))}
        </View>
        <Svg width={plot} height={height}>
          {axis.ticks.map((tick) => (
            <Line
              key={tick}
              x1={0}
              x2={plot}
              y1={y(tick)}
              y2={y(tick)}
              stroke={tick === 0 ? colours.lineStrong : colours.line}
              strokeWidth={0.5}
            />
          ))}
          {stretches(data.before).map((stretch) =>
            stretch.length === 1 ? (
              <Circle
                key={stretch[0]?.position}
                cx={x(stretch[0]?.position ?? 0)}
                cy={y(stretch[0]?.value ?? 0)}
                r={1.2}
                fill={colours.lastYear}
              />
            ) : (
              <Polyline
                key={stretch[0]?.position}
                points={stretch.map(({ value, position }) => point(value, position)).join(' ')}
                fill="none"
                stroke={colours.lastYear}
                strokeWidth={1}
                strokeDasharray="3 2"
              />
            ),
          )}
          <Polyline points={whole.map(point).join(' ')} fill="none" stroke={colours.actual} strokeWidth={1.5} />
          {data.endsRunning && beforeLast !== undefined && (
            <Line
              x1={x(last - 1)}
              y1={y(beforeLast)}
              x2={x(last)}
              y2={y(atLast)}
              stroke={colours.actual}
              strokeWidth={1.5}
              strokeDasharray="1.5 1.5"
            />
          )}
          <Circle
            cx={x(last)}
            cy={y(atLast)}
            r={2.2}
            fill={data.endsRunning ? '#ffffff' : colours.actual}
            stroke={colours.actual}
            strokeWidth={1.2}
          />
        </Svg>
        <Text
          style={{
            position: 'absolute',
            right: 0,
            top: Math.max(0, y(atLast) - 14),
            fontSize: 7.5,
            fontWeight: 600,
            backgroundColor: '#ffffff',
          }}
        >
          {data.lastText}
        </Text>
      </View>
      <View style={[styles.row, { marginLeft: axisWidth }]}>
        {data.labels.map((label, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: twelve months in order
          <Text key={position} style={[styles.caption, { width: slot, textAlign: 'center' }]}>
            {label}
          </Text>
        ))}
      </View>
      <Text style={[styles.caption, { marginTop: 2 }]}>
        {`— ${t('analysis.charts.thisYear')}　┄ ${t('analysis.charts.lastYear')}`}
      </Text>
    </View>
  );
}

/** The unbroken stretches of a line with gaps. */
function stretches(values: readonly (number | null)[]): { value: number; position: number }[][] {
  const found: { value: number; position: number }[][] = [];
  values.forEach((value, position) => {
    if (value === null) return;
    const open = found.at(-1);
    if (open?.at(-1)?.position === position - 1) open.push({ value, position });
    else found.push([{ value, position }]);
  });
  return found;
}
