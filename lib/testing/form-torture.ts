import Database from 'better-sqlite3';
import type { BrowserContext, Locator, Page, Route } from 'playwright';
import { describe, expect, test } from 'vitest';
import { databaseFile } from '@/db/open';
import { violations } from './axe';
import { type App, openBrowser, signIn } from './browser';

/** A real form, and how to tell in the database what it wrote. `mark` is a text that only this test types. */
export type FormCase = {
  name: string;
  login: string;
  /** Someone else who may open the same form. */
  otherLogin: string;
  password: string;
  path: string | ((app: App) => string);
  fill: (page: Page, mark: string) => Promise<void>;
  /** The field that holds the mark. */
  field: (page: Page) => Locator;
  save: (page: Page) => Locator;
  /** A query that counts the rows with the mark, given as ?. */
  count: string;
  /** The same in a second tab: it asks and takes yes, it is refused, or both are kept. */
  secondTab: 'asks' | 'refused' | 'keeps';
  /** Where saving leads; without it the form stays. */
  leadsTo?: RegExp;
  /** Part of the label of the first wrong field when the form is sent as it opens, after `spoil`. */
  firstWrong: string;
  spoil?: (page: Page) => Promise<void>;
};

const lost = '没有收到回音';
const saved = '刚才那次已经存好了';
const restored = '已恢复上次没保存的内容';

/**
 * Waits until the script has taken over what stands there: from then on no click is the browser's own posting. Looked up
 * anew each time: a restored draft puts new elements in place of those the script had just taken over.
 */
async function hasTakenOver(field: Locator): Promise<void> {
  const isLive = () =>
    field.first().evaluate((node) => Object.keys(node).some((key) => key.startsWith('__reactProps')));
  await expect.poll(isLive).toBe(true);
  // What is done once it has (a draft restored) comes before the frame after next.
  await field
    .page()
    .evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
}

/**
 * Everything that can happen between a click and an answer (P26): one record, and no typed text lost. What only the form
 * kit has a part in, the same for every form, is tried where `whole` says so.
 */
