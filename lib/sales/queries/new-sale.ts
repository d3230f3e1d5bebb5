import { eq } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { sales } from '@/db/schema/sales';
import { listPeople } from '@/lib/people/queries';
import { canActFor } from '@/lib/permissions';
import { visible } from '@/lib/scope';
import { listDictionary } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';

/** What the form of a sale takes from its customer: terms for the due date, the owner as likely salesperson. */
export type CustomerOfSale = NonNullable<ReturnType<typeof customerOfSale>>;

export const customerOfSale = (viewer: Viewer, id: number, reader: Reader = database()) =>
  reader
    .select({
      id: customers.id,
      name: customers.name,
      code: customers.code,
      level: customers.level,
      ownerId: customers.ownerId,
      termsKind: customers.termsKind,
      termsDays: customers.termsDays,
      archivedAt: customers.archivedAt,
    })
    .from(visible(viewer, customers))
    .where(eq(customers.id, id))
    .get();

/** For whom the viewer may file a sale; nobody to choose for a rep. */
export const salespeople = (viewer: Viewer, reader: Reader = database()) =>
  viewer.role === 'rep'
    ? []
    : listPeople(viewer, reader)
        .filter((person) => person.status === 'active' && canActFor(viewer, person))
        .map(({ id, name, teamName }) => ({ id, name, teamName }));

export const productLines = (reader: Reader = database()) =>
  listDictionary(reader, 'product_line').filter((entry) => !entry.retired);

/** The number of the sale just filed, when it is the viewer's to see. */
export const numberOfSale = (viewer: Viewer, id: number, reader: Reader = database()): string | null =>
  reader
    .select({ orderNumber: sales.orderNumber })
    .from(visible(viewer, sales, 'owned'))
    .where(eq(sales.id, id))
    .get()?.orderNumber ?? null;
