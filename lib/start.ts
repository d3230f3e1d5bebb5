import { closeDatabase, database, write } from '@/db/client';
import { DataFolderError, databaseFile } from '@/db/open';
import { dataFolder } from './data-folder';
import { drain } from './draining';
import { watchFront } from './front';
import { runChores } from './jobs/run';
import { startScheduler } from './jobs/scheduler';
import { log } from './log';
import { oidcSettings } from './people/oidc';
import { newSetUpToken } from './people/writes';
import { sessionSecret } from './secrets';
import { takeServerLock } from './server-lock';
import { ConfigurationError, dataProblemText, publicUrl, siteUrl, trustedProxies } from './site';

/** Takes and opens the data folder, prints the first-run address if there is nobody yet, and arranges for a clean stop. */
export async function start(): Promise<void> {
  try {
    publicUrl();
    trustedProxies();
    oidcSettings();
    watchFront();
    // next-auth then takes the address of each request, which is ours to say (lib/front.ts).
    process.env.AUTH_TRUST_HOST = '1';
    delete process.env.NEXTAUTH_URL;
    const release = takeServerLock(dataFolder());
    if (!release) throw new DataFolderError('running', databaseFile(dataFolder()));
    database();
    sessionSecret();
  } catch (error) {
    const isTold = error instanceof DataFolderError || error instanceof ConfigurationError;
    if (!isTold) throw error;
    const text = error instanceof DataFolderError ? dataProblemText(error) : error.message;
    process.stderr.write(`\n没有启动。${text}\n\n`);
    process.exit(78); // EX_CONFIG
  }
  const token = await write(newSetUpToken);
  if (token)
    process.stdout.write(`\n第一次使用，请在浏览器打开（一次有效）：\n  ${siteUrl()}/set-up?token=${token}\n\n`);

  await startScheduler();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, async () => {
      log('stopping', { signal });
      await drain();
      await runChores();
      closeDatabase();
      process.exit(0);
    });
  }
}
