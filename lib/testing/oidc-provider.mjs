// A real provider of identities for the tests, as a process of its own: node oidc-provider.mjs, with its port and what it
// vouches for in the environment. Its own sign-in page takes any password.
import { Provider } from 'oidc-provider';

const { OIDC_PORT, OIDC_REDIRECTS, OIDC_ACCOUNTS } = process.env;
const accounts = JSON.parse(OIDC_ACCOUNTS);

const provider = new Provider(`http://localhost:${OIDC_PORT}`, {
  clients: [
    {
      client_id: 'keji',
      client_secret: 'a secret of the tests',
      redirect_uris: JSON.parse(OIDC_REDIRECTS),
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  claims: { email: ['email', 'email_verified'], profile: ['name'] },
  cookies: { keys: ['tests'] },
  pkce: { required: () => true },
  findAccount: (_context, id) => accounts[id] && { accountId: id, claims: () => ({ sub: id, ...accounts[id] }) },
});
provider.listen(Number(OIDC_PORT), () => process.stdout.write('ready\n'));
