'use server';

import { action } from '../action';
import { recordPayment } from './record-payment';
import { paymentSchema, voidPaymentSchema } from './validation';
import { voidPayment } from './void-payment';

export const savePayment = action('payment.record', paymentSchema, (tx, input, viewer) =>
  recordPayment(tx, viewer, input),
);

export const saveVoidPayment = action('payment.void', voidPaymentSchema, (tx, input, viewer) =>
  voidPayment(tx, viewer, input),
);
