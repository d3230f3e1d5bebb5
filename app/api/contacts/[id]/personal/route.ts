import { attachment, handler } from '@/lib/handler';
import { getT } from '@/lib/i18n/request';
import { handOut } from '@/lib/personal/writes';
import { clean } from '@/lib/text';

const longestReason = 200;

/** What is held on a contact as a file (R43), for a reason in the body, which stands in no address and no log. */
export const POST = handler<{ id: string }>(
  'contact personal data',
  async (viewer, request, { id }) => {
    if (!/^\d{1,15}$/.test(id)) return null;
    const reason = clean(new URLSearchParams(await request.text()).get('reason') ?? '').slice(0, longestReason);
    if (reason === '' && viewer.role === 'manager')
      return new Response((await getT())('personal.export.reasonNeeded'), { status: 400 });
    const file = await handOut(viewer, Number(id), reason);
    return (
      file && attachment(file.bytes, file.name, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    );
  },
  { writes: true },
);
