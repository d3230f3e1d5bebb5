import { ownPath } from '@/lib/address';
import { requestDetails, requestOrigin } from '@/lib/caller';
import { tracked } from '@/lib/draining';
import { frontOf } from '@/lib/front';
import { requestInfo } from '@/lib/log';
import { knownDevice, rememberDevice } from '@/lib/people/known-device';
import { arrival, departure, hasSetOut, oidcSettings } from '@/lib/people/oidc';
import { identityFailed, isBlocked, signInWithIdentity } from '@/lib/people/sign-in-identity';
import { sessionSecret } from '@/lib/secrets';
import { readSettings } from '@/lib/settings/queries';

/**
 * To the provider of identities and back: `signin/oidc` and `callback/oidc`. For people who aren't signed in; without a
 * provider there is nothing here. A link of ours leads there by GET: it changes nothing, and what comes back is held
 * against the state, nonce and PKCE cookies it set.
 */
export async function GET(request: Request, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  const settings = oidcSettings();
  const way = (await context.params).nextauth.join('/');
  if (!settings || (way !== 'signin/oidc' && way !== 'callback/oidc')) return new Response(null, { status: 404 });

  const details = await requestDetails();
  const from = { address: details.address, device: details.device };
  const origin = await requestOrigin();
  const maxAge = readSettings().sessionDays * 24 * 3600;
  const flow = { settings, origin, secret: sessionSecret(), maxAge };
  const answer = async () => {
    // As with passwords: where somebody has signed in before, strangers' failures keep nobody out.
    if (isBlocked(from) && !(await knownDevice())) return Response.redirect(`${origin}/sign-in?problem=blocked`, 302);
    if (way === 'signin/oidc') {
      const { searchParams } = new URL(request.url);
      const next = ownPath(searchParams.get('next')) ?? '/';
      // The provider sends people back to KEJI_URL: that is where they have to set out from. Once: a proxy may hide where.
      const isThere = frontOf(request.headers).origin === origin || searchParams.has('here');
      if (!isThere)
        return Response.redirect(`${origin}/api/auth/signin/oidc?here=1&next=${encodeURIComponent(next)}`, 302);
      return departure(flow, request, next);
    }
    // Else any page could have its readers' browsers call here until their whole network waits.
    if (!hasSetOut(flow, request)) return Response.redirect(`${origin}/sign-in?problem=provider`, 302);
    const { response, problem } = await arrival(flow, request, async (claims) => {
      const arrived = await signInWithIdentity(claims, from);
      if (arrived.userId) await rememberDevice(arrived.userId);
      return arrived;
    });
    // Who was turned away by name is on record already.
    if (problem === 'provider') await identityFailed(from, problem);
    return response;
  };
  return requestInfo().run(details, () => tracked(answer()));
}
