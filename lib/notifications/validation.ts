import { z } from 'zod';

export const openNotificationSchema = z.object({ notificationId: z.coerce.number().int() });
export const readAllSchema = z.object({});
