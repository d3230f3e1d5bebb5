import { Line, Rect, Svg, Text, View } from '@react-pdf/renderer';
import { Fragment } from 'react';
import { barData } from '@/components/charts/chart-data';
import type { FigureRow } from '../../analysis/types';
import { type AnalysisFile, pool } from '../analysis-file';
import { axisOf } from './axis';
import { ChartHead, NoChart } from './chart-head';
import type { Kit } from './kit';
import { colours, styles } from './look';
import { oneLine } from './words';

const most = 12;
const area = 214;
const labelWidth = 66;
const amountWidth = 48;
const rateWidth = 44;

/** 目标与实际: a pale wide bar behind a narrow one, the alert line a short mark, a breach in red with its mark. */
export function TargetBars({ file, kit, width }: { file: AnalysisFile; kit: Kit; width: number }) {
  const { t, words } = kit;
  const { report, alert } = file;
  const lineShare =
    report.isRunning && report.pace.bp !== null ? (alert.line * report.pace.bp) / 100 : alert.line * 100;
  const data = barData(barRows(report.rows, t), lineShare);
  const head = <ChartHead title={t('analysis.charts.bars')} unit={data?.unit} t={t} />;
  if (!data) return <NoChart head={head} width={width} t={t} />;

  const plot = width - labelWidth - amountWidth - rateWidth - 8;
  const values = data.bars.flatMap(({ actual, target }) => [actual, target ?? 0]);
  const axis = axisOf(values);
  const x = (value: number) => ((value - axis.min) / (axis.max - axis.min)) * plot;
  const rowHeight = Math.min(24, Math.max(12.5, area / data.bars.length));
  const height = data.bars.length * rowHeight;
  const middleOf = (position: number) => (position + 0.5) * rowHeight;
  const thick = (value: number, middle: number, size: number, fill: string) => (
    <Rect
      x={Math.min(x(0), x(value))}
      width={value === 0 ? 0 : Math.max(Math.abs(x(value) - x(0)), 0.75)}
      y={middle - size / 2}
      height={size}
      fill={fill}
    />
  );
  return (
    <View style={{ width }}>
      {head}
      <View style={styles.row}>
        <View style={{ width: labelWidth }}>
          {data.bars.map(({ label }, position) => (
            <Text
              // biome-ignore lint/suspicious/noArrayIndexKey: rows may share a name and never move
              key={position}
              style={{ height: rowHeight, paddingTop: rowHeight / 2 - 5.6 }}
            >
              {oneLine(words(label), 8, labelWidth)}
            </Text>
          ))}
        </View>
        <View style={{ width: plot, marginLeft: 4 }}>
          <Svg width={plot} height={height}>
            {axis.ticks.map((tick) => (
              <Line
                key={tick}
                x1={x(tick)}
                x2={x(tick)}
                y1={0}
                y2={height}
                stroke={tick === 0 ? colours.lineStrong : colours.line}
                strokeWidth={0.5}
              />
            ))}
            {data.bars.map((bar, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows may share a name and never move
              <Fragment key={position}>
                {bar.target !== null && thick(bar.target, middleOf(position), 11, colours.target)}
                {thick(bar.actual, middleOf(position), 6, bar.isBehind ? colours.error : colours.actual)}
                {bar.alert !== null && (
                  <Line
                    x1={x(bar.alert)}
                    x2={x(bar.alert)}
                    y1={middleOf(position) - 5}
                    y2={middleOf(position) + 5}
                    stroke={colours.ink}
                    strokeWidth={1.25}
                  />
                )}
              </Fragment>
            ))}
          </Svg>
          <View style={{ height: 10 }}>
            {axis.ticks.map((tick, position) => (
              <Text
                key={tick}
                style={[styles.caption, { position: 'absolute', left: x(tick) - 20, width: 40, textAlign: 'center' }]}
              >
                {axis.labels[position]}
              </Text>
            ))}
          </View>
        </View>
        <View style={{ width: amountWidth + rateWidth, marginLeft: 4 }}>
          {data.bars.map(({ text, rate, isBehind }, position) => (
            <View
              // biome-ignore lint/suspicious/noArrayIndexKey: rows may share a name and never move
              key={position}
              style={[
                styles.row,
                { height: rowHeight, paddingTop: rowHeight / 2 - 5.6 },
                isBehind ? { color: colours.error, fontWeight: 600 } : {},
              ]}
            >
              <Text style={{ width: amountWidth, textAlign: 'right' }}>{`${isBehind ? '⚠ ' : ''}${text}`}</Text>
              <Text style={{ width: rateWidth, textAlign: 'right' }}>{rate}</Text>
            </View>
          ))}
        </View>
      </View>
      <Text style={[styles.caption, { marginTop: 3 }]}>
        {`■ ${t('analysis.charts.actual')}　□ ${t('analysis.charts.target')}　│ ${t('analysis.charts.alertLine')}`}
      </Text>
    </View>
  );
}

/** All rows while they fit; else the first ones, and the others as one. */
function barRows(rows: readonly FigureRow[], t: Kit['t']): FigureRow[] {
  if (rows.length <= most) return [...rows];
  const [shown, others] = [rows.slice(0, most - 1), rows.slice(most - 1)];
  const first = others[0] as FigureRow;
  const label = t('exports.report.rest', { count: others.length });
  return [...shown, { ...first, ...pool(others), key: 'rest', label, isBehind: false, hasLongOverdue: false }];
}
