import type { Records } from '../records';
import type { Table } from '../rows';
import { everyone, leaders, moneyOfOwned, owned, ownOnly, reviewed, soldOrOwned } from './rules';

const page = (r: { sale: number }) => `/sales/${r.sale}`;
const line = {
  'lines.0.productName': '压力变送器',
  'lines.0.quantity': '',
  'lines.0.unitPrice': '',
  'lines.0.amount': '1200',
};

/** 分期 are rows of the form, of which these sales have none. */
const asTyped = ({ parts: _, ...fields }: Records['forms']['sale']) => fields;

export const sales: Table = {
  pages: {
    '/sales': [
      { why: 'R5 attributed', may: everyone, shows: 'money' },
      { why: 'R5 owned', as: 'owing', may: everyone, path: () => '/sales?owing=any', shows: 'money' },
      {
        why: 'R5: a filter by another’s customer finds nothing, like one by none',
        as: 'customer',
        may: owned,
        takes: ['customer'],
        path: (r) => `/sales?customer=${r.customer}`,
        shows: 'money',
      },
      { why: 'R3 search stays in scope', as: 'search', may: everyone, path: () => '/sales?q=zq', shows: 'money' },
    ],
    '/sales/new': [
      { why: 'everyone files', may: everyone },
      {
        why: 'R5 owned',
        as: 'customer',
        may: owned,
        takes: ['customer'],
        path: (r) => `/sales/new?customer=${r.customer}`,
        shows: 'name',
      },
    ],
    '/sales/review': { why: 'R17: reps review nothing', may: leaders },
    '/sales/[id]': [
      { why: 'R5: either meaning', may: soldOrOwned, takes: ['sale'], shows: 'money' },
      { why: 'R5: either meaning', as: 'pending', may: soldOrOwned, takes: ['pendingSale'], shows: 'money' },
      { why: 'R5: either meaning', as: 'changed', may: soldOrOwned, takes: ['changedSale'], shows: 'money' },
      { why: 'R5: either meaning', as: 'paid', may: soldOrOwned, takes: ['paidSale'], shows: 'money' },
    ],
    '/sales/[id]/edit': [
      { why: 'R17: one’s own by either meaning, or leading', may: soldOrOwned, takes: ['pendingSale'], shows: 'money' },
      { why: 'R17', as: 'approved', may: soldOrOwned, takes: ['sale'], shows: 'money' },
    ],
    '/sales/[id]/instalments': { why: 'R18: as editing', may: soldOrOwned, takes: ['sale'], shows: 'money' },
    '/sales/[id]/reverse': { why: 'R19: as editing', may: soldOrOwned, takes: ['sale'], shows: 'money' },
    '/sales/[id]/void': { why: 'R19: as editing', may: soldOrOwned, takes: ['sale'], shows: 'money' },
  },
  handlers: {
    'GET /api/products/search': [
      { why: 'everyone sells from the one list', may: everyone, path: () => '/api/products/search?q=' },
      {
        why: 'R5: what a customer paid last is known inside the scope only',
        as: 'customer',
        may: owned,
        takes: ['customer'],
        path: (r) => `/api/products/search?q=&customer=${r.customer}`,
      },
    ],
  },
  actions: {
    saveNewSale: {
      why: 'R16, R5 owned: a sale is filed on a customer one has now',
      may: owned,
      takes: ['customer'],
      home: () => '/sales/new',
      form: 'plain',
      hostile: true,
      refusal: 'sales.form.problem.customer',
      fields: (r) => ({ customerId: String(r.customer), dealOn: '2026-03-30', ...line }),
    },
    saveSale: [
      {
        why: 'R17: one’s own by either meaning, or leading; an approved one asks for review',
        as: 'approved',
        may: soldOrOwned,
        takes: ['sale'],
        home: (own) => `${page(own)}/edit`,
        form: 'plain',
        hostile: true,
        fields: (r, like) => ({
          ...asTyped(like.forms.sale),
          dueOn: '2026-04-20',
          saleId: String(r.sale),
          opened: JSON.stringify(like.forms.sale),
        }),
      },
      {
        why: 'R17: one that was never approved changes at once',
        as: 'pending',
        may: soldOrOwned,
        takes: ['pendingSale'],
        home: (own) => `/sales/${own.pendingSale}/edit`,
        form: 'plain',
        hostile: true,
        fields: (r, like) => ({
          ...asTyped(like.forms.pendingSale),
          notes: '新的备注',
          saleId: String(r.pendingSale),
          opened: JSON.stringify(like.forms.pendingSale),
        }),
      },
      {
        why: 'R5, P24: one’s own sale isn’t moved to a customer out of reach',
        as: 'to customer',
        may: owned,
        takes: ['customer'],
        home: (own) => `/sales/${own.pendingSale}/edit`,
        form: 'plain',
        refusal: 'sales.form.problem.customer',
        on: ['other', 'missing'],
        fields: (r, _like, { own }) => ({
          ...asTyped(own.forms.pendingSale),
          customerId: String(r.customer),
          saleId: String(own.pendingSale),
          opened: JSON.stringify(own.forms.pendingSale),
        }),
      },
    ],
    saveParts: {
      why: 'R18: as editing',
      may: soldOrOwned,
      takes: ['sale'],
      home: (own) => `${page(own)}/instalments`,
      form: 'plain',
      hostile: true,
      fields: (r, like) => ({
        saleId: String(r.sale),
        opened: like.forms.parts,
        'parts.0.share': '50%',
        'parts.0.dueOn': '2026-04-12',
        'parts.1.share': '50%',
        'parts.1.dueOn': '2026-05-12',
        reason: '客户要求',
      }),
    },
    reviewSales: [
      {
        why: 'R17',
        may: reviewed,
        takes: ['pendingSale'],
        home: page,
        form: 'plain',
        hostile: true,
        fields: (r) => ({ 'rows[]': [`sale.${r.pendingSale}.1`], decision: 'approve' }),
      },
      {
        why: 'R17: rejecting is deciding',
        as: 'reject',
        may: reviewed,
        takes: ['pendingSale'],
        home: page,
        form: 'plain',
        fields: (r) => ({ 'rows[]': [`sale.${r.pendingSale}.1`], decision: 'reject', reason: '价格不对' }),
      },
      {
        why: 'R17: a change of an approved sale',
        as: 'change',
        may: reviewed,
        takes: ['change'],
        home: page,
        form: 'plain',
        fields: (r) => ({ 'rows[]': [`change.${r.change}.1`], decision: 'approve' }),
      },
    ],
    withdrawChange: {
      why: 'R17: whoever asked for it takes it back',
      may: { ...ownOnly, rep: 'own sold' },
      takes: ['change'],
      home: (own) => `/sales/${own.changedSale}`,
      form: 'plain',
      fields: (r) => ({ changeId: String(r.change) }),
    },
    voidSale: [
      {
        why: 'R19: as editing',
        may: soldOrOwned,
        takes: ['sale'],
        home: (own) => `${page(own)}/void`,
        form: 'plain',
        hostile: true,
        fields: (r) => ({ saleId: String(r.sale), version: '1', reason: '重复登记' }),
      },
      {
        why: 'R19: one never approved is dropped by whoever sold or filed it, or reviews the team',
        as: 'pending',
        may: { ...soldOrOwned, rep: 'own sold' },
        takes: ['pendingSale'],
        home: (own) => `/sales/${own.pendingSale}/void`,
        form: 'plain',
        fields: (r) => ({ saleId: String(r.pendingSale), version: '1', reason: '重复登记' }),
      },
    ],
    reverseSale: {
      why: 'R19: as editing',
      may: soldOrOwned,
      takes: ['sale'],
      home: (own) => `${page(own)}/reverse`,
      form: 'plain',
      hostile: true,
      fields: (r) => ({ saleId: String(r.sale), amount: '100', quantity: '', dealOn: '2026-03-20', reason: '退货' }),
    },
  },
};

