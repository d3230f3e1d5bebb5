'use server';

import { action, refuse } from '../action';
import { canChangeRules, canEditDictionaries } from '../permissions';
import { changeRules } from './change-rules';
import { addEntry, bringBackEntry, moveEntry, removeEntry, renameEntry, retireEntry } from './dictionaries';
import { addEntrySchema, changeRulesSchema, entryIdSchema, moveEntrySchema, renameEntrySchema } from './validation';

export const createEntry = action('dictionary.add', addEntrySchema, (tx, input, viewer) =>
  canEditDictionaries(viewer) ? addEntry(tx, viewer, input) : refuse('form.gone'),
);
export const nameEntry = action('dictionary.rename', renameEntrySchema, (tx, input, viewer) =>
  canEditDictionaries(viewer) ? renameEntry(tx, viewer, input) : refuse('form.gone'),
);
export const shiftEntry = action('dictionary.move', moveEntrySchema, (tx, input, viewer) =>
  canEditDictionaries(viewer) ? moveEntry(tx, viewer, input) : refuse('form.gone'),
);
export const stopEntry = action('dictionary.retire', entryIdSchema, (tx, input, viewer) =>
  canEditDictionaries(viewer) ? retireEntry(tx, viewer, input) : refuse('form.gone'),
);
export const reviveEntry = action('dictionary.bringBack', entryIdSchema, (tx, input, viewer) =>
  canEditDictionaries(viewer) ? bringBackEntry(tx, viewer, input) : refuse('form.gone'),
);
export const deleteEntry = action('dictionary.remove', entryIdSchema, (tx, input, viewer) =>
  canEditDictionaries(viewer) ? removeEntry(tx, viewer, input) : refuse('form.gone'),
);
export const saveRules = action('settings.change', changeRulesSchema, (tx, input, viewer) =>
  canChangeRules(viewer, input.section) ? changeRules(tx, viewer, input) : refuse('form.gone'),
);
