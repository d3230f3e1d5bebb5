import { pickCustomers, pickedCustomer } from '@/lib/customers/queries/pick';
import { handler } from '@/lib/handler';

/** Customers for a picker: `?q=` by name, code or pinyin, without it the viewer's latest; `?id=` one of them. */
export const GET = handler('customers.search', async (viewer, request) => {
  const query = new URL(request.url).searchParams;
  const id = query.get('id');
  const customers =
    id === null
      ? pickCustomers(viewer, (query.get('q') ?? '').slice(0, 100))
      : [/^\d{1,15}$/.test(id) ? pickedCustomer(viewer, Number(id)) : null].filter((one) => one !== null);
  return Response.json({ customers }, { headers: { 'cache-control': 'no-store' } });
});
