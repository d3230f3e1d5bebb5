import { handler } from '@/lib/handler';
import { customerOfSale } from '@/lib/sales/queries/new-sale';

/** What a sale takes from its customer: terms and owner. Another's customer answers like a missing one. */
export const GET = handler('sales.terms', async (viewer, request) => {
  const id = new URL(request.url).searchParams.get('customer') ?? '';
  const customer = /^\d{1,15}$/.test(id) ? customerOfSale(viewer, Number(id)) : undefined;
  if (!customer) return null;
  const { ownerId, termsKind, termsDays } = customer;
  return Response.json({ ownerId, termsKind, termsDays }, { headers: { 'cache-control': 'no-store' } });
});
