import { bringBackTask, putTask, undoSavedRecord } from '@/lib/follow-ups/actions';
import type { ServerAction } from '@/lib/form-state';

/** What 撤销 beside a flash may call, by the name a write gives in `done({ undo })`. */
export const undos: Record<string, ServerAction> = {
  'followUp.undo': undoSavedRecord,
  'task.move': putTask,
  'task.reopen': bringBackTask,
};
