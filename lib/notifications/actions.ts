'use server';

import { action, done, refuse } from '../action';
import { ownPath } from '../address';
import { findNotification, unreadCount } from './queries';
import { openNotificationSchema, readAllSchema } from './validation';
import { markRead } from './writes';

/** Reading it and going where it leads are one step, without script too. */
export const openNotification = action('notification.open', openNotificationSchema, (tx, input, viewer) => {
  const found = findNotification(viewer, input.notificationId, tx);
  if (!found) return refuse('form.gone');
  markRead(tx, viewer, found.id);
  return done({ to: (found.href && ownPath(found.href)) ?? '/notifications' });
});

export const readAllNotifications = action('notification.readAll', readAllSchema, (tx, _input, viewer) => {
  if (unreadCount(viewer, tx) === 0) return refuse('form.gone');
  markRead(tx, viewer, null);
  return done({ notice: { key: 'notifications.allRead' } });
});