export function torture(form: FormCase, app: () => App, { whole }: { whole: boolean }): void {
  const kitTest = (title: string, run: () => Promise<void>) => {
    if (whole) test(title, run);
  };
  let number = 0;
  const newMark = () => `${form.name}考验${++number}号`;
  const rows = (mark: string): number => {
    const database = new Database(databaseFile(app().data), { readonly: true });
    try {
      return database.prepare(form.count).pluck().get(mark) as number;
    } finally {
      database.close();
    }
  };
  const address = () => app().url + (typeof form.path === 'string' ? form.path : form.path(app()));

  async function open(): Promise<{ context: BrowserContext; page: Page }> {
    const context = await openBrowser('desktop');
    const page = await context.newPage();
    await signIn(page, app(), form.login, form.password);
    await goTo(page);
    return { context, page };
  }
  async function goTo(page: Page) {
    await page.goto(address());
    await hasTakenOver(form.field(page));
  }
  /** What has been typed is on the device. */
  const isDrafted = (page: Page, mark: string) =>
    expect
      .poll(() =>
        page.evaluate(
          (text) =>
            Object.entries(localStorage).some(([key, value]) => key.startsWith('keji.draft:') && value.includes(text)),
          mark,
        ),
      )
      .toBe(true);
  const hasNoDraft = (page: Page, mark: string) =>
    expect
      .poll(() =>
        page.evaluate(
          (text) =>
            Object.entries(localStorage).some(([key, value]) => key.startsWith('keji.draft:') && value.includes(text)),
          mark,
        ),
      )
      .toBe(false);
  /** Written once, and nothing more comes. */
  async function once(page: Page, mark: string) {
    await expect.poll(() => rows(mark)).toBe(1);
    await page.waitForLoadState('networkidle');
    expect(rows(mark)).toBe(1);
  }
  const isPost = (route: Route) => route.request().method() === 'POST' && 'next-action' in route.request().headers();
  const onPost = (page: Page, answer: (route: Route) => Promise<unknown>) =>
    page.route('**/*', (route) => (isPost(route) ? answer(route) : route.fallback()));
  const says = (page: Page, text: string) =>
    expect.poll(() => page.getByText(text, { exact: false }).count()).toBeGreaterThan(0);

  describe(form.name, () => {
    test('a double click files it once, and the draft is gone', async () => {
      const { context, page } = await open();
      const mark = newMark();
      await form.fill(page, mark);
      await isDrafted(page, mark);
      await form.save(page).dblclick();
      await once(page, mark);
      await hasNoDraft(page, mark);
      await context.close();
    });

    test('Enter and a click at once file it once', async () => {
      const { context, page } = await open();
      const mark = newMark();
      await form.fill(page, mark);
      await page.evaluate(
        ([field, button]) => {
          const type = { key: 'Enter', bubbles: true, cancelable: true };
          if ((field as HTMLElement).dispatchEvent(new KeyboardEvent('keydown', type)))
            (button as HTMLButtonElement).form?.requestSubmit();
          (button as HTMLButtonElement).click();
        },
        [await form.field(page).elementHandle(), await form.save(page).elementHandle()] as const,
      );
      await once(page, mark);
      await context.close();
    });

    test('a click while the answer is awaited sends nothing more', async () => {
      const { context, page } = await open();
      const mark = newMark();
      await form.fill(page, mark);
      let posts = 0;
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await onPost(page, async (route) => {
        posts += 1;
        await held;
        await route.continue();
      });
      await form.save(page).click();
      await expect.poll(() => posts).toBe(1);
      // By script: the button is out of reach for people by now.
      await form.save(page).evaluate((button) => {
        (button as HTMLButtonElement).disabled = false;
        (button as HTMLButtonElement).click();
        (button as HTMLButtonElement).form?.requestSubmit();
      });
      release();
      await once(page, mark);
      expect(posts).toBe(1);
      await context.close();
    });

    test('after a lost answer saving again files nothing more and goes on', async () => {
      const { context, page } = await open();
      const mark = newMark();
      await form.fill(page, mark);
      const value = await form.field(page).inputValue();
      await onPost(page, async (route) => {
        // The server answers; the answer never arrives. No redirect is followed either.
        await route.fetch({ maxRedirects: 0 });
        await route.abort();
      });
      await form.save(page).click();
      await says(page, lost);
      expect(rows(mark)).toBe(1);
      expect(await form.field(page).inputValue()).toBe(value);
      await page.unrouteAll();
      await form.save(page).click();
      await hasNoDraft(page, mark);
      await once(page, mark);
      // Where saving leads to another page, the words stand until that one comes.
      await expect.poll(() => page.getByText(lost, { exact: false }).count()).toBe(0);
      await context.close();
    });

    kitTest('without a network the text stays; with it again it is filed', async () => {
      const { context, page } = await open();
      const mark = newMark();
      await form.fill(page, mark);
      const value = await form.field(page).inputValue();
      await context.setOffline(true);
      await form.save(page).click();
      await says(page, lost);
      expect(rows(mark)).toBe(0);
      expect(await form.field(page).inputValue()).toBe(value);
      await context.setOffline(false);
      await form.save(page).click();
      await once(page, mark);
      await hasNoDraft(page, mark);
      await context.close();
    });

    test('going back after saving brings no second record, and a new one can be filed', async () => {
      const { context, page } = await open();
      const mark = newMark();
      await form.fill(page, mark);
      await form.save(page).click();
      await hasNoDraft(page, mark);
      await once(page, mark);
      if (form.leadsTo) {
        await page.waitForURL(form.leadsTo);
        await page.goBack();
        await expect.poll(() => page.url()).toBe(address());
      }
      await page.waitForLoadState('networkidle');
      await expect.poll(() => form.save(page).isEnabled()).toBe(true);
      if ((await form.field(page).inputValue()) !== '') {
        await form.save(page).click();
        await page.waitForLoadState('networkidle');
      }
      expect(rows(mark)).toBe(1);
      const next = newMark();
      await form.fill(page, next);
      await form.save(page).click();
      await once(page, next);
      await context.close();
    });

    kitTest('a reload brings back what was typed, and it is still filed once', async () => {
      const { context, page } = await open();
      const mark = newMark();
      await form.fill(page, mark);
      const value = await form.field(page).inputValue();
      await isDrafted(page, mark);
      await page.reload();
      await says(page, restored);
      await expect.poll(() => form.field(page).inputValue()).toBe(value);
      await form.save(page).click();
      await once(page, mark);
      await hasNoDraft(page, mark);
      await context.close();
    });

    test('a lost answer, then a reload, then saving: once', async () => {
      const { context, page } = await open();
      const mark = newMark();
      await form.fill(page, mark);
      await onPost(page, async (route) => {
        await route.fetch({ maxRedirects: 0 });
        await route.abort();
      });
      await form.save(page).click();
      await says(page, lost);
      await page.unrouteAll();
      await page.reload();
      await says(page, restored);
      await form.save(page).click();
      await hasNoDraft(page, mark);
      await once(page, mark);
      await context.close();
    });

    kitTest('a lost answer, then another text: what was saved is told, and nothing is lost or trapped', async () => {
      const { context, page } = await open();
      const mark = newMark();
      await form.fill(page, mark);
      await onPost(page, async (route) => {
        await route.fetch({ maxRedirects: 0 });
        await route.abort();
      });
      await form.save(page).click();
      await says(page, lost);
      await page.unrouteAll();
      await form.field(page).fill(`${mark}改`);
      await form.save(page).click();
      await says(page, saved);
      if (form.leadsTo)
        expect(await page.getByRole('link', { name: '看已存的那条' }).getAttribute('href')).toMatch(form.leadsTo);
      expect([rows(mark), rows(`${mark}改`)]).toEqual([1, 0]);
      expect(await form.field(page).inputValue()).toBe(`${mark}改`);
      // Said yes to by saving again: filed, or asked and refused as any second one would be.
      await form.save(page).click();
      await expect
        .poll(async () => rows(`${mark}改`) + (await page.locator('form [aria-invalid="true"]').count()))
        .toBeGreaterThan(0);
      await expect.poll(() => page.getByText(saved, { exact: false }).count()).toBe(0);
      expect(rows(mark)).toBe(1);
      await context.close();
    });

    kitTest('a reload while the answer is awaited, then saving: once', async () => {
      const { context, page } = await open();
      const mark = newMark();
      await form.fill(page, mark);
      await onPost(page, async (route) => {
        await route.fetch({ maxRedirects: 0 });
        // Written by now; the answer is still on its way when the person reloads.
      });
      await form.save(page).click();
      await expect.poll(() => rows(mark)).toBe(1);
      await page.reload();
      await says(page, restored);
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await form.save(page).click();
      await hasNoDraft(page, mark);
      await once(page, mark);
      await context.close();
    });

    kitTest('what one person typed is not shown to the next on the same device', async () => {
      const { context, page } = await open();
      const mark = newMark();
      await form.fill(page, mark);
      await isDrafted(page, mark);
      await context.clearCookies();
      await signIn(page, app(), form.otherLogin, form.password);
      await goTo(page);
      await expect.poll(() => form.save(page).count()).toBe(1);
      expect(await page.getByText(restored).count()).toBe(0);
      expect(await form.field(page).inputValue()).toBe('');
      await context.close();
    });

    test('two tabs are two forms', async () => {
      const { context, page } = await open();
      const other = await context.newPage();
      await goTo(other);
      const mark = newMark();
      for (const tab of [page, other]) await form.fill(tab, mark);
      await form.save(page).click();
      await once(page, mark);
      await form.save(other).click();
      if (form.secondTab === 'keeps') await expect.poll(() => rows(mark)).toBe(2);
      else {
        await expect
          .poll(() => other.locator('form [aria-invalid="true"], form [role=status]:not(:empty), dialog[open]').count())
          .toBeGreaterThan(0);
        expect(rows(mark)).toBe(1);
        expect(await form.field(other).inputValue()).toContain(mark);
      }
      if (form.secondTab === 'asks') {
        // A question, not a refusal: two that look alike can be two.
        await other.locator('form input[type=checkbox][aria-invalid=true]').check();
        await form.save(other).click();
        await expect.poll(() => rows(mark)).toBe(2);
      }
      await context.close();
    });

    kitTest('a form from before an upgrade says so and keeps its text', async () => {
      const { context, page } = await open();
      const mark = newMark();
      await form.fill(page, mark);
      const value = await form.field(page).inputValue();
      await onPost(page, (route) =>
        route.continue({ headers: { ...route.request().headers(), 'next-action': '0'.repeat(42) } }),
      );
      await form.save(page).click();
      await says(page, '系统刚升级过');
      expect(rows(mark)).toBe(0);
      expect(await form.field(page).inputValue()).toBe(value);
      await page.unrouteAll();
      await page.getByRole('button', { name: '刷新页面' }).click();
      await says(page, restored);
      await expect.poll(() => form.field(page).inputValue()).toBe(value);
      await form.save(page).click();
      await once(page, mark);
      await context.close();
    });

    kitTest('Enter that ends a composition sends nothing', async () => {
      const { context, page } = await open();
      const mark = newMark();
      await form.fill(page, mark);
      const isPrevented = await form.field(page).evaluate((field) => {
        const event = new KeyboardEvent('keydown', {
          key: 'Enter',
          isComposing: true,
          bubbles: true,
          cancelable: true,
        });
        field.dispatchEvent(event);
        return event.defaultPrevented;
      });
      expect(isPrevented).toBe(true);
      expect(rows(mark)).toBe(0);
      await context.close();
    });

    kitTest('whose session ended is told so, keeps the text, and finds it after signing in again', async () => {
      const { context, page } = await open();
      const mark = newMark();
      await form.fill(page, mark);
      const value = await form.field(page).inputValue();
      await isDrafted(page, mark);
      const database = new Database(databaseFile(app().data), { timeout: 5000 });
      database.prepare('update sessions set ended_at = ? where ended_at is null').run(new Date().toISOString());
      database.close();
      await form.save(page).click();
      await says(page, '你已退出登录');
      expect(rows(mark)).toBe(0);
      expect(await form.field(page).inputValue()).toBe(value);
      await signIn(page, app(), form.login, form.password);
      await goTo(page);
      await says(page, restored);
      await expect.poll(() => form.field(page).inputValue()).toBe(value);
      await form.save(page).click();
      await once(page, mark);
      await context.close();
    });

    test('labels, focus and a page that axe finds nothing wrong with', async () => {
      const { context, page } = await open();
      expect(await violations(page)).toEqual([]);
      const unlabelled = await page.locator('main form').evaluateAll((forms) =>
        forms.flatMap((one) =>
          Array.from(one.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), select, textarea'))
            .filter((field) => !field.labels?.length && !field.ariaLabel && !field.getAttribute('aria-labelledby'))
            .map(({ name, outerHTML }) => name || outerHTML),
        ),
      );
      expect(unlabelled).toEqual([]);
      await form.spoil?.(page);
      await form.save(page).click();
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
      const focused = await page.evaluate(() => {
        const field = document.activeElement as HTMLInputElement;
        const wrong = Array.from(field.form?.querySelectorAll('[aria-invalid="true"]') ?? []);
        const describedBy = field.getAttribute('aria-describedby') ?? '';
        return {
          isFirst: wrong[0] === field,
          label: field.labels?.[0]?.textContent ?? field.ariaLabel ?? '',
          says: describedBy
            .split(' ')
            .map((id) => document.getElementById(id)?.textContent ?? '')
            .join(''),
        };
      });
      expect(focused.isFirst).toBe(true);
      expect(focused.label).toContain(form.firstWrong);
      expect(focused.says).not.toBe('');
      expect(await violations(page)).toEqual([]);
      await context.close();
    });

    kitTest('over a slow network it is filed once', async () => {
      const { context, page } = await open();
      const mark = newMark();
      await form.fill(page, mark);
      const network = await context.newCDPSession(page);
      await network.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 1500,
        downloadThroughput: 20_000,
        uploadThroughput: 8000,
      });
      await form.save(page).click();
      await form
        .save(page)
        .click({ force: true, timeout: 1000 })
        .catch(() => undefined);
      await expect.poll(() => rows(mark), { timeout: 60_000 }).toBe(1);
      await hasNoDraft(page, mark);
      await once(page, mark);
      await context.close();
    });
  });
}
