import type { ReactNode } from 'react';
import { getT } from '@/lib/i18n/request';
import { FormTextsProvider } from './form-context';

/** Gives every form inside what it says by itself; `owner` keeps the drafts of people who share a device apart. */
export async function FormTexts({ owner, children }: { owner: string; children: ReactNode }) {
  const t = await getT();
  return (
    <FormTextsProvider
      texts={{
        owner,
        lost: t('form.lost'),
        // The number is known only when it happens.
        failed: t('form.failed', { id: '{{id}}' }),
        saved: t('form.saved'),
        outdated: t('form.outdated'),
        reload: t('form.reload'),
        drafted: t('form.drafted'),
        restored: t('form.restored'),
        discard: t('form.discard'),
      }}
    >
      {children}
    </FormTextsProvider>
  );
}
