import { Text, View } from '@react-pdf/renderer';
import { percent, signed, trend, yuanShort, yuanShortText } from '../../format';
import type { AnalysisFile } from '../analysis-file';
import type { Kit } from './kit';
import { colours, styles } from './look';

type Kpi = {
  name: string;
  value: string;
  unit: string;
  lines: string[];
  alert?: string | undefined;
  definition: string;
};

/** The strip under the head: value and unit, change, supporting figure, 口径. */
export function Kpis({ file, kit: { t } }: { file: AnalysisFile; kit: Kit }) {
  return (
    <View style={[styles.row, { borderTop: `0.75 solid ${colours.line}`, borderBottom: `0.75 solid ${colours.line}` }]}>
      {kpisOf(file, t).map((kpi, position) => (
        <View
          key={kpi.name}
          style={{
            flex: 1,
            paddingVertical: 8,
            paddingLeft: position === 0 ? 0 : 10,
            borderLeft: position === 0 ? undefined : `0.75 solid ${colours.line}`,
          }}
        >
          <Text style={{ color: colours.ink2 }}>{kpi.name}</Text>
          <Text style={{ fontSize: 17, fontWeight: 600, lineHeight: 1.35 }}>
            {kpi.value}
            <Text style={{ fontSize: 8, fontWeight: 400, color: colours.ink2 }}>{kpi.unit && ` ${kpi.unit}`}</Text>
          </Text>
          {kpi.alert && <Text style={{ color: colours.error, fontWeight: 600 }}>⚠ {kpi.alert}</Text>}
          {kpi.lines.map((line) => (
            <Text key={line} style={{ color: colours.ink2 }}>
              {line}
            </Text>
          ))}
          <Text style={styles.caption}>{kpi.definition}</Text>
        </View>
      ))}
    </View>
  );
}

function kpisOf({ report, alert }: AnalysisFile, t: Kit['t']): Kpi[] {
  const { total, pace, asOf } = report;
  const k = 'exports.report.kpi';
  const inShort = (id: 'amount' | 'receivable' | 'perCustomer', value: typeof total.perCustomerFen) => ({
    name: t(`definitions.names.${id}`),
    ...yuanShort(value),
  });
  return [
    {
      ...inShort('amount', total.amountFen),
      lines: [
        t(`${k}.yoy`, { rate: trend(total.yoyBp), difference: signed(yuanShortText(total.yoyDifferenceFen)) }),
        total.pendingFen === 0 ? t(`${k}.noPending`) : t(`${k}.pending`, { amount: yuanShortText(total.pendingFen) }),
      ],
      definition: t(`${k}.amountShort`),
    },
    {
      name: t('definitions.names.attainment'),
      ...split(percent(total.attainmentBp)),
      alert: total.isBehind
        ? t(`exports.analysis.${report.isRunning ? 'behindPace' : 'behind'}`, { line: alert.line })
        : undefined,
      lines: [
        total.targetFen === null ? t(`${k}.noTarget`) : t(`${k}.target`, { amount: yuanShortText(total.targetFen) }),
        ...(total.shortfallFen === null
          ? []
          : [t(`${k}.shortfall`, { amount: signed(yuanShortText(total.shortfallFen)) })]),
      ],
      definition: t(`${k}.attainmentShort`, { gone: pace.gone, all: pace.all }),
    },
    {
      name: t('definitions.names.collection'),
      ...split(percent(total.collectionBySigningBp)),
      lines: [
        t(`${k}.collected`, { amount: yuanShortText(total.collectedFen) }),
        t(`${k}.otherRates`, {
          cash: percent(total.collectionByCashBp),
          receivables: percent(total.collectionByReceivablesBp),
        }),
      ],
      definition: t(`${k}.collectionShort`, { asOf }),
    },
    {
      ...inShort('receivable', total.receivableFen),
      alert: total.hasLongOverdue ? t('exports.analysis.longOverdue', { days: alert.days }) : undefined,
      lines: [
        total.overdueFen === 0
          ? t(`${k}.noOverdue`)
          : t(`${k}.overdue`, { amount: yuanShortText(total.overdueFen), count: total.overdueSales }),
        ...(total.creditFen === 0 ? [] : [t(`${k}.credit`, { amount: yuanShortText(total.creditFen) })]),
      ],
      definition: t(`${k}.receivableShort`),
    },
    {
      ...inShort('perCustomer', total.perCustomerFen),
      lines: [
        t(`${k}.customers`, { count: total.customers }),
        t(`${k}.perOrder`, { amount: yuanShortText(total.perOrderFen), count: total.orders }),
      ],
      definition: t(`${k}.averageShort`),
    },
  ];
}

/** "83.33%" → figure and unit; `--` has none. */
const split = (text: string) =>
  text.endsWith('%') ? { value: text.slice(0, -1), unit: '%' } : { value: text, unit: '' };
