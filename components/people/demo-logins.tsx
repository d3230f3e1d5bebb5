import { demoPassword } from '@/lib/demo/sign-in';
import { getT } from '@/lib/i18n/request';
import { demoLogins } from '@/lib/people/queries';

/** The sign-in page of a demo: what it is, and whom one can be. */
export async function DemoLogins() {
  const t = await getT();
  const logins = demoLogins();
  return (
    <section aria-labelledby="demo" className="mt-6 rounded-field bg-warn-soft px-3 py-2 text-sm">
      <h2 id="demo" className="text-sm font-semibold text-warning">
        {t('shell.demo')}
      </h2>
      {logins.length > 0 && (
        <>
          <p className="mt-1">
            {t('people.signIn.demoPassword')}{' '}
            <code className="font-semibold whitespace-nowrap select-all">{demoPassword}</code>
          </p>
          <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
            {logins.map(({ role, login }) => (
              <div key={role} className="contents">
                <dt className="text-ink-2">{t(`shell.role.${role}`)}</dt>
                <dd className="select-all">{login}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
