import { Download } from 'lucide-react';
import { getT } from '@/lib/i18n/request';

/** 导出个人资料: posts its reason and gets the file, without script too. */
export async function TakeFile({ href }: { href: string }) {
  const t = await getT();
  return (
    <section className="py-5">
      <h2 className="text-base">{t('personal.export.title')}</h2>
      <p className="mt-1 max-w-[44em] text-sm text-ink-2">{t('personal.export.text')}</p>
      <form method="post" action={href} className="mt-3 flex flex-wrap items-end gap-2">
        <label className="block min-w-56 flex-1">
          <span className="field-label">{t('personal.export.reason')}</span>
          <input className="input w-full" name="reason" required maxLength={200} autoComplete="off" />
        </label>
        <button type="submit" className="btn btn-line max-sm:w-full">
          <Download aria-hidden />
          {t('personal.export.button')}
        </button>
      </form>
    </section>
  );
}
