'use client';

import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
import { ActionForm, FormMessage, SubmitButton, useFormState } from '@/components/ui/form';
import { createInvitation, disablePerson, enablePerson, unlinkPerson } from '@/lib/people/actions';
import type { people } from '@/messages/zh/people';
import { InvitationLink, invitationIn, takeFocus } from './invitation-link';

type Texts = typeof people;
type Common = { id: string; userId: number; formKey: string; title: string; texts: Texts };

/** A new one-use link, asked for and shown in one dialog. */
export function InviteButton({
  id,
  userId,
  formKey,
  title,
  linkTitle,
  origin,
  texts,
}: Common & { linkTitle: string; origin: string }) {
  return (
    <ActionForm action={createInvitation} formKey={formKey}>
      <input type="hidden" name="userId" value={userId} />
      <OpenButton target={`invite-${id}`}>{texts.invite}</OpenButton>
      <InviteDialog id={`invite-${id}`} title={title} linkTitle={linkTitle} origin={origin} texts={texts} />
    </ActionForm>
  );
}

function InviteDialog({
  id,
  title,
  linkTitle,
  origin,
  texts,
}: Pick<Common, 'id' | 'title' | 'texts'> & { linkTitle: string; origin: string }) {
  const { state } = useFormState();
  const link = invitationIn(state);
  return (
    <Dialog id={id} title={link ? linkTitle : title} isAnswer={link !== null}>
      {link ? (
        // The button that was pressed is gone: the keyboard goes on from here.
        <div ref={takeFocus} tabIndex={-1} className="outline-none">
          <InvitationLink path={link.path} kind={link.kind} origin={origin} texts={texts.link} />
          <div className="mt-3 flex justify-end">
            <CloseButton target={id}>{texts.link.close}</CloseButton>
          </div>
        </div>
      ) : (
        <>
          <p className="mt-1 text-sm text-ink-2">{texts.inviteText}</p>
          <FormMessage />
          <div className="mt-3 flex justify-end gap-2">
            <CloseButton target={id}>{texts.inviteNot}</CloseButton>
            <SubmitButton>{texts.inviteSubmit}</SubmitButton>
          </div>
        </>
      )}
    </Dialog>
  );
}

/** For somebody without customers; should they have got one meanwhile, the answer leads to where that is asked about. */
export function DisableButton({ id, userId, formKey, title, texts }: Common) {
  return (
    <ActionForm action={disablePerson} formKey={formKey}>
      <input type="hidden" name="userId" value={userId} />
      <OpenButton target={`disable-${id}`}>{texts.disable}</OpenButton>
      <DisableDialog id={`disable-${id}`} userId={userId} title={title} texts={texts} />
    </ActionForm>
  );
}

function DisableDialog({ id, userId, title, texts }: Pick<Common, 'id' | 'userId' | 'title' | 'texts'>) {
  const { state } = useFormState();
  return (
    <Dialog id={id} title={title} isAnswer={state.status === 'refused'}>
      <p className="mt-1 mb-2 text-sm text-ink-2">{texts.disableText}</p>
      {state.errors.to ? (
        <a className="link-quiet text-sm" href={`/settings/people/${userId}/disable`}>
          {state.errors.to[0]}
        </a>
      ) : (
        <FormMessage />
      )}
      <div className="mt-3 flex justify-end gap-2">
        <CloseButton target={id}>{texts.disableNot}</CloseButton>
        <SubmitButton>{texts.disable}</SubmitButton>
      </div>
    </Dialog>
  );
}

/** Back into the list of those who may sign in; nothing is lost by it, so nothing is asked. */
export function EnableButton({ userId, formKey, texts }: Pick<Common, 'userId' | 'formKey' | 'texts'>) {
  return (
    <ActionForm action={enablePerson} formKey={formKey} className="min-w-0">
      <input type="hidden" name="userId" value={userId} />
      <SubmitButton className="link-quiet text-sm max-sm:min-h-11 max-sm:px-1">{texts.enable}</SubmitButton>
      <FormMessage />
    </ActionForm>
  );
}

const OpenButton = ({ target, children }: { target: string; children: ReactNode }) => (
  <button type="button" className="link-quiet text-sm max-sm:min-h-11 max-sm:px-1" popoverTarget={target}>
    {children}
  </button>
);

const CloseButton = ({ target, children }: { target: string; children: ReactNode }) => (
  <button type="button" className="btn btn-ghost" popoverTarget={target} popoverTargetAction="hide">
    {children}
  </button>
);

/**
 * A popover needs no script to open and close. After a post without script the answer stands open on the new page:
 * then the box is no popover until the browser runs our code, if it ever does.
 */
function Dialog({
  id,
  title,
  isAnswer,
  children,
}: {
  id: string;
  title: string;
  isAnswer: boolean;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const hasScript = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  useEffect(() => {
    if (isAnswer && hasScript && !box.current?.matches(':popover-open')) box.current?.showPopover();
  }, [isAnswer, hasScript]);
  return (
    <div
      ref={box}
      id={id}
      popover={hasScript || !isAnswer ? 'auto' : undefined}
      role="dialog"
      aria-labelledby={`${id}-title`}
      className="fixed inset-0 z-30 m-auto h-fit w-[min(26rem,calc(100vw-2rem))] rounded-box border border-line-strong bg-base-100 p-4 text-left whitespace-normal text-base-content shadow-[0_8px_24px_-12px_oklch(25%_0.02_225/0.3)] backdrop:bg-black/20"
    >
      <h2 id={`${id}-title`} className="text-lg break-words">
        {title}
      </h2>
      {children}
    </div>
  );
}

/** Ends the link to the provider of identities. */
export function UnlinkForm({ userId, formKey, texts }: { userId: number; formKey: string; texts: Texts['identity'] }) {
  return (
    <ActionForm action={unlinkPerson} formKey={formKey} className="space-y-2">
      <input type="hidden" name="userId" value={userId} />
      <p className="caption max-w-prose">{texts.unlinkText}</p>
      <SubmitButton className="btn btn-line btn-sm max-sm:h-11">{texts.unlink}</SubmitButton>
      <FormMessage />
    </ActionForm>
  );
}
