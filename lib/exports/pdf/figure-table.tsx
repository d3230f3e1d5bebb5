import { Text, View } from '@react-pdf/renderer';
import type { AnalysisFile } from '../analysis-file';
import type { Kit } from './kit';
import { colours, styles } from './look';
import { type Layout, numberColumns, sharesLine, type TableRow } from './table-rows';

const unbroken = (word: string) => [word];

/** The rows by dimension; the head stands on every page. */
export function FigureTable({
  file,
  kit: { t },
  rows,
  layout,
  notes,
}: {
  file: AnalysisFile;
  kit: Kit;
  rows: readonly TableRow[];
  layout: Layout;
  notes: readonly string[];
}) {
  const by = t(`analysis.by.${file.report.by}`);
  const number = (position: number) => ({ width: layout.numbers[position] ?? 0, textAlign: 'right' as const });
  return (
    <View style={{ fontSize: layout.size }}>
      <Text style={[styles.h2, { height: 16 }]}>{t('analysis.table.title', { by })}</Text>
      <View
        style={[
          styles.row,
          {
            backgroundColor: colours.band,
            borderBottom: `0.75 solid ${colours.lineStrong}`,
            paddingVertical: 2.5,
            color: colours.ink3,
          },
        ]}
      >
        <Text style={{ width: layout.label + 6, paddingLeft: 4 }}>{by}</Text>
        {layout.team > 0 && <Text style={{ width: layout.team }}>{t('exports.analysis.columns.team')}</Text>}
        {numberColumns.map((name, position) => (
          <Text key={name} style={number(position)}>
            {t(`exports.report.columns.${name}`)}
          </Text>
        ))}
      </View>
      {rows.map((row) => (
        <View
          key={row.key}
          wrap={false}
          style={[
            styles.row,
            {
              paddingVertical: 2.5,
              borderBottom: `0.5 solid ${colours.line}`,
              borderLeft: row.alert ? `2 solid ${colours.error}` : undefined,
            },
            row.isTotal ? { fontWeight: 600, borderTop: `0.75 solid ${colours.lineStrong}` } : {},
          ]}
        >
          <View style={{ width: layout.label + (row.alert ? 4 : 6), paddingLeft: row.alert ? 2 : 4 }}>
            <Text>
              {row.label}
              {row.alert && (
                <Text style={{ color: colours.error, fontWeight: 600 }}>
                  {`${sharesLine(row, layout) ? '　' : '\n'}⚠ ${row.alert}`}
                </Text>
              )}
            </Text>
          </View>
          {layout.team > 0 && <Text style={{ width: layout.team, paddingRight: 6 }}>{row.team}</Text>}
          {row.numbers.map((text, position) => (
            <Text
              key={numberColumns[position]}
              style={[number(position), text === '--' ? { color: colours.ink3 } : {}]}
              hyphenationCallback={unbroken}
            >
              {text}
            </Text>
          ))}
        </View>
      ))}
      {notes.map((note) => (
        <Text key={note} style={[styles.caption, { marginTop: 3 }]}>
          {note}
        </Text>
      ))}
    </View>
  );
}
