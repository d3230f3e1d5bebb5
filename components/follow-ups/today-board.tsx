import { randomUUID } from 'node:crypto';
import { Circle, Eye, Mail, MapPin, MessageCircle, Phone, TriangleAlert, Users } from 'lucide-react';
import Link from 'next/link';
import { LevelMark } from '@/components/customers/marks';
import { Empty } from '@/components/ui/page';
import type { Day } from '@/db/columns';
import { addDays, daysBetween, endOfWeek } from '@/lib/days';
import { putTask } from '@/lib/follow-ups/actions';
import { dayInWords } from '@/lib/follow-ups/plan';
import type { BoardGroup, BoardTask, todayBoard } from '@/lib/follow-ups/queries/today';
import { telHref } from '@/lib/follow-ups/tel';
import { getT } from '@/lib/i18n/request';
import type { Translate } from '@/lib/i18n/translator';
import { isKnownYear, onWorkingDay } from '@/lib/working-days';
import { recordForm } from '@/messages/zh/follow-ups';
import { TaskMoves } from './task-moves';

const icons = { phone: Phone, visit: MapPin, email: Mail, wechat: MessageCircle, meeting: Users };
const here = '/follow-ups';
type Props = { board: ReturnType<typeof todayBoard>; today: Day; isLeader: boolean };

/** 今天: what is late, due, and to come, each done, put off or called off from its row. */
export async function TodayBoard({ board, today, isLeader }: Props) {
  const t = await getT();
  const filled = board.groups.filter(({ total }) => total > 0);
  if (filled.length === 0 && board.done === 0)
    return (
      <Empty title={t('followUps.tasksTitle')} text={t('followUps.board.empty')}>
        <Link className="btn btn-primary" href="/follow-ups/new" prefetch={false}>
          {recordForm.title}
        </Link>
      </Empty>
    );
  return (
    <div className="pb-6">
      <p className="px-6 pt-4 pb-1 text-sm text-ink-2 max-sm:px-4">
        {t('followUps.board.done', { done: board.done, total: board.total })}
        {!isKnownYear(today) && `，${recordForm.unknownYear.replace('{{year}}', today.slice(0, 4))}`}
      </p>
      {filled.map(({ group, rows, total }) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <h2
            id={`group-${group}`}
            className={`flex items-baseline gap-2 border-b border-line px-6 pt-4 pb-1.5 text-base max-sm:px-4 ${group === 'late' ? 'text-error' : ''}`}
          >
            {group === 'late' && <TriangleAlert className="size-4 translate-y-0.5" aria-hidden />}
            {t(`followUps.board.${group}`)}
            <span className="caption font-normal">{total}</span>
          </h2>
          <ul>
            {rows.map((task) => (
              <Row key={task.id} task={task} group={group} today={today} isLeader={isLeader} t={t} />
            ))}
          </ul>
          {total > rows.length && (
            <Link
              className="link-quiet flex min-h-11 items-center px-6 text-sm max-sm:px-4"
              href={group === 'late' ? '/follow-ups?tab=tasks&due=late' : '/follow-ups?tab=tasks'}
              prefetch={false}
            >
              {t('followUps.board.more', { count: total - rows.length })}
            </Link>
          )}
        </section>
      ))}
    </div>
  );
}

type RowProps = { task: BoardTask; group: BoardGroup; today: Day; isLeader: boolean; t: Translate };

