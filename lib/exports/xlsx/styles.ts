const looks = ['text', 'code', 'literal', 'note', 'money', 'count', 'percent', 'date', 'head', 'title'] as const;
export type Look = (typeof looks)[number];

/** Index of a look in the style sheet; the 合计 row has a second set. Index 0 is the sheet's default. */
export const styleOf = (look: Look, isTotal: boolean): number => 1 + looks.indexOf(look) + (isTotal ? looks.length : 0);

// Built-in number formats: 0 general, 3 #,##0, 4 #,##0.00, 10 0.00%, 49 text; 164 and up are ours.
const formats: Record<Look, number> = {
  text: 0,
  code: 49,
  literal: 49,
  note: 0,
  money: 4,
  count: 3,
  percent: 10,
  date: 164,
  head: 0,
  title: 0,
};

function xf(look: Look, isTotal: boolean): string {
  const font = look === 'title' ? 2 : look === 'head' || isTotal ? 1 : 0;
  const fill = look === 'head' ? 2 : 0;
  const border = isTotal ? 2 : look === 'head' ? 1 : 0;
  const wrap = look === 'note' || look === 'head' ? ' wrapText="1"' : '';
  // Quote prefix: Excel keeps the cell as text even after an edit.
  const quote = look === 'literal' ? ' quotePrefix="1"' : '';
  return `<xf numFmtId="${formats[look]}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${quote}><alignment vertical="${look === 'note' ? 'top' : 'center'}"${wrap}/></xf>`;
}

const font = (size: number, bold = false) =>
  `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="Microsoft YaHei"/><charset val="134"/></font>`;
const line = (side: string, colour: string) => `<${side} style="thin"><color rgb="${colour}"/></${side}>`;

export const stylesXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="3">${font(10)}${font(10, true)}${font(14, true)}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEFF4F5"/></patternFill></fill></fills><borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/>${line('bottom', 'FFC3CDD0')}<diagonal/></border><border><left/><right/>${line('top', 'FF6B7780')}<bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${1 + looks.length * 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${[false, true].flatMap((isTotal) => looks.map((look) => xf(look, isTotal))).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
