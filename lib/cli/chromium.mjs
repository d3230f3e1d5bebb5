import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const candidates = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const which = (name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim();
const hasChineseFont = () => spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout?.trim() !== '';

/** The browser for the tests: on the PATH, else from Debian as root, else Playwright's own; never skipped. */
export async function ensureChromium() {
  let path = process.env.KEJI_CHROMIUM || candidates.map(which).find(Boolean);
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (isDebianRoot && (!path || !hasChineseFont() || !which('pdftotext'))) {
    console.log('安装 Chromium 和中文字体…');
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-q'], options);
    spawnSync(
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk', 'fontconfig', 'poppler-utils'],
      options,
    );
    path = candidates.map(which).find(Boolean);
  }
  if (path) return path;
  const { chromium } = await import('playwright');
  if (!existsSync(chromium.executablePath()))
    spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' });
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  console.error('没有浏览器。请安装：apt-get install chromium fonts-noto-cjk，或 npx playwright install chromium');
  process.exit(1);
}
