import { findCustomer } from '@/lib/customers/queries/customer';
import { exactDuplicates, nearDuplicates } from '@/lib/customers/queries/duplicates';
import { handler } from '@/lib/handler';
import { cleanCode } from '@/lib/text';

/** R10 while typing: is this customer there already? The same rules about the scope as in the action. */
export const GET = handler('customers.duplicates', async (viewer, request) => {
  const query = new URL(request.url).searchParams;
  const read = (name: string) => (query.get(name) ?? '').slice(0, 100);
  const own = /^\d{1,15}$/.test(read('except')) ? findCustomer(viewer, Number(read('except'))) : undefined;
  const typed = {
    name: read('name'),
    creditCode: cleanCode(read('creditCode')).replace(/\s/g, '').toUpperCase(),
    phone: read('phone'),
    except: own?.customer.id ?? null,
  };
  const exact = exactDuplicates(viewer, typed);
  const near = nearDuplicates(viewer, typed);
  const found = [
    ...(exact.name ? [{ by: 'name' as const, ...exact.name }] : []),
    ...(exact.creditCode ? [{ by: 'creditCode' as const, ...exact.creditCode }] : []),
    // Who is the same needs no warning of being near.
    ...(exact.name ? [] : near.name.map((one) => ({ by: 'near' as const, ...one }))),
    ...near.phone.map((one) => ({ by: 'phone' as const, ...one })),
  ];
  return Response.json({ found }, { headers: { 'cache-control': 'no-store' } });
});
