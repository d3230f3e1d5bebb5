import { momentIn } from '@/lib/days';
import { yuan } from '@/lib/format';
import type { Translate } from '@/lib/i18n/translator';
import type { TargetChange } from '@/lib/targets/queries/history';

type Props = {
  changes: TargetChange[];
  people: readonly { id: number; name: string }[];
  teams: readonly { id: number; name: string }[];
  timeZone: string;
  t: Translate;
};

/** Who changed which cell when, the latest first. */
export function TargetHistory({ changes, people, teams, timeZone, t }: Props) {
  const nameOf = ({ layer, userId, teamId }: TargetChange) =>
    layer === 'department'
      ? t('targets.department')
      : layer === 'team'
        ? t('targets.split.team', { name: teams.find((team) => team.id === teamId)?.name ?? '' })
        : (people.find((person) => person.id === userId)?.name ?? '');
  return (
    <details className="border-t border-line" id="history">
      <summary className="flex min-h-11 cursor-pointer items-center px-6 text-sm text-ink-2 max-sm:px-4">
        {t('targets.history.title')}
      </summary>
      {changes.length === 0 ? (
        <p className="px-6 pb-4 text-sm text-ink-2 max-sm:px-4">{t('targets.history.none')}</p>
      ) : (
        <div className="overflow-x-auto">
          <table className="tbl">
            <thead>
              <tr>
                {(['at', 'by', 'whose', 'month'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(`targets.history.${name}`)}
                  </th>
                ))}
                {(['before', 'after'] as const).map((name) => (
                  <th key={name} scope="col" className="num">
                    {t(`targets.history.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={change.id}>
                  <td className="text-ink-2">{momentIn(change.at, timeZone)}</td>
                  <td>{change.by}</td>
                  <td>{nameOf(change)}</td>
                  <td>{change.month}</td>
                  <td className="num text-ink-2">{yuan(change.before)}</td>
                  <td className="num">{yuan(change.after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
