import { codeKey, nameKey } from '../text';
import { cellText, type Workbook } from './cells';
import { recognise } from './heads';

export type Keys = { names: string[]; codes: string[]; creditCodes: string[]; orders: string[] };

/** What a file mentions, so that only that much of the database is read to judge it. */
export function keysOf(workbook: Workbook): Keys {
  const found = {
    name: new Set<string>(),
    code: new Set<string>(),
    credit: new Set<string>(),
    order: new Set<string>(),
  };
  const kinds: Record<string, [Set<string>, (text: string) => string]> = {
    name: [found.name, nameKey],
    customer: [found.name, nameKey],
    code: [found.code, codeKey],
    creditCode: [found.credit, codeKey],
    orderNumber: [found.order, codeKey],
    original: [found.order, codeKey],
  };
  for (const sheet of workbook.sheets) {
    const mapping = recognise(sheet);
    if (!mapping) continue;
    for (const [field, column] of mapping.at) {
      const kind = kinds[field];
      if (!kind) continue;
      for (const { cells } of sheet.rows.slice(1)) kind[0].add(kind[1](cellText(cells[column.index])));
    }
  }
  const list = (set: Set<string>) => [...set].filter((key) => key !== '');
  return {
    names: list(found.name),
    codes: list(found.code),
    creditCodes: list(found.credit),
    orders: list(found.order),
  };
}
