import { handler } from '@/lib/handler';
import { searchProducts } from '@/lib/sales/queries/products';

/** Products for the picker of the sale form: by Chinese, pinyin or initials, with the last price. */
export const GET = handler('products.search', async (viewer, request) => {
  const { searchParams } = new URL(request.url);
  const text = (searchParams.get('q') ?? '').slice(0, 100);
  const customer = searchParams.get('customer') ?? '';
  const customerId = /^\d{1,15}$/.test(customer) ? Number(customer) : null;
  return Response.json(searchProducts(viewer, { text, customerId }), { headers: { 'cache-control': 'no-store' } });
});
