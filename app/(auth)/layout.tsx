import { FormTexts } from '@/components/ui/form-texts';
import { getT } from '@/lib/i18n/request';

export default async function AuthLayout({ children }: { children: React.ReactNode }) {
  const t = await getT();
  return (
    <div className="min-h-dvh bg-base-200 sm:grid sm:place-items-center">
      <main className="min-h-dvh w-full bg-base-100 px-6 py-8 sm:min-h-0 sm:w-100 sm:rounded-box sm:border sm:border-line sm:px-8">
        <p className="mb-6 flex items-center gap-2 text-lg font-semibold">
          <span className="seal" aria-hidden>
            {t('shell.seal')}
          </span>
          {t('shell.product')}
        </p>
        <FormTexts owner="">{children}</FormTexts>
      </main>
    </div>
  );
}
