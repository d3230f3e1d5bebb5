import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';
import type { Report } from '@/lib/analysis/types';
import { percent, yuanShortText } from '@/lib/format';
import { type Behind, isEarly } from '@/lib/home/behind';
import type { managerDay, supervisorDay } from '@/lib/home/queries/days';
import type { Translate } from '@/lib/i18n/translator';
import { decimalString } from '@/lib/money';
import { salesHref } from '@/lib/sales/filters';
import { Band, Nothing } from './band';

type Frame = { report: Report; line: number; t: Translate };

/** Who of the team is behind, by how much, and what there is to talk about with them. */
export function PeopleBehind({ people, ...frame }: Frame & { people: ReturnType<typeof supervisorDay>['behind'] }) {
  const { report, line, t } = frame;
  return (
    <Band id="behind" title={t('home.behind.people')} beside={people.length > 0 && t('home.behind.rule', { line })}>
      {people.length === 0 && (
        <Nothing>{isEarly(report.pace) ? t('home.behind.early', report.pace) : t('home.behind.none')}</Nothing>
      )}
      <ul>
        {people.map((person) => (
          <Trouble key={person.key} who={person} href={analysisOf(report, 'rep', person.key)} t={t}>
            {t('home.behind.talk')}
            <Words
              parts={[
                person.overdue && (
                  <Door href={salesHref({ owner: person.key, owing: 'overdue', sort: 'due' })}>
                    {t('home.behind.overdue', {
                      count: person.overdue.sales,
                      amount: yuanShortText(person.overdue.fen),
                    })}
                  </Door>
                ),
                person.late && (
                  <Door href={`/follow-ups?due=late&person=${person.key}`}>
                    {t('home.behind.late', { count: person.late.tasks })}
                  </Door>
                ),
              ]}
              otherwise={t('home.behind.nothing')}
            />
          </Trouble>
        ))}
      </ul>
    </Band>
  );
}

type Manager = ReturnType<typeof managerDay>;

/** What the manager has to ask about: teams behind (why, and whom to talk to), and reviews that wait for long. */
export function TeamsBehind({ teams, slow, ...frame }: Frame & { teams: Manager['behind']; slow: Manager['slow'] }) {
  const { report, line, t } = frame;
  return (
    <Band id="behind" title={t('home.behind.teams')} beside={teams.length > 0 && t('home.behind.rule', { line })}>
      {teams.length === 0 && isEarly(report.pace) && <Nothing>{t('home.behind.early', report.pace)}</Nothing>}
      {teams.length === 0 && slow.length === 0 && !isEarly(report.pace) && (
        <Nothing>{t('home.behind.noTeams')}</Nothing>
      )}
      <ul>
        {teams.map((team) => (
          <Trouble key={team.key} who={team} href={analysisOf(report, 'team', team.key)} t={t}>
            {team.leaders.length > 0
              ? t('home.behind.talkTo', { name: team.leaders.join('、') })
              : t('home.behind.nobody')}
            <Words
              parts={[
                ...team.worst.map((person) => (
                  <Door key={person.key} href={analysisOf(report, 'rep', person.key)}>
                    {t('home.behind.who', { name: person.label, amount: yuanShortText(person.missingFen) })}
                  </Door>
                )),
                team.overdueSales > 0 && (
                  <Door href={salesHref({ team: team.key, owing: 'overdue', sort: 'due' })}>
                    {t('home.behind.overdue', { count: team.overdueSales, amount: yuanShortText(team.overdueFen) })}
                  </Door>
                ),
              ]}
              otherwise={t('home.behind.allEven')}
            />
          </Trouble>
        ))}
        {slow.map((team) => (
          <li key={`slow-${team.teamId}`} className="row min-h-11! after:left-4 sm:px-6 sm:after:left-6">
            <p className="text-sm">
              <Door href={`/sales/review?team=${team.teamId ?? 'none'}`}>
                {t('home.waits', {
                  team: team.label ?? t('home.group.noTeam'),
                  count: team.items,
                  days: team.days,
                })}
              </Door>
              {team.leaders.length > 0 && (
                <span className="text-ink-2">，{t('home.behind.remind', { name: team.leaders.join('、') })}</span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Band>
  );
}

const analysisOf = ({ period }: Report, by: 'rep' | 'team', key: string) =>
  `/analysis?period=${period.key}&by=${by === 'team' ? 'rep' : 'customer'}&${by}=${key}`;

/** A name with its alert: how far behind in words, and below it what to talk about. */
function Trouble({ who, href, children, t }: { who: Behind; href: string; children: ReactNode; t: Translate }) {
  return (
    <li className="row items-start after:left-4 sm:px-6 sm:after:left-6">
      <TriangleAlert className="mt-1 text-error" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Link className="text-lg font-semibold hover:text-primary sm:text-base" href={href} prefetch={false}>
            {who.label}
          </Link>
          <span className="text-sm font-semibold text-error">
            {t('home.behind.of', {
              percent: percent(who.attainmentBp),
              points: decimalString(Math.abs(who.aheadBp), 2),
              amount: yuanShortText(who.missingFen),
            })}
          </span>
        </p>
        <p className="mt-0.5 text-sm text-ink-2">{children}</p>
      </div>
    </li>
  );
}

const Door = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link
    className="underline decoration-line-strong decoration-dotted underline-offset-4 hover:text-primary max-sm:inline-block max-sm:py-1.5"
    href={href}
    prefetch={false}
  >
    {children}
  </Link>
);

function Words({ parts, otherwise }: { parts: ReactNode[]; otherwise: string }) {
  const shown = parts.filter(Boolean);
  if (shown.length === 0) return otherwise;
  return shown.map((part, position) => (
    <Fragment key={String(position)}>
      {position > 0 && '，'}
      {part}
    </Fragment>
  ));
}
