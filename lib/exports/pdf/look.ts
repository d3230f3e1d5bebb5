import { StyleSheet } from '@react-pdf/renderer';
import { family } from './fonts';

/** The theme's light colours (app/theme.css) as a PDF takes them. */
export const colours = {
  ink: '#172429',
  ink2: '#465257',
  ink3: '#5d686d',
  line: '#e0e6e8',
  lineStrong: '#879194',
  band: '#f4f7f8',
  error: '#be2327',
  alertSoft: '#fff1ef',
  actual: '#0d707c',
  target: '#d9e4e6',
  lastYear: '#7f888b',
  shares: ['#0d707c', '#4f99a4', '#88bbc3', '#b4d5da', '#d8dfe1', '#c0c9cb'],
  ages: ['#cfdadc', '#bd8b40', '#dc7169', '#cd4c46', '#b52b2b', '#8a1619'],
} as const;

/** A4 across, in points. */
export const page = { width: 841.89, height: 595.28, edge: 30, top: 26, bottom: 44, head: 62 };
export const contentWidth = page.width - page.edge * 2;

export const styles = StyleSheet.create({
  page: {
    paddingHorizontal: page.edge,
    paddingTop: page.top,
    paddingBottom: 12,
    fontFamily: family as never,
    fontSize: 8,
    lineHeight: 1.4,
    color: colours.ink,
  },
  title: { fontSize: 16, lineHeight: 1.4, fontWeight: 600, textAlign: 'center' },
  underTitle: { fontSize: 8, color: colours.ink2, marginTop: 3 },
  /** Everything above the foot: of one height, so that the foot stands in its place without being positioned. */
  body: { height: page.height - page.top - page.bottom },
  foot: { flexDirection: 'row', justifyContent: 'space-between', color: colours.ink2 },
  h2: { fontSize: 10, lineHeight: 1.4, fontWeight: 600 },
  caption: { fontSize: 7, lineHeight: 1.4, color: colours.ink3 },
  row: { flexDirection: 'row' },
});
