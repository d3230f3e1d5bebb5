'use server';

import { action } from '../action';
import { editRecord } from './edit-record';
import { fileRecord } from './file-record';
import { addTask, cancelTask, editTask, moveTask, reopenTask, startTask } from './tasks';
import { undoRecord } from './undo-record';
import {
  cancelTaskSchema,
  editRecordSchema,
  editTaskSchema,
  moveTaskSchema,
  newTaskSchema,
  recordSchema,
  taskIdSchema,
  undoRecordSchema,
} from './validation';

export const saveRecord = action('followUp.record', recordSchema, (tx, input, viewer) => fileRecord(tx, viewer, input));
export const undoSavedRecord = action('followUp.undo', undoRecordSchema, (tx, input, viewer) =>
  undoRecord(tx, viewer, input),
);
export const saveRecordEdit = action('followUp.edit', editRecordSchema, (tx, input, viewer) =>
  editRecord(tx, viewer, input),
);
export const saveNewTask = action('task.add', newTaskSchema, (tx, input, viewer) => addTask(tx, viewer, input));
export const saveTask = action('task.edit', editTaskSchema, (tx, input, viewer) => editTask(tx, viewer, input));
export const putTask = action('task.move', moveTaskSchema, (tx, input, viewer) => moveTask(tx, viewer, input));
export const callOffTask = action('task.cancel', cancelTaskSchema, (tx, input, viewer) =>
  cancelTask(tx, viewer, input),
);
export const bringBackTask = action('task.reopen', taskIdSchema, (tx, input, viewer) => reopenTask(tx, viewer, input));
export const beginTask = action('task.start', taskIdSchema, (tx, input, viewer) => startTask(tx, viewer, input));