export const payments: Table = {
  pages: {
    '/payments': [
      { why: 'R5 attributed', may: everyone, shows: 'money' },
      {
        why: 'R5: a filter by another’s customer finds nothing',
        as: 'customer',
        may: owned,
        takes: ['customer'],
        path: (r) => `/payments?customer=${r.customer}`,
        shows: 'money',
      },
    ],
    '/payments/new': [
      { why: 'R5 owned: what there is to chase', may: everyone, shows: 'money' },
      {
        why: 'R5 owned',
        as: 'customer',
        may: owned,
        takes: ['customer'],
        path: (r) => `/payments/new?customer=${r.customer}`,
        shows: 'money',
      },
    ],
    '/sales/[id]/payments/new': {
      why: 'R7, R18',
      may: { ...moneyOfOwned, rep: 'own' },
      takes: ['sale'],
      shows: 'money',
    },
    '/sales/[id]/payments/[payment]/void': {
      why: 'R18: whoever booked it while the customer is theirs, or whoever leads; P24',
      may: { ...moneyOfOwned, rep: 'own' },
      takes: ['paidSale', 'payment'],
      shows: 'money',
    },
  },
  actions: {
    savePayment: {
      why: 'R7, R18: the present owner’s to book; whoever leads and sees the sale',
      may: moneyOfOwned,
      takes: ['sale'],
      home: (own) => `${page(own)}/payments/new`,
      form: 'plain',
      hostile: true,
      fields: (r) => ({
        saleId: String(r.sale),
        kind: 'receipt',
        amount: '100',
        paidOn: '2026-03-30',
        method: 'transfer',
        reason: '',
        opened: '0',
      }),
    },
    saveVoidPayment: {
      why: 'R18: whoever booked it while the customer is theirs, or whoever leads',
      may: moneyOfOwned,
      takes: ['payment'],
      home: (own) => `/sales/${own.paidSale}/payments/${own.payment}/void`,
      form: 'plain',
      hostile: true,
      fields: (r) => ({ paymentId: String(r.payment), reason: '记错了' }),
    },
  },
};