function Row({ task, group, today, isLeader, t }: RowProps) {
  const Icon = task.method && icons[task.method];
  const what = task.objective ?? (task.kind === 'automatic' ? t('followUps.automatic') : null);
  return (
    <li className="row flex-wrap gap-y-1 px-6 after:left-6 max-sm:px-4 max-sm:after:left-4">
      <Link
        className="-my-2.5 -ml-2.75 grid size-11 shrink-0 place-items-center text-ink-3 hover:text-primary"
        href={`/follow-ups/new?task=${task.id}&back=${here}`}
        prefetch={false}
        aria-label={t('followUps.board.complete', { name: task.customerName })}
      >
        <Circle className="size-5.5" aria-hidden />
      </Link>
      <span className="min-w-0 flex-1 basis-60">
        <span className="flex items-center gap-2">
          <Link
            className="truncate text-base hover:text-primary max-sm:text-lg"
            href={`/customers/${task.customerId}`}
            prefetch={false}
          >
            {task.customerName}
          </Link>
          <LevelMark level={task.level} />
        </span>
        <span className="mt-0.5 flex items-center gap-1.5 text-sm text-ink-2">
          {Icon && <Icon className="size-3.5! shrink-0" aria-hidden />}
          <span className="min-w-0 flex-1 truncate">
            {[
              isLeader && (task.assigneeName ?? t('followUps.board.nobody')),
              task.method && t(`followUps.method.${task.method}`),
              what,
            ]
              .filter(Boolean)
              .join('，')}
          </span>
          {task.status === 'in_progress' && (
            <span className="badge badge-sm badge-soft badge-info shrink-0">{t('followUps.status.in_progress')}</span>
          )}
          <span className={group === 'late' ? 'alert-mark shrink-0' : 'caption shrink-0'}>
            {group === 'late'
              ? t('followUps.late', { days: daysBetween(task.dueOn, today) })
              : group === 'today'
                ? t('followUps.due.today')
                : dayInWords(task.dueOn, recordForm)}
          </span>
        </span>
      </span>
      <span className="flex items-center gap-1 max-sm:w-full max-sm:pl-11">
        <TaskMoves
          action={putTask}
          formKey={randomUUID()}
          taskId={task.id}
          version={task.version}
          days={daysFor(task.dueOn, today, t)}
          about={task.customerName}
        />
        <Link
          className="btn btn-ghost btn-sm px-2.5 max-sm:min-h-11"
          href={`/follow-ups/tasks/${task.id}?back=${here}`}
          prefetch={false}
        >
          {t('followUps.board.change')}
          <span className="sr-only">{task.customerName}</span>
        </Link>
        <Call task={task} t={t} />
      </span>
    </li>
  );
}

/** The number where it is clear to the viewer, else the way to where it is shown for a reason (R6). */
function Call({ task, t }: { task: BoardTask; t: Translate }) {
  const href = task.phone && telHref(task.phone);
  const name = task.contactName ?? task.customerName;
  if (task.isPhoneMasked)
    return (
      <Link
        className="btn btn-ghost btn-sm ml-auto px-2.5 max-sm:min-h-11"
        href={`/customers/${task.customerId}?tab=contacts`}
        prefetch={false}
        title={t('customers.reveal.open')}
      >
        <Eye aria-hidden />
        <span className="sm:sr-only" aria-hidden>
          {t('followUps.board.phone')}
        </span>
        <span className="sr-only">{t('customers.reveal.openOf', { name })}</span>
      </Link>
    );
  if (!href) return null;
  return (
    <a
      className="btn btn-ghost btn-sm ml-auto px-2.5 text-primary max-sm:min-h-11"
      href={href}
      aria-label={t('followUps.board.call', { name })}
    >
      <Phone aria-hidden />
      <span className="sm:sr-only">{task.contactName}</span>
    </a>
  );
}

/** The next working day, and the first one of next week; a day it is on already isn't offered. */
export function daysFor(dueOn: Day, today: Day, t: Translate) {
  const tomorrow = onWorkingDay(addDays(today, 1));
  const week = onWorkingDay(addDays(endOfWeek(today), 1));
  return [
    {
      day: tomorrow,
      label:
        tomorrow === addDays(today, 1)
          ? t('followUps.board.tomorrow')
          : dayInWords(tomorrow, { ...recordForm, day: recordForm.dayShort }),
    },
    { day: week, label: t('followUps.board.nextWeek') },
  ].filter(({ day }, index, all) => day !== dueOn && all.findIndex((other) => other.day === day) === index);
}
