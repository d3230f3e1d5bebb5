import { type Stage, stages } from '@/db/schema/customers';
import type { stageHistory } from '@/lib/customers/queries/customer';
import { getT } from '@/lib/i18n/request';

const path = stages.filter((stage) => stage !== 'lost');

/** How far a customer is: what is behind, where it stands and since when (R14). A lost one shows how far it came. */
export async function StagesBar({
  stage,
  history,
  lossReason,
}: {
  stage: Stage;
  history: ReturnType<typeof stageHistory>;
  lossReason: string | null;
}) {
  const t = await getT();
  const since = history.at(-1)?.changedOn;
  const reached = stage === 'lost' ? history.at(-1)?.fromStage : stage;
  const position = reached && reached !== 'lost' ? path.indexOf(reached) : -1;
  return (
    <>
      <ol className="stages mt-3 max-w-3xl max-sm:text-xs" aria-label={t('customers.detail.stages')}>
        {path.map((step, index) => {
          const isHere = step === stage;
          const day = history.findLast((move) => move.toStage === step)?.changedOn;
          return (
            <li
              key={step}
              className={`max-sm:text-xs ${index <= position ? 'done' : ''}`}
              aria-current={isHere ? 'step' : undefined}
              title={index <= position && day ? t('customers.detail.since', { day }) : undefined}
            >
              {t(`customers.stage.${step}`)}
              {isHere && since && (
                <span className="caption ml-1 font-normal max-sm:hidden">
                  {t('customers.detail.since', { day: since })}
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {stage === 'lost' && since && (
        <p className="mt-2 text-sm text-ink-2">
          {lossReason
            ? t('customers.detail.lostReason', { day: since, reason: lossReason })
            : t('customers.detail.lostSince', { day: since })}
        </p>
      )}
    </>
  );
}
