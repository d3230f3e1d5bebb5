/** What stands in a form, kept on the device until the server has it; with its idempotency key, so that it is filed once. */
export type Draft = { values: Record<string, string | string[]>; key: string; at: number };

const prefix = 'keji.draft';
const channel = 'keji.drafts';

/** This tab, also after a reload. */
function thisTab(): string {
  const found = sessionStorage.getItem('keji.tab');
  if (found) return found;
  const made = newKey();
  sessionStorage.setItem('keji.tab', made);
  return made;
}

/** `crypto.randomUUID` exists in secure contexts only, and a LAN address over http isn't one. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const nameOf = (form: string, tab: string) => `${prefix}:${form}:${tab}`;

/** Keeps the draft of a form in this tab; null forgets it. A full or forbidden storage leaves the form as it is. */
export function keepDraft(form: string, draft: Draft | null): boolean {
  try {
    if (draft) localStorage.setItem(nameOf(form, thisTab()), JSON.stringify(draft));
    else localStorage.removeItem(nameOf(form, thisTab()));
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** The latest draft of that form: this tab's own, else one whose tab is gone. It is this tab's from then on. */
export async function takeDraft(form: string): Promise<Draft | null> {
  try {
    const own = parsed(localStorage.getItem(nameOf(form, thisTab())));
    if (own) return own;
    const tabs = Object.keys(localStorage)
      .filter((name) => name.startsWith(`${prefix}:${form}:`))
      .map((name) => name.slice(`${prefix}:${form}:`.length));
    if (tabs.length === 0) return null;
    const alive = await tabsAlive();
    const [latest] = tabs
      .filter((tab) => !alive.has(tab))
      .map((tab) => ({ tab, draft: parsed(localStorage.getItem(nameOf(form, tab))) }))
      .filter((one): one is { tab: string; draft: Draft } => one.draft !== null)
      .sort((a, b) => b.draft.at - a.draft.at);
    if (!latest) return null;
    localStorage.removeItem(nameOf(form, latest.tab));
    keepDraft(form, latest.draft);
    return latest.draft;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function parsed(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    return JSON.parse(text) as Draft;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Tabs answer for themselves as long as they live: two tabs with the same form open are two forms. */
export function answerForThisTab(): () => void {
  const line = new BroadcastChannel(channel);
  line.onmessage = ({ data }) => {
    if (data === 'who') line.postMessage({ tab: thisTab() });
  };
  return () => line.close();
}

const answersWithin = 150;

function tabsAlive(): Promise<Set<string>> {
  const alive = new Set<string>();
  const line = new BroadcastChannel(channel);
  line.onmessage = ({ data }) => {
    if (typeof data?.tab === 'string' && data.tab !== thisTab()) alive.add(data.tab);
  };
  line.postMessage('who');
  return new Promise((resolve) => {
    setTimeout(() => {
      line.close();
      resolve(alive);
    }, answersWithin);
  });
}
