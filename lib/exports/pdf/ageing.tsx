import { Rect, Svg, Text, View } from '@react-pdf/renderer';
import { percent, yuanShortText } from '../../format';
import { rateBp } from '../../rates';
import type { AnalysisFile } from '../analysis-file';
import { ageingParts } from '../analysis-sheets';
import type { Kit } from './kit';
import { colours, contentWidth, styles } from './look';

/** 应收账龄: one bar in parts, red from the alert's day on, and every part in figures. */
export function Ageing({ file, kit: { t } }: { file: AnalysisFile; kit: Kit }) {
  const { receivableFen, ageing } = file.report.total;
  const caption = t('analysis.ageing.total', { amount: yuanShortText(receivableFen), days: file.alert.days + 1 });
  const starts = ageingParts.map((_, position) =>
    ageingParts.slice(0, position).reduce((sum, part) => sum + ageing[part], 0),
  );
  const x = (value: number) => (value / receivableFen) * contentWidth;
  return (
    <View style={{ marginTop: 14, paddingTop: 10, borderTop: `0.75 solid ${colours.line}` }}>
      <View style={[styles.row, { alignItems: 'baseline', gap: 6, marginBottom: 5 }]}>
        <Text style={styles.h2}>{t('analysis.ageing.title')}</Text>
        {receivableFen > 0 && <Text style={styles.caption}>{caption}</Text>}
      </View>
      {receivableFen <= 0 ? (
        <Text style={styles.caption}>{t('analysis.ageing.none')}</Text>
      ) : (
        <>
          <Svg width={contentWidth} height={8}>
            {ageingParts.map((part, position) => (
              <Rect
                key={part}
                x={x(starts[position] ?? 0)}
                y={0}
                width={Math.max(0, x(ageing[part]) - 0.75)}
                height={8}
                fill={colours.ages[position] ?? colours.line}
              />
            ))}
          </Svg>
          <View style={[styles.row, { marginTop: 5 }]}>
            {ageingParts.map((part, position) => (
              <View key={part} style={{ flex: 1 }}>
                <View style={[styles.row, { alignItems: 'center' }]}>
                  <View style={{ width: 5, height: 5, marginRight: 4, backgroundColor: colours.ages[position] }} />
                  <Text style={{ color: colours.ink2 }}>{t(`analysis.ageing.${part}`)}</Text>
                </View>
                <Text>
                  <Text style={{ fontWeight: 600 }}>{yuanShortText(ageing[part])}</Text>
                  {`，${percent(rateBp(ageing[part], receivableFen))}`}
                </Text>
              </View>
            ))}
          </View>
        </>
      )}
    </View>
  );
}
