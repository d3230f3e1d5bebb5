import type { sales } from '@/messages/zh/sales';

/** Texts of the sale's forms, handed from the page to its client components. */
export type SaleTexts = (typeof sales)['form'] & { methods: (typeof sales)['method'] };
