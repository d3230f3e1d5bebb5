import type { Undo } from '../action-core';
import { translator } from '../i18n/translator';

// What an action meets outside our own code, for tests that call it on a real database: who asks, in which language, and
// where it leads. A test takes what it needs, e.g. `vi.mock('../caller', async () => (await import('../testing/outside')).caller)`.

/** The session of whoever asks next; empty: nobody signed in. */
export const signedIn = { token: '' };

export const caller = {
  requestCaller: async () => ({
    origin: 'http://keji.test',
    fetchSite: 'same-origin',
    hosts: ['keji.test'],
    sessionToken: signedIn.token,
  }),
  requestDetails: async () => ({ requestId: 'r1', address: null, device: null }),
};
export const language = { getT: async () => translator() };
export const cache = { revalidatePath: () => undefined };
/** Leaving for another page ends the call with an error that says where to. */
export const navigation = {
  redirect: (to: string) => {
    throw new Error(`to ${to}`);
  },
};

/** What was to be said on the next page, the latest last. */
export const flashes: { text: string; undo?: Undo | undefined }[] = [];
export const flash = { setFlash: async (said: (typeof flashes)[number]) => void flashes.push(said) };
