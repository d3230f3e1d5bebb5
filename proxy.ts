import { type NextRequest, NextResponse } from 'next/server';
import { siteOrigin } from './lib/front';
import { publicUrl } from './lib/site';

// Headers and nonces only; this file is no lock (pages, actions and handlers call requireViewer themselves).
export function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID());
  const requestId = crypto.randomUUID();
  const development = process.env.NODE_ENV === 'development';
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

  const forwarded = new Headers(request.headers);
  forwarded.set('x-request-id', requestId);
  forwarded.set('x-nonce', nonce);
  forwarded.set('x-keji-path', request.nextUrl.pathname + request.nextUrl.search);
  forwarded.set('content-security-policy', policy);

  const response = NextResponse.next({ request: { headers: forwarded } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-request-id', requestId);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('cache-control', 'no-store');
  // Browsers honour these two over https only, and complain about them elsewhere.
  if (siteOrigin(request.headers).startsWith('https:') || publicUrl()?.protocol === 'https:') {
    response.headers.set('cross-origin-opener-policy', 'same-origin');
    response.headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
  }
  return response;
}

// Uploads stay out: a body that passes through here is cut at 10 MB.
export const config = { matcher: ['/((?!_next/static|_next/image|api/imports|icon.svg).*)'] };
