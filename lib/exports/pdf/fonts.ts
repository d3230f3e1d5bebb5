import { join } from 'node:path';
import { Font } from '@react-pdf/renderer';
import { breakable, printable } from './words';

// Embedded faces: Noto Sans SC, and JP for the few characters it lacks. Found by path, so that they work in the built app.
const file = (face: 'sc' | 'jp', weight: string) =>
  join(
    /*turbopackIgnore: true*/ process.cwd(),
    'node_modules/@expo-google-fonts',
    `noto-sans-${face}`,
    weight,
    `NotoSans${face.toUpperCase()}_${weight}.ttf`,
  );

export const family = ['SC', 'JP'];

type Words = (text: string) => string;
let ready: Promise<Words> | undefined;

/** Registers the fonts once; answers with what makes a text printable in them. */
export function loadFonts(): Promise<Words> {
  ready ??= load();
  return ready;
}

async function load(): Promise<Words> {
  Font.register({
    family: 'SC',
    fonts: [
      { src: file('sc', '400Regular'), fontWeight: 400 },
      { src: file('sc', '600SemiBold'), fontWeight: 600 },
    ],
  });
  Font.register({
    family: 'JP',
    fonts: [
      { src: file('jp', '400Regular'), fontWeight: 400 },
      { src: file('jp', '600SemiBold'), fontWeight: 600 },
    ],
  });
  Font.registerHyphenationCallback(breakable);
  await Promise.all(family.map((fontFamily) => Font.load({ fontFamily, fontWeight: 400 })));
  const faces = family.map((fontFamily) => Font.getFont({ fontFamily, fontWeight: 400 }).data);
  const hasGlyph = (codePoint: number) => faces.some((face) => face?.hasGlyphForCodePoint(codePoint));
  return (text) => printable(text, hasGlyph);
}
