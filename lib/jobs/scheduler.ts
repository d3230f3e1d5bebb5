import { isStopping, tracked } from '../draining';
import { runChores, runDueJobs } from './run';

const everyMs = 60_000;

/** Works off what is due now, before anybody is served, and goes on doing so every minute until the server stops. */
export async function startScheduler(): Promise<void> {
  let isBusy = false;
  const round = async () => {
    if (isBusy || isStopping()) return;
    isBusy = true;
    await runDueJobs()
      .then(runChores)
      .finally(() => {
        isBusy = false;
      });
  };
  await round();
  setInterval(() => tracked(round()), everyMs).unref();
}
