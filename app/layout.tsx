import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { connection } from 'next/server';
import { translator } from '@/lib/i18n/translator';
import './theme.css';

const t = translator();

export const metadata: Metadata = {
  title: { default: t('shell.product'), template: `%s · ${t('shell.product')}` },
  robots: { index: false, follow: false },
  formatDetection: { telephone: false },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' };

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  // Every page is rendered per request: a prerendered one would carry no nonce.
  await connection();
  const requestId = (await headers()).get('x-request-id') ?? '';
  return (
    <html lang="zh-CN">
      <head>
        <meta name="request-id" content={requestId} />
        {/* Here and not as metadata, which may be streamed after a browser has already asked for /favicon.ico. */}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>{children}</body>
    </html>
  );
}
