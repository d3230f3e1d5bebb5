import { expect, test } from 'vitest';
import { drain, isStopping, tracked } from './draining';

test('a stop waits for what is open and says that it is stopping', async () => {
  let answer = () => {};
  const request = tracked(
    new Promise<void>((resolve) => {
      answer = resolve;
    }),
  );
  let drained = false;
  const draining = drain().then(() => {
    drained = true;
  });
  expect(isStopping()).toBe(true);
  await Promise.resolve();
  expect(drained).toBe(false);
  answer();
  await Promise.all([request, draining]);
  expect(drained).toBe(true);
});

test('it does not wait for ever', async () => {
  tracked(new Promise(() => {}));
  await drain(1);
});
