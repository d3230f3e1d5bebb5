import { Document, Page, Text, View } from '@react-pdf/renderer';
import { type AnalysisFile, headOf } from '../analysis-file';
import { Ageing } from './ageing';
import { FigureTable } from './figure-table';
import type { Kit } from './kit';
import { Kpis } from './kpis';
import { page, styles } from './look';
import { ShareChart } from './share-chart';
import { pagesOf } from './table-rows';
import { TargetBars } from './target-bars';
import { TrendLine } from './trend-line';

/** The analysis on A4 (R39): figures and charts on the first page, the rows by dimension on those after it. */
export function AnalysisDocument({ file, kit }: { file: AnalysisFile; kit: Kit }) {
  const { t, words } = kit;
  const title = headOf(t, file.head, t('exports.analysis.title'));
  const { pages, layout, notes } = pagesOf(file, kit);
  return (
    <Document title={words(title)} author={words(file.head.madeBy)} language="zh-CN">
      <Page size="A4" orientation="landscape" style={styles.page}>
        <View style={styles.body}>
          <Head file={file} kit={kit} title={title} />
          <Kpis file={file} kit={kit} />
          <View style={[styles.row, { marginTop: 14, gap: 22 }]}>
            <TargetBars file={file} kit={kit} width={292} />
            <TrendLine file={file} kit={kit} width={262} />
            <ShareChart file={file} kit={kit} width={184} />
          </View>
          <Ageing file={file} kit={kit} />
        </View>
        <Foot file={file} kit={kit} position={0} count={pages.length + 1} />
      </Page>
      {pages.map((rows, position) => (
        <Page key={rows[0]?.key ?? 'none'} size="A4" orientation="landscape" style={styles.page}>
          <View style={styles.body}>
            <Head file={file} kit={kit} title={title} />
            <FigureTable
              file={file}
              kit={kit}
              rows={rows}
              layout={layout}
              notes={position === pages.length - 1 ? notes : []}
            />
          </View>
          <Foot file={file} kit={kit} position={position + 1} count={pages.length + 1} />
        </Page>
      ))}
    </Document>
  );
}

type Part = { file: AnalysisFile; kit: Kit };

function Head({ file, kit, title }: Part & { title: string }) {
  const { t, words } = kit;
  const { head, report, periodName } = file;
  const { range, lastYear, previous } = report;
  const filters = head.filters.length > 0 ? t('exports.report.filters', { filters: head.filters.join('，') }) : '';
  return (
    <View style={{ height: page.head }}>
      <Text style={styles.title}>{words(title)}</Text>
      <View style={[styles.row, styles.underTitle, { justifyContent: 'space-between' }]}>
        <Text>{words(t('exports.report.period', { name: periodName, ...range }))}</Text>
        <Text style={{ maxWidth: 420, maxLines: 1, textOverflow: 'ellipsis' }}>
          {words([t('exports.report.scope', { scope: head.scope }), filters].filter(Boolean).join('　'))}
        </Text>
        <Text>{t('exports.report.unit')}</Text>
      </View>
      <Text style={[styles.caption, { marginTop: 2 }]}>
        {words(
          t('exports.report.definition', {
            asOf: report.asOf,
            yoyFrom: lastYear.from,
            yoyTo: lastYear.to,
            popFrom: previous.from,
            popTo: previous.to,
          }),
        )}
      </Text>
    </View>
  );
}

/** The pages are known beforehand, so their numbers are plain text. */
function Foot({ file, kit, position, count }: Part & { position: number; count: number }) {
  const { t, words } = kit;
  const { madeBy, madeAt } = file.head;
  return (
    <View style={styles.foot}>
      <Text>{words(t('exports.report.madeBy', { name: madeBy }))}</Text>
      <Text>{t('exports.report.checkedBy')}</Text>
      <Text>{t('exports.report.madeOn', { day: madeAt.slice(0, 10) })}</Text>
      <Text>{t('exports.report.page', { page: position + 1, pages: count })}</Text>
    </View>
  );
}
