/** What a form shows after an action answered: texts in the user's language, and everything that was typed. */
export type FormState = {
  /** `lost`: no answer came; what was sent may have been saved, and sending it again is safe. */
  status: 'idle' | 'done' | 'refused' | 'lost';
  message?: string | undefined;
  errors: Record<string, string[]>;
  values: Record<string, string | string[]>;
  value?: unknown;
  /** What was sent before had been saved (at `to`); sent once more, this is another record. */
  used?: { to: string | null } | undefined;
  /** Changes with every answer, so that inputs take up `values` anew. */
  answer: number;
};

export const idle: FormState = { status: 'idle', errors: {}, values: {}, answer: 0 };

export type ServerAction = (state: FormState, form: FormData) => Promise<FormState>;
