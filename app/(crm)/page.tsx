import { PageHead } from '@/components/ui/page';
import { getT } from '@/lib/i18n/request';
import { requireViewer } from '@/lib/session';

export default async function HomePage() {
  await requireViewer();
  const t = await getT();
  return <PageHead title={t('shell.home')} />;
}
