/** What a form shows after an action answered: texts in the user's language, and everything that was typed. */
export type FormState = {
  status: 'idle' | 'done' | 'refused';
  message?: string | undefined;
  errors: Record<string, string[]>;
  values: Record<string, string | string[]>;
  value?: unknown;
  /** Changes with every answer, so that inputs take up `values` anew. */
  answer: number;
};

export const idle: FormState = { status: 'idle', errors: {}, values: {}, answer: 0 };
