const shared = globalThis as typeof globalThis & { kejiOpen?: Set<Promise<unknown>>; kejiStopping?: boolean };
const open = () => {
  shared.kejiOpen ??= new Set();
  return shared.kejiOpen;
};

/** Counts a request as open until it is answered, so that a stop can wait for it. */
export function tracked<T>(work: Promise<T>): Promise<T> {
  open().add(work);
  const forget = () => open().delete(work);
  work.then(forget, forget);
  return work;
}

export const isStopping = (): boolean => shared.kejiStopping === true;

/** From now on the server says it isn't ready; resolves when what is open is answered, after `patienceMs` at the latest. */
export async function drain(patienceMs = 10_000): Promise<void> {
  shared.kejiStopping = true;
  const late = new Promise((resolve) => setTimeout(resolve, patienceMs).unref());
  await Promise.race([Promise.allSettled([...open()]), late]);
}
