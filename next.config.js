/** @type {import('next').NextConfig} */
export default {
  // A second build beside the one that runs (tests, upgrades) goes to a folder of its own.
  distDir: process.env.KEJI_DIST ?? '.next',
  serverExternalPackages: ['better-sqlite3', '@react-pdf/renderer', 'xlsx'],
  images: { unoptimized: true },
  // Behind a proxy the address people see is KEJI_URL; Next checks the origin of actions against it.
  experimental: { serverActions: { allowedOrigins: process.env.KEJI_URL ? [new URL(process.env.KEJI_URL).host] : [] } },
  poweredByHeader: false,
  reactStrictMode: true,
};
