import { eq } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { teams } from '@/db/schema/people';
import { now } from '@/lib/clock';
import { momentIn } from '@/lib/days';
import { translator } from '@/lib/i18n/translator';
import { visible } from '@/lib/scope';
import { readInstance, readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';
import type { FileHead } from '../analysis-file';

/** Company, person, moment, and how far the role reaches in which meaning of "own" (R5, R38). */
export function fileHead(viewer: Viewer, meaning: 'attributed' | 'owned', filters: string[], reader: Reader): FileHead {
  const { companyName, timeZone } = readSettings(reader);
  const team =
    viewer.teamId === null
      ? undefined
      : reader.select({ name: teams.name }).from(visible(viewer, teams)).where(eq(teams.id, viewer.teamId)).get();
  return {
    company: companyName,
    madeBy: viewer.name,
    madeAt: momentIn(now(), timeZone),
    scope: translator(viewer.language)(`exports.scope.${meaning}.${viewer.role}`, {
      name: viewer.name,
      team: team?.name ?? '',
    }),
    filters,
    isDemo: readInstance(reader)?.isDemo ?? false,
  };
}
