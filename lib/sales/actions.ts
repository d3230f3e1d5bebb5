'use server';

import { action } from '../action';
import { insertPayment } from '../payments/writes';
import { editSale } from './edit-sale';
import { fileSale } from './file-sale';
import { editSaleSchema, newSaleSchema } from './validation';

export const saveNewSale = action('sale.file', newSaleSchema, (tx, order, viewer) =>
  fileSale(tx, viewer, order, insertPayment),
);

export const saveSale = action('sale.edit', editSaleSchema, (tx, edit, viewer) => editSale(tx, viewer, edit));
