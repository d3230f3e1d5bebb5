import { randomUUID } from 'node:crypto';
import type { Undo } from './action-core';
import { readCookie, setCookie } from './cookies';

/** What was just done, said once on the next page: it outlives the redirect in a cookie of a few seconds. */
export type Flash = { text: string; undo?: Undo | undefined; id: string };

const name = 'keji-flash';
const seconds = 10;

export async function setFlash(flash: Omit<Flash, 'id'>): Promise<void> {
  const value = JSON.stringify({ ...flash, id: randomUUID() });
  await setCookie(name, Buffer.from(value).toString('base64url'), seconds);
}

export async function readFlash(): Promise<Flash | null> {
  const value = await readCookie(name);
  if (!value) return null;
  try {
    return JSON.parse(Buffer.from(value, 'base64url').toString()) as Flash;
  } catch (error) {
    // A cookie is the browser's to change; ours always parses.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
