import { createInstance, type TFunction } from 'i18next';
import { zh } from '@/messages/zh';

export type Language = 'zh' | 'en';
/** Keys are checked by the compiler: `t('customers.title')`. */
export type Translate = TFunction<'translation'>;

const i18n = createInstance();
i18n.init({
  lng: 'zh',
  fallbackLng: 'zh',
  initAsync: false,
  resources: { zh: { translation: zh } },
  interpolation: { escapeValue: false },
  returnNull: false,
});

/** The messages of a language. Chinese is complete; another language falls back to it key by key. */
export const translator = (language: Language = 'zh'): Translate => i18n.getFixedT(language);
