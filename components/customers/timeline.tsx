import {
  ArrowLeftRight,
  Building2,
  Flag,
  Lightbulb,
  Mail,
  MapPin,
  MessageCircle,
  Phone,
  ReceiptText,
  Users,
  Wallet,
} from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { RecordMarks } from '@/components/follow-ups/record-marks';
import { SaleBadge } from '@/components/sales/sale-badge';
import type { Day } from '@/db/columns';
import type { TimelineEvent } from '@/lib/customers/queries/timeline';
import { momentIn } from '@/lib/days';
import { feedbackText } from '@/lib/follow-ups/record-fields';
import { yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { saleMark } from '@/lib/sales/mark';

const methodIcons = { phone: Phone, visit: MapPin, email: Mail, wechat: MessageCircle, meeting: Users };
type Of<K extends TimelineEvent['kind']> = Extract<TimelineEvent, { kind: K }>;

/** Everything that happened to a customer, one mark per event. Whatever people typed is shown as text. */
export function Timeline({ events, today, timeZone }: { events: TimelineEvent[]; today: Day; timeZone: string }) {
  return (
    <ol>
      {events.map((event) => (
        <Event key={`${event.kind}-${event.row.id}`} event={event} today={today} timeZone={timeZone} />
      ))}
    </ol>
  );
}

function Event({ event, today, timeZone }: { event: TimelineEvent; today: Day; timeZone: string }) {
  switch (event.kind) {
    case 'record':
      return <RecordEvent event={event} timeZone={timeZone} />;
    case 'sale':
      return <SaleEvent event={event} today={today} />;
    case 'payment':
      return <PaymentEvent event={event} />;
    case 'stage':
      return <StageEvent event={event} />;
    case 'demand':
      return <DemandEvent event={event} />;
    case 'owner':
      return <OwnerEvent event={event} />;
    case 'filed':
      return <FiledEvent event={event} />;
  }
}

type FrameProps = {
  icon: ReactNode;
  title: string;
  who: (string | null)[];
  when: string;
  id?: string;
  children?: ReactNode;
};

function Frame({ icon, title, who, when, id, children }: FrameProps) {
  return (
    <li className="event" id={id}>
      <span className="mark">{icon}</span>
      <header className="max-sm:flex-wrap">
        <strong>{title}</strong>
        <span>{who.filter(Boolean).join('，')}</span>
        <time className="caption ml-auto shrink-0" dateTime={when.slice(0, 10)}>
          {when}
        </time>
      </header>
      {children}
    </li>
  );
}

async function RecordEvent({ event: { day, row }, timeZone }: { event: Of<'record'>; timeZone: string }) {
  const t = await getT();
  const Icon = methodIcons[row.method];
  const pairs = [
    [t('customers.detail.feedback'), feedbackText(row, t)],
    [
      t('customers.detail.nextPlan'),
      row.nextPlan && row.nextOn
        ? t('customers.detail.nextPlanOn', { plan: row.nextPlan, day: row.nextOn })
        : (row.nextPlan ?? row.nextOn),
    ],
  ].filter(([, value]) => value);
  return (
    <Frame
      id={`record-${row.id}`}
      icon={<Icon aria-hidden />}
      title={t(`followUps.method.${row.method}`)}
      who={[row.by, row.reached ? null : t('customers.detail.unreached')]}
      when={row.contactedAt ? momentIn(row.contactedAt, timeZone) : day}
    >
      <LongText text={row.summary} />
      <span className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
        <RecordMarks record={row} />
      </span>
      {pairs.length > 0 && (
        <dl className="pairs mt-2 max-w-[44em] border-l-2 border-line pl-3">
          {pairs.map(([label, value]) => (
            <div key={label} className="contents">
              <dt>{label}</dt>
              <dd className="min-w-0 break-words whitespace-pre-wrap">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Frame>
  );
}

/** Line breaks kept, long words broken; a very long text is folded behind its beginning. */
async function LongText({ text }: { text: string }) {
  const t = await getT();
  const look = 'mt-0.5 max-w-[44em] break-words whitespace-pre-wrap';
  if ([...text].length <= 600) return <p className={look}>{text}</p>;
  const start = [...text].slice(0, 200).join('');
  return (
    <details className="group">
      <summary className={`${look} cursor-pointer list-none`}>
        <span className="group-open:hidden">{start}… </span>
        <span className="link-quiet group-open:hidden">{t('followUps.showAll')}</span>
        <span className="link-quiet hidden group-open:inline">{t('followUps.fold')}</span>
      </summary>
      <p className={look}>{text}</p>
    </details>
  );
}

async function SaleEvent({ event: { day, row }, today }: { event: Of<'sale'>; today: Day }) {
  const t = await getT();
  const { sale } = row;
  return (
    <Frame
      icon={<ReceiptText aria-hidden />}
      title={t(sale.kind === 'sale' ? 'customers.detail.sale' : 'customers.detail.reversal', {
        amount: yuan(Math.abs(sale.amountFen)),
      })}
      who={[row.by]}
      when={day}
    >
      <p className="flex flex-wrap items-center gap-x-2">
        <Link className="link-quiet" href={`/sales/${sale.id}`} prefetch={false}>
          {sale.orderNumber}
        </Link>
        <span className="min-w-0 break-words">{sale.productName}</span>
        <SaleBadge mark={saleMark(sale, today)} />
      </p>
    </Frame>
  );
}

async function PaymentEvent({ event: { day, row } }: { event: Of<'payment'> }) {
  const t = await getT();
  return (
    <Frame
      icon={<Wallet aria-hidden />}
      title={t(row.amountFen < 0 ? 'customers.detail.refund' : 'customers.detail.payment', {
        amount: yuan(Math.abs(row.amountFen)),
      })}
      who={[row.by]}
      when={day}
    >
      <p>
        <Link className="link-quiet" href={`/sales/${row.saleId}`} prefetch={false}>
          {t('customers.detail.paymentOf', {
            number: row.orderNumber,
            paid: yuan(row.salePaidFen),
            amount: yuan(row.saleAmountFen),
          })}
        </Link>
        {row.reason && <span className="ml-2 text-ink-2">{row.reason}</span>}
      </p>
    </Frame>
  );
}

async function StageEvent({ event: { day, row } }: { event: Of<'stage'> }) {
  const t = await getT();
  return (
    <Frame icon={<Flag aria-hidden />} title={t('customers.detail.stage')} who={[row.by]} when={day}>
      <p>
        {row.fromStage && `${t(`customers.stage.${row.fromStage}`)} → `}
        <strong>{t(`customers.stage.${row.toStage}`)}</strong>
        {row.reason && `，${row.reason}`}
      </p>
    </Frame>
  );
}

async function DemandEvent({ event: { day, row } }: { event: Of<'demand'> }) {
  const t = await getT();
  const isOther = row.type !== row.typeBefore;
  return (
    <Frame icon={<Lightbulb aria-hidden />} title={t('customers.detail.demand')} who={[row.by]} when={day}>
      {isOther && (
        <p>
          {row.typeBefore && `${row.typeBefore} → `}
          <strong>{row.type ?? t('customers.detail.demandNone')}</strong>
        </p>
      )}
      {row.change !== row.changeBefore && (
        <p className="break-words whitespace-pre-wrap">{row.change ?? t('customers.detail.demandNone')}</p>
      )}
    </Frame>
  );
}

/** Who had the customer → who has it; the teams where only the team changed. Nobody: 待分配 of a team, or the pool. */
async function OwnerEvent({ event: { day, row } }: { event: Of<'owner'> }) {
  const t = await getT();
  const isTeamOnly = row.from !== null && row.from === row.to;
  const place = (name: string | null, team: string | null, isPool: boolean) => {
    if (isTeamOnly) return team ?? t('customers.detail.noTeam');
    if (name !== null) return name;
    if (isPool) return t('handOver.place.pool');
    return team === null ? t('customers.detail.noOwner') : t('handOver.place.unassigned', { team });
  };
  return (
    <Frame
      icon={<ArrowLeftRight aria-hidden />}
      title={t('customers.detail.owner')}
      who={[t(`handOver.kind.${row.kind}`), row.by]}
      when={day}
    >
      <p className="break-words">
        {place(row.from, row.fromTeam, row.kind === 'claimed')} →{' '}
        <strong>{place(row.to, row.toTeam, row.kind === 'released' || row.kind === 'returned')}</strong>
        {row.reason && `，${row.reason}`}
      </p>
    </Frame>
  );
}

async function FiledEvent({ event: { day, row } }: { event: Of<'filed'> }) {
  const t = await getT();
  return (
    <Frame icon={<Building2 aria-hidden />} title={t('customers.detail.filed')} who={[row.by]} when={day}>
      {row.importId !== null && <p className="text-ink-2">{t('customers.detail.imported')}</p>}
    </Frame>
  );
}
