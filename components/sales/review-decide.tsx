'use client';

import { Check } from 'lucide-react';
import { SubmitButton, TextField, useField, useFormState } from '@/components/ui/form';

/** Approves the one row it stands in. */
export function ApproveOne({ value, label, text }: { value: string; label: string; text: string }) {
  const { pending } = useFormState();
  return (
    <button
      type="submit"
      className="btn btn-line btn-sm max-sm:min-h-11"
      name="only"
      value={value}
      aria-label={label}
      disabled={pending}
    >
      <Check aria-hidden />
      {text}
    </button>
  );
}

type Texts = Record<'approve' | 'reject' | 'reason' | 'reasonHint', string>;

/** 通过, and 驳回 with its reason; the reason's place opens with the word and works without script. */
export function ReviewButtons({ texts, rejectText = texts.reject }: { texts: Texts; rejectText?: string }) {
  const reason = useField('reason');
  return (
    <>
      <SubmitButton className="btn btn-primary order-3" name="decision" value="approve">
        {texts.approve}
      </SubmitButton>
      <details open={reason.errors.length > 0} className="group order-2 open:order-4 open:w-full">
        <summary className="btn btn-line cursor-pointer list-none group-open:hidden">{texts.reject}…</summary>
        <div className="flex max-w-3xl items-start gap-3 max-sm:flex-col max-sm:items-stretch max-sm:gap-2">
          <TextField
            className="flex-1 [&_textarea]:min-h-9"
            name="reason"
            label={texts.reason}
            hint={texts.reasonHint}
            rows={1}
            maxLength={500}
          />
          <SubmitButton className="btn btn-line sm:mt-6" name="decision" value="reject">
            {rejectText}
          </SubmitButton>
        </div>
      </details>
    </>
  );
}
