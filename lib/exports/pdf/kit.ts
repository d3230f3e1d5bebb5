import type { Translate } from '../../i18n/translator';

/** What every part of a document needs: its texts, and dynamic words made printable in the embedded fonts. */
export type Kit = { t: Translate; words: (text: string) => string };
