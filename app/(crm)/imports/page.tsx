import type { Metadata } from 'next';
import { History } from '@/components/imports/history';
import { Upload } from '@/components/imports/upload';
import { PageHead } from '@/components/ui/page';
import { getT } from '@/lib/i18n/request';
import { listImports } from '@/lib/imports/queries/drafts';
import { fileLimits } from '@/lib/imports/read';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { imports } from '@/messages/zh/imports';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('imports.title') };
}

/** Bringing a file in, and what was brought in before. */
export default async function ImportsPage() {
  const viewer = await requireViewer();
  const t = await getT();
  const texts = {
    ...imports.upload,
    limits: t('imports.upload.limits', { megabytes: fileLimits.bytes / 1024 / 1024 }),
    tooBig: t('imports.file.tooBig'),
  };
  return (
    <>
      <PageHead title={t('imports.title')} caption={t('imports.caption')} />
      <section className="border-b border-line px-6 py-5 max-sm:px-4" aria-labelledby="upload-title">
        <div className="section-head mb-1">
          <h2 id="upload-title">{t('imports.upload.title')}</h2>
        </div>
        <p className="mb-3 max-w-[44em] text-sm text-ink-2">{t('imports.upload.text')}</p>
        <Upload texts={texts} maxBytes={fileLimits.bytes} />
        <noscript>
          <p className="mt-2 text-sm text-ink-2">{t('imports.upload.noScript')}</p>
        </noscript>
      </section>
      <History imports={listImports(viewer, 50)} timeZone={readSettings().timeZone} />
    </>
  );
}
