import type { Table } from '../rows';
import { everyone, ownOnly } from './rules';

export const notifications: Table = {
  pages: { '/notifications': { why: 'what one was told is one’s own', may: everyone, shows: 'own' } },
  actions: {
    openNotification: {
      why: 'what one was told is one’s own',
      may: ownOnly,
      takes: ['notification'],
      home: () => '/notifications',
      form: 'plain',
      fields: (r) => ({ notificationId: String(r.notification) }),
    },
    readAllNotifications: {
      why: 'one’s own',
      may: everyone,
      home: () => '/notifications',
      form: 'plain',
      fields: () => ({}),
    },
  },
};
