'use server';

import { action } from '../action';
import { setTargets } from './set-targets';
import { targetsSchema } from './validation';

export const saveTargets = action('targets.set', targetsSchema, setTargets);
