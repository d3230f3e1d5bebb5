import Link from 'next/link';
import { Empty } from '@/components/ui/page';
import type { Translate } from '@/lib/i18n/translator';
import { canManagePeople } from '@/lib/permissions';
import type { Viewer } from '@/lib/viewer';

/** Before the first sale: what belongs here, and the ways to bring it in. */
export function Begin({ viewer, t }: { viewer: Viewer; t: Translate }) {
  return (
    <Empty title={t('analysis.start.title')} text={t('analysis.start.text')}>
      <Link prefetch={false} className="btn btn-primary" href="/imports">
        {t('analysis.start.import')}
      </Link>
      {canManagePeople(viewer) && (
        <Link prefetch={false} className="btn btn-line" href="/settings/people">
          {t('analysis.start.people')}
        </Link>
      )}
    </Empty>
  );
}
