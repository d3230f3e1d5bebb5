'use server';

import { action } from '../action';
import { partsSchema } from './parts-validation';
import { setParts } from './set-parts';

export const saveParts = action('sale.setInstalments', partsSchema, (tx, input, viewer) => setParts(tx, viewer, input));
