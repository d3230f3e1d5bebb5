import { Download } from 'lucide-react';
import { Pop } from '@/components/analysis/pop';
import { getT } from '@/lib/i18n/request';
import { ExportButton } from './export-button';

/** 导出 of the customer list: one button, and for whoever holds 明文导出 the choice between masked and, for a reason, clear (R6). */
export async function CustomersExport({ href, mayBeClear }: { href: string; mayBeClear: boolean }) {
  const t = await getT();
  if (!mayBeClear) return <ExportButton href={href} label={t('customers.export')} />;
  return (
    <Pop
      id="export"
      align="end"
      className="btn btn-line"
      button={
        <>
          <Download aria-hidden />
          {t('customers.export')}
        </>
      }
    >
      <div className="w-72 max-w-full space-y-3 p-2">
        <ExportButton href={href} className="btn btn-line w-full" label={t('exports.clear.masked')} />
        <form method="post" action={href} className="space-y-2 border-t border-line pt-3">
          <input type="hidden" name="clear" value="1" />
          <p className="font-semibold">{t('exports.clear.text')}</p>
          <p className="caption">{t('exports.clear.hint')}</p>
          <label className="block">
            <span className="field-label">
              {t('exports.clear.reason')} <b aria-hidden>*</b>
            </span>
            <input
              className="input w-full"
              name="reason"
              required
              // Blanks alone are no reason, and the answer to them would be a bare page.
              pattern=".*\S.*"
              title={t('exports.clear.reason')}
              maxLength={200}
              autoComplete="off"
            />
          </label>
          <button type="submit" className="btn btn-line w-full">
            <Download aria-hidden />
            {t('exports.clear.submit')}
          </button>
        </form>
      </div>
    </Pop>
  );
}
