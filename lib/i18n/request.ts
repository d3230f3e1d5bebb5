import { cache } from 'react';
import { currentViewer } from '@/lib/session';
import { translator } from './translator';

/** The translate function of whoever is asking; Chinese before sign-in. */
export const getT = cache(async () => translator((await currentViewer())?.language ?? 'zh'));
