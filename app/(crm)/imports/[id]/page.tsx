import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Preview } from '@/components/imports/preview';
import { Result } from '@/components/imports/result';
import { momentIn } from '@/lib/days';
import { getT } from '@/lib/i18n/request';
import { findImport, publishedBefore } from '@/lib/imports/queries/drafts';
import { previewDraft } from '@/lib/imports/queries/preview';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('imports.importTitle') };
}

/** One import: its preview while it is a draft, its result afterwards. */
export default async function ImportPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const { id } = await params;
  const found = /^\d{1,12}$/.test(id) ? findImport(viewer, Number(id)) : null;
  if (!found || found.status === 'discarded') notFound();
  if (found.result) return <Result id={found.id} fileName={found.fileName} result={found.result} />;

  const query = await searchParams;
  const one = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined);
  const before = publishedBefore(viewer, found.fileHash);
  return (
    <Preview
      viewer={viewer}
      draft={found}
      judged={previewDraft(viewer, found)}
      before={before && momentIn(before, readSettings().timeZone)}
      address={{ sheet: one('sheet'), show: one('show'), page: one('page') }}
    />
  );
}
