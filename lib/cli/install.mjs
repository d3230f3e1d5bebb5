// Plain JavaScript without dependencies: this runs before node_modules exists.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = dirname(dirname(dirname(new URL(import.meta.url).pathname)));

/** Runs a command in the checkout with its output shown; ends the process when it fails. */
export function run(command, args, env = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  if (result.status !== 0) {
    console.error(`\n没有成功：${command} ${args.join(' ')}`);
    process.exit(result.status ?? 1);
  }
}

const hashOf = (...texts) => createHash('sha256').update(texts.join('\0')).digest('hex');
const stamp = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
function store(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Installs exactly what the lock file says, again when it or Node's binary interface changed (native modules). */
export function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`客绩需要 Node.js 20.19 或更新的版本，这里是 ${process.versions.node}。`);
    process.exit(1);
  }
  const wanted = hashOf(readFileSync(join(root, 'package-lock.json'), 'utf8'), process.versions.modules);
  const file = join(root, 'node_modules', '.keji-installed');
  if (stamp(file) === wanted) return;
  console.log('安装依赖（第一次约几分钟，better-sqlite3 可能要编译，需要 python3、make、g++）…');
  // NODE_ENV=production would leave out the build tools.
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund']);
  store(file, wanted);
}

/** Everything a build depends on; tests, docs and data are not part of it. */
function sourceHash() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const full = join(root, path);
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) visit(join(path, name));
    } else if (!/\.(test|e2e)\.tsx?$/.test(path)) {
      hash.update(path).update('\0').update(readFileSync(full)).update('\0');
    }
  };
  for (const name of ['app', 'components', 'db/columns.ts', 'db/schema', 'lib', 'messages', 'public'])
    if (existsSync(join(root, name))) visit(name);
  for (const name of readdirSync(root).sort())
    if (/\.(ts|js|mjs|json)$/.test(name) && name !== 'next-env.d.ts') visit(name);
  for (const name of readdirSync(join(root, 'db'))) if (/\.ts$/.test(name)) visit(join('db', name));
  return hash.digest('hex');
}

/** Builds when a source changed since the last build. */
export function ensureBuilt() {
  const wanted = sourceHash();
  const dist = process.env.KEJI_DIST ?? '.next';
  const file = join(root, dist, 'keji-built');
  if (stamp(file) === wanted && existsSync(join(root, dist, 'BUILD_ID'))) return;
  console.log('构建…');
  run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  });
  store(file, wanted);
}
