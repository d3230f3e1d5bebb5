/** @type {import('next').NextConfig} */
export default {
  // A second build beside the one that runs (tests, upgrades) goes to a folder of its own.
  distDir: process.env.KEJI_DIST ?? '.next',
  serverExternalPackages: ['better-sqlite3', '@react-pdf/renderer', 'xlsx'],
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
};
