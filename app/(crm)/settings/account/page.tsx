import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { ChangePasswordForm, SignDeviceOut, SignOutEverywhere } from '@/components/people/account-forms';
import { SettingsPart } from '@/components/people/settings-part';
import { Breadcrumb, PageHead } from '@/components/ui/page';
import { realNow } from '@/lib/clock';
import { momentIn } from '@/lib/days';
import { getT } from '@/lib/i18n/request';
import { deviceOf } from '@/lib/people/device';
import { accountOf, devicesOf, linksSeenBy } from '@/lib/people/queries';
import { identitiesOf } from '@/lib/people/sign-in-identity';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { people as texts } from '@/messages/zh/people';

export const metadata: Metadata = { title: texts.account.title };

export default async function AccountPage() {
  const viewer = await requireViewer();
  const t = await getT();
  const account = accountOf(viewer);
  const { timeZone } = readSettings();
  const links = linksSeenBy(viewer);
  const pairs = [
    [t('people.columns.name'), viewer.name],
    [t('people.columns.login'), account.login],
    [t('people.columns.role'), t(`shell.role.${viewer.role}`) + (viewer.isAdmin ? `，${t('people.admin')}` : '')],
    [t('people.columns.team'), account.teamName ?? '--'],
    ...identitiesOf(viewer.id).map(
      ({ issuer, linkedAt }) =>
        [
          t('people.identity.title'),
          t('people.identity.linked', { issuer, at: momentIn(linkedAt, timeZone) }),
        ] as const,
    ),
    [t('people.account.language'), t('people.account.languageOnly')],
  ] as const;
  const now = realNow();
  const devices = devicesOf(viewer).map(({ device, ...row }) => {
    const { system, app } = deviceOf(device);
    const words = { system: t(`people.device.system.${system}`), app: t(`people.device.app.${app}`) };
    return { ...row, isThis: row.id === viewer.sessionId, words: t('people.device.on', words) };
  });
  return (
    <>
      <PageHead title={t('people.account.title')} />
      <div className="px-6 py-2 max-sm:px-4">
        <Breadcrumb
          label={t('people.account.title')}
          items={[{ label: t('people.settings.title'), href: '/settings' }, { label: t('people.account.title') }]}
        />
      </div>
      <SettingsPart title={t('people.account.who')}>
        <dl className="pairs">
          {pairs.map(([label, value]) => (
            <div key={label} className="contents">
              <dt>{label}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
        </dl>
        <p className="caption">{t('people.account.whoHint')}</p>
      </SettingsPart>
      <SettingsPart title={t('people.account.password')} text={t('people.account.passwordText')}>
        <ChangePasswordForm login={account.login} texts={texts} formKey={randomUUID()} />
      </SettingsPart>
      <SettingsPart title={t('people.account.devices')} text={t('people.account.devicesText')}>
        <ul className="max-w-2xl border-y border-line">
          {devices.map(({ id, words, address, lastSeenAt, isThis }) => (
            <li key={id} className="flex min-h-14 items-center gap-3 border-line py-2 not-first:border-t">
              <span className="min-w-0">
                <span className="flex flex-wrap items-center gap-2">
                  {words}
                  {isThis && (
                    <span className="badge badge-sm badge-soft badge-success">{t('people.account.thisDevice')}</span>
                  )}
                </span>
                <span className="caption block break-words">
                  {t('people.account.seen', { at: momentIn(lastSeenAt, timeZone) })}，
                  {address ?? t('people.account.noAddress')}
                </span>
              </span>
              <SignDeviceOut
                sessionId={id}
                name={t('people.account.outOf', { device: words })}
                texts={texts.account}
                formKey={randomUUID()}
              />
            </li>
          ))}
        </ul>
        <SignOutEverywhere texts={texts.account} formKey={randomUUID()} />
      </SettingsPart>
      {links.length > 0 && (
        <SettingsPart
          title={t('people.account.links')}
          text={t(viewer.role === 'manager' ? 'people.account.linksManager' : 'people.account.linksText')}
        >
          <ul className="max-w-2xl space-y-1 text-sm">
            {links.map((link) => (
              <li key={link.id} className="flex flex-wrap gap-x-3">
                <span>
                  {t('people.account.linkBy', {
                    at: momentIn(link.createdAt, timeZone),
                    by: link.by ?? t('people.account.byServer'),
                  })}
                </span>
                {link.userId !== viewer.id && <span>{t('people.account.linkFor', { name: link.name })}</span>}
                <span className="text-ink-2">
                  {t(`people.account.linkState.${link.usedAt ? 'used' : link.expiresAt > now ? 'open' : 'expired'}`)}
                </span>
              </li>
            ))}
          </ul>
        </SettingsPart>
      )}
    </>
  );
}
