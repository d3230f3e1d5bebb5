import { z } from 'zod';
import { paymentMethods } from '@/db/schema/sales';
import { isDay } from '../days';
import { clean, cleanCode, halfWidth } from '../text';
import { listedAmount, readAmount, readPrice, readQuantity, type Typed } from './amounts';
import { mostParts } from './split';

const text = (most: number) => z.string().default('').transform(clean).pipe(z.string().max(most, 'form.tooLong'));
const note = text(2000).transform((value) => (value === '' ? null : value));
const idText = z
  .string()
  .regex(/^\d{1,15}$/, 'form.choose')
  .transform(Number);
const optionalId = z
  .string()
  .default('')
  .refine((value) => /^\d{0,15}$/.test(value), 'form.choose')
  .transform((value) => (value === '' ? null : Number(value)));
const typedDay = z
  .string()
  .default('')
  .transform((value) => halfWidth(clean(value)));
const isRealDay = (value: string) => value === '' || isDay(value);
const optionalDay = typedDay
  .refine(isRealDay, 'sales.form.problem.day')
  .transform((value) => (value === '' ? null : value));
const day = typedDay.pipe(z.string().min(1, 'form.required').refine(isRealDay, 'sales.form.problem.day'));
/** What stands beside a ticked box: what was asked is answered with yes. */
const ticked = z.string().optional().transform(Boolean);

/** A number the way `read` reads it; null when left empty. */
const number = <T>(read: (text: string) => Typed<T>, unreadable: string) =>
  z
    .string()
    .default('')
    .transform((value, context): T | null => {
      const typed = read(value);
      if ('value' in typed) return typed.value;
      context.addIssue({
        code: 'custom',
        message: `sales.form.problem.${typed.problem === 'unreadable' ? unreadable : typed.problem}`,
      });
      return z.NEVER;
    });

const lineSchema = z
  .object({
    productName: text(100),
    /** The product line of a product that isn't in the list yet; `none` = to be said later. */
    newLine: z.string().default(''),
    quantity: number(readQuantity, 'quantity'),
    unitPrice: number(readPrice, 'price'),
    amount: number(readAmount, 'amount'),
  })
  .transform((line, context) => {
    const listed = listedAmount(line.quantity, line.unitPrice);
    const isBlank =
      line.productName === '' && line.quantity === null && line.unitPrice === null && line.amount === null;
    const amountFen = line.amount ?? listed;
    const isBeyond = line.quantity !== null && line.unitPrice !== null && listed === null;
    if (isBlank) return null;
    if (line.productName === '')
      context.addIssue({ code: 'custom', path: ['productName'], message: 'sales.form.problem.product' });
    if (isBeyond) context.addIssue({ code: 'custom', path: ['unitPrice'], message: 'sales.form.problem.tooLarge' });
    else if (amountFen === null)
      context.addIssue({ code: 'custom', path: ['amount'], message: 'sales.form.problem.noAmount' });
    return amountFen === null ? z.NEVER : { ...line, amountFen };
  });

export const mostLines = 20;
export type SaleLine = NonNullable<z.output<typeof lineSchema>> & { row: number };

/** Rows keep their number, so that what is wrong stands beside them; rows left empty don't count. */
const lines = z
  .array(lineSchema.optional(), 'sales.form.problem.product')
  .max(99, 'sales.form.problem.tooManyLines')
  .transform((rows, context): SaleLine[] => {
    const filled = rows.flatMap((line, row) => (line ? [{ ...line, row }] : []));
    if (filled.length === 0)
      context.addIssue({ code: 'custom', path: [0, 'productName'], message: 'sales.form.problem.product' });
    if (filled.length > mostLines)
      context.addIssue({
        code: 'custom',
        path: [filled[mostLines]?.row ?? 0, 'productName'],
        message: 'sales.form.problem.tooManyLines',
      });
    return filled;
  });

const orderNumber = z.string().transform(cleanCode).pipe(z.string().max(40, 'form.tooLong'));
const idsText = z
  .string()
  .default('')
  .transform((value) => value.match(/\d{1,15}/g)?.map(Number) ?? []);

const orderSchema = z.object({
  customerId: idText,
  /** Empty: whoever files. A rep's own is not asked at all. */
  salespersonId: optionalId,
  dealOn: day,
  /** Empty: the next automatic one. */
  orderNumber: orderNumber.default(''),
  lines,
  /** Empty: from the customer's terms. */
  dueOn: optionalDay,
  /** The deal date and the due date proposed for it: without script the proposal stays when the deal date moves. */
  dueProposed: z.string().default(''),
  paid: number(readAmount, 'amount'),
  paidOn: optionalDay,
  method: z.enum(paymentMethods, 'form.choose').default('transfer'),
  notes: note,
  /** 按赠品登记, for an amount of 0. */
  gift: ticked,
  /** 确认不是重复, and of which sales: those the question showed. */
  notDouble: ticked,
  doublesShown: idsText,
  /** `new`: 保存并新增. */
  next: z.enum(['new', '']).default(''),
});
/** R16: one short form for a whole order. */
export const newSaleSchema = orderSchema.transform(({ dueProposed, ...order }) => {
  const [dealOn, dueOn] = dueProposed.split(' ');
  return { ...order, dueOn: dueOn === order.dueOn && dealOn !== order.dealOn ? null : order.dueOn };
});
export type NewOrder = z.output<typeof newSaleSchema>;

/** 分期, by due day; a row left empty is gone. */
const parts = z
  .array(z.object({ dueOn: optionalDay, amount: number(readAmount, 'amount') }).optional())
  .max(mostParts, 'payments.instalments.tooMany')
  .transform((rows, context) =>
    rows
      .flatMap((part, row) => {
        if (!part || (part.dueOn === null && part.amount === null)) return [];
        if (part.dueOn === null) context.addIssue({ code: 'custom', path: [row, 'dueOn'], message: 'form.required' });
        if (!part.amount) context.addIssue({ code: 'custom', path: [row, 'amount'], message: 'form.required' });
        return [{ dueOn: part.dueOn ?? '', amountFen: part.amount ?? 0 }];
      })
      .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1)),
  );

export const editSaleSchema = z.object({
  saleId: idText,
  opened: z.string().max(20_000),
  customerId: idText,
  /** Asked while it may still be put right. */
  orderNumber: orderNumber.optional(),
  dealOn: day,
  lines: lines.refine((filled) => filled.length <= 1, 'form.invalid'),
  dueOn: optionalDay,
  parts: parts.optional(),
  notes: note,
  /** Why, for whoever reviews a new version. */
  reason: text(500).transform((value) => (value === '' ? null : value)),
  gift: ticked,
  /** Blanks of what was frozen, filled later. */
  regionId: optionalId,
  productLineId: optionalId,
});
export type EditedSale = z.output<typeof editSaleSchema>;
