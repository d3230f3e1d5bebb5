import { pickCustomers, pickedCustomer } from '@/lib/customers/queries/pick';
import { handler } from '@/lib/handler';

/**
 * Customers for a picker: `?q=` by name, code or pinyin, without it the viewer's latest; `?id=` one of them. With
 * `?reached=1` those one works on as 协同人 too.
 */
export const GET = handler('customers.search', async (viewer, request) => {
  const query = new URL(request.url).searchParams;
  const id = query.get('id');
  const meaning = query.get('reached') === '1' ? 'reached' : 'owned';
  const customers =
    id === null
      ? pickCustomers(viewer, (query.get('q') ?? '').slice(0, 100), undefined, meaning)
      : [/^\d{1,15}$/.test(id) ? pickedCustomer(viewer, Number(id), undefined, meaning) : null].filter(
          (one) => one !== null,
        );
  return Response.json({ customers }, { headers: { 'cache-control': 'no-store' } });
});
