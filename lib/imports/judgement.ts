import type { Day, Fen, Milli, UnitPrice } from '@/db/columns';
import type { Level, Stage } from '@/db/schema/customers';
import type { FollowUpMethod } from '@/db/schema/follow-ups';
import type { Column, SheetKind } from './heads';

/** What happens about something odd in a row; `message` texts are in messages/zh/imports.ts under the kind. */
export type ProblemAction = 'fix' | 'keep' | 'warn' | 'decide' | 'duplicate' | 'reject';
export type Problem = {
  /** As the spreadsheet program counts. */
  row: number;
  /** The head as the sheet has it, or the usual one where the sheet lacks the column. */
  column: string | null;
  kind: string;
  action: ProblemAction;
  params: Record<string, string | number>;
};

/** `update`: another payment of an order the file (or an earlier row) already has; `ignore`: left out by an answer. */
export type RowAction = 'create' | 'update' | 'duplicate' | 'refuse' | 'ask' | 'ignore';

export type CustomerValues = {
  kind: 'customers';
  code: string | null;
  name: string;
  key: string;
  industry: string | null;
  region: string | null;
  source: string | null;
  demandType: string | null;
  demandChange: string | null;
  contact: { name: string | null; phone: string | null; wechat: string | null; email: string | null } | null;
  level: Level;
  stage: Stage | null;
  /** From the sheet; a lost customer has one (R14). */
  lossReason: string | null;
  filedOn: Day;
  firstContactOn: Day | null;
  ownerId: number | null;
  creditCode: string | null;
  notes: string | null;
};
export type PaymentValues = { amountFen: Fen; paidOn: Day };
export type SaleValues = {
  kind: 'sales';
  orderNumber: string;
  orderKey: string;
  customerKey: string;
  product: string;
  productLine: string | null;
  region: string | null;
  quantity: Milli | null;
  unitPrice: UnitPrice | null;
  amountFen: Fen;
  dealOn: Day;
  dueOn: Day | null;
  salespersonId: number;
  /** Order number of the sale this row reverses (R19). */
  originalKey: string | null;
  payments: PaymentValues[];
  notes: string | null;
};
export type FollowUpValues = {
  kind: 'followups';
  customerKey: string;
  method: FollowUpMethod;
  contactedOn: Day;
  summary: string;
  feedback: string | null;
  nextPlan: string | null;
  nextOn: Day | null;
};
export type Values = CustomerValues | SaleValues | FollowUpValues;

export type JudgedRow = {
  row: number;
  action: RowAction;
  problems: Problem[];
  /** Ids of the questions that this row waits for or was decided by. */
  questions: string[];
  /** What publishing writes; null unless the action is `create`. A second payment is in its order's first row. */
  values: Values | null;
  /** The row as its sheet has it, in the order of `columns`. */
  shown: string[];
};

export type JudgedSheet = {
  name: string;
  kind: SheetKind | null;
  columns: Column[];
  rows: JudgedRow[];
};

/** Asked once per word, whatever the number of rows (R37). Choices and answer are codes; `words.ts` spells them. */
export type Question = {
  id: string;
  field: QuestionField;
  word: string;
  wordKey: string;
  rows: number;
  choices: string[];
  answer: string | null;
};
export const questionFields = ['owner', 'salesperson', 'level', 'stage', 'method'] as const;
export type QuestionField = (typeof questionFields)[number];

/** Codes by field and word key. */
export type Answers = Partial<Record<QuestionField, Record<string, string>>>;

export type Judgement = { sheets: JudgedSheet[]; questions: Question[] };

export type Person = {
  id: number;
  name: string;
  nameKey: string;
  loginKey: string;
  login: string;
  teamId: number | null;
  disabled: boolean;
};
export type KnownCustomer = { id: number; name: string; ownerId: number | null; inScope: boolean };
export type KnownOrder = {
  id: number;
  salespersonId: number;
  customerKey: string;
  productKey: string;
  amountFen: number;
  dealOn: Day;
  reversedFen: number;
  voided: boolean;
  inScope: boolean;
  payments: PaymentValues[];
};

/** Everything outside the file that a judgement depends on; `judge` reads nothing else. */
export type World = {
  today: Day;
  importer: { id: number; role: 'rep' | 'supervisor' | 'manager'; teamId: number | null };
  people: Person[];
  customers: Map<string, KnownCustomer>;
  /** Customers by code key. */
  codes: Map<string, KnownCustomer>;
  creditCodes: Map<string, KnownCustomer>;
  orders: Map<string, KnownOrder>;
  /** Follow-ups on record, by `recordKey`. */
  records: Set<string>;
  /** What earlier imports decided. */
  remembered: Answers;
};

export const recordKey = (customerKey: string, values: Pick<FollowUpValues, 'contactedOn' | 'method' | 'summary'>) =>
  [customerKey, values.contactedOn, values.method, values.summary].join('\u0000');
