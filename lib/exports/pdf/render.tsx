import { renderToBuffer } from '@react-pdf/renderer';
import type { Translate } from '../../i18n/translator';
import type { AnalysisFile } from '../analysis-file';
import { AnalysisDocument } from './analysis-document';
import { loadFonts } from './fonts';

/** The analysis as a PDF. */
export async function analysisPdf(file: AnalysisFile, t: Translate): Promise<Buffer> {
  const words = await loadFonts();
  return renderToBuffer(<AnalysisDocument file={file} kit={{ t, words }} />);
}
