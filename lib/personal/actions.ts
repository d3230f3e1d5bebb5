'use server';

import { action } from '../action';
import { erasePerson } from './erase';
import { eraseSchema } from './validation';
import { leaveNoTrace } from './writes';

export const erasePersonalData = action('contact.erase', eraseSchema, (tx, input, viewer) => {
  const outcome = erasePerson(tx, viewer, input);
  if (outcome.done) leaveNoTrace();
  return outcome;
});
