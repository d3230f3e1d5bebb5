import { randomUUID } from 'node:crypto';
import { Circle, Ellipsis, Mail, MapPin, MessageCircle, Phone, TriangleAlert, Users } from 'lucide-react';
import Link from 'next/link';
import type { CSSProperties } from 'react';
import { LevelMark } from '@/components/customers/marks';
import { TaskMoves } from '@/components/follow-ups/task-moves';
import { daysFor } from '@/components/follow-ups/today-board';
import type { Day } from '@/db/columns';
import { daysBetween } from '@/lib/days';
import { putTask } from '@/lib/follow-ups/actions';
import type { TodayTask } from '@/lib/home/queries/tasks';
import type { Translate } from '@/lib/i18n/translator';
import { Band, More, Nothing } from './band';

const icons = { phone: Phone, visit: MapPin, email: Mail, wechat: MessageCircle, meeting: Users };
type Props = { tasks: { done: number; total: number; rows: TodayTask[] }; today: Day; t: Translate };

/** The viewer's follow-ups of the day: the circle opens the record form of that task, the name its customer. */
export function TodayTasks({ tasks: { done, total, rows }, today, t }: Props) {
  const rest = total - done - rows.length;
  return (
    <Band
      id="tasks"
      title={t('home.tasks.title')}
      beside={total > 0 && t('home.tasks.done', { done, total })}
      link={{ href: '/follow-ups', text: t('home.tasks.all') }}
    >
      {rows.length === 0 && <Nothing>{t(total > 0 ? 'home.tasks.finished' : 'home.tasks.none')}</Nothing>}
      <ul>
        {rows.map((task) => (
          <Task key={task.id} task={task} today={today} t={t} />
        ))}
      </ul>
      {rest > 0 && <More href="/follow-ups">{t('home.tasks.more', { count: rest })}</More>}
    </Band>
  );
}

function Task({ task, today, t }: { task: TodayTask; today: Day; t: Translate }) {
  const Icon = task.method && icons[task.method];
  const what = task.objective ?? (task.kind === 'automatic' ? t('home.tasks.automatic') : null);
  return (
    <li className="row sm:px-6 sm:after:left-15">
      <Link
        className="-m-2.75 grid size-11 shrink-0 place-items-center text-ink-3 hover:text-primary"
        href={`/follow-ups/new?task=${task.id}&back=/`}
        prefetch={false}
        aria-label={t('home.tasks.complete', { name: task.customerName })}
      >
        <Circle className="size-5.5" aria-hidden />
      </Link>
      <Link className="min-w-0 flex-1" href={`/customers/${task.customerId}`} prefetch={false}>
        <span className="flex items-center gap-2 pr-9">
          <span className="truncate text-lg sm:text-base">{task.customerName}</span>
          <LevelMark level={task.level} />
        </span>
        <span className="mt-0.5 flex items-center gap-1.5 text-sm text-ink-2">
          {Icon && <Icon className="size-3.5!" aria-hidden />}
          <span className="min-w-0 flex-1 truncate">
            {[task.method && t(`followUps.method.${task.method}`), what].filter(Boolean).join('，')}
          </span>
          {task.dueOn < today ? (
            <span className="alert-mark">
              <TriangleAlert aria-hidden />
              {t('home.tasks.late', { days: daysBetween(task.dueOn, today) })}
            </span>
          ) : (
            <span className="caption shrink-0">{t('home.tasks.today')}</span>
          )}
        </span>
      </Link>
      <Later task={task} today={today} t={t} />
    </li>
  );
}

/** Tomorrow, next week or another change: a popover, which the browser opens and closes by itself. */
function Later({ task, today, t }: { task: TodayTask; today: Day; t: Translate }) {
  const id = `later-${task.id}`;
  const anchor = { anchorName: `--${id}` } as CSSProperties;
  return (
    <>
      <button
        type="button"
        className="btn btn-ghost btn-square absolute! top-0.5 right-1 text-ink-3 sm:right-3"
        popoverTarget={id}
        style={anchor}
        aria-label={t('home.tasks.later', { name: task.customerName })}
      >
        <Ellipsis aria-hidden />
      </button>
      <div
        id={id}
        popover="auto"
        className="pop inset-auto m-0 p-2! [position-area:bottom_span-left]"
        style={{ positionAnchor: `--${id}` } as CSSProperties}
      >
        <span className="flex items-center gap-1">
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
            href={`/follow-ups/tasks/${task.id}?back=/`}
            prefetch={false}
          >
            {t('followUps.board.change')}
            <span className="sr-only">{task.customerName}</span>
          </Link>
        </span>
      </div>
    </>
  );
}
