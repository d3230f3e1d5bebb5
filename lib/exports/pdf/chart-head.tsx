import { Text, View } from '@react-pdf/renderer';
import type { ReactElement } from 'react';
import type { Kit } from './kit';
import { styles } from './look';

export const ChartHead = ({
  title,
  note,
  unit,
  t,
}: {
  title: string;
  note?: string;
  unit?: string | undefined;
  t: Kit['t'];
}) => (
  <View style={[styles.row, { alignItems: 'baseline', gap: 6, marginBottom: 5 }]}>
    <Text style={styles.h2}>{title}</Text>
    {note && <Text style={styles.caption}>{note}</Text>}
    {unit && <Text style={styles.caption}>{t('analysis.charts.unit', { unit })}</Text>}
  </View>
);

/** Nothing to draw, in words. */
export const NoChart = ({ head, width, t }: { head: ReactElement; width: number; t: Kit['t'] }) => (
  <View style={{ width }}>
    {head}
    <Text style={styles.caption}>{t('analysis.charts.empty')}</Text>
  </View>
);
