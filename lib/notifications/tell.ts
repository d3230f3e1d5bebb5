import type { Translate } from '../i18n/translator';
import type { Notification } from './queries';
import type { NotificationKind } from './writes';

/** What a notification says, in the reader's language. */
export const tellNotification = ({ kind, data }: Pick<Notification, 'kind' | 'data'>, t: Translate): string =>
  (t as (key: string, data: Record<string, string | number>) => string)(
    `notifications.kind.${kind satisfies string as NotificationKind}`,
    data,
  );
