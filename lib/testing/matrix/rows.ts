import type { Access } from './access';
import type { CanaryClass } from './canaries';
import type { Fields } from './client';
import type { RecordKind, Records } from './records';
import type { Relation } from './who';
import type { World } from './world';

/**
 * Fills a form: `r` names the records asked for, `like` is the record whose values the form was opened with, `isOwner`
 * says that those are the viewer's own, `own`.
 */
export type Fill = (r: Records, like: Records, more: { world: World; own: Records; isOwner: boolean }) => Fields;

type Common = {
  /** The rule that says so, e.g. R5. */
  why: string;
  may: Access;
  /** Tells variants of one way in apart. */
  as?: string;
  /** The records it asks for, the nearest parent first. None: it is the same for every record. */
  takes?: readonly RecordKind[];
  /** Whose words it may show beyond what the viewer reads anywhere: those of the record asked for. */
  reveals?: readonly CanaryClass[];
  /** The relations it is tried on, where they differ from what the records suggest. */
  on?: readonly Relation[];
};

export type PageRow = Common & {
  /** By default the address with `[…]` filled in from `takes`, in order. */
  path?: (r: Records, world: World) => string;
  /** Canaries that the record's owner's page must show where it is allowed, as proof that it shows the record at all. */
  shows?: CanaryClass;
  /** Allowed leads somewhere else, there. */
  leads?: boolean;
};
export type HandlerRow = PageRow & {
  body?: (r: Records, world: World) => string | URLSearchParams;
  /** Leaves an audit row. */
  writes?: true;
};
export type ActionRow = Common & {
  /** The page it is posted to; of the viewer's own records. */
  home: (own: Records) => string;
  fields: Fill;
  /**
   * Whether the page holds it as a plain form for browsers without script. If not, why; or where it stands instead, out
   * of the matrix's sight. It is posted as a form either way: the server takes one from anybody.
   */
  form: 'plain' | { needsScript: string } | { elsewhere: string };
  /** An action of `<form action={…}>`, without state. */
  isBare?: true;
  /** Tried with the fields of others as well (P24): ignored or refused. */
  hostile?: true;
  /** Fields of the form that `fields` leaves out: they are this viewer’s to fill in, no hostile ones. */
  optional?: readonly string[];
  /** Tables that a refusal may write in, and why. */
  leaves?: { tables: readonly string[]; why: string };
  /** Its refusal, where it isn't the words for a missing record. */
  refusal?: string | readonly string[];
};

export type Expected<Row> = Record<string, Row | readonly Row[]>;
export type Table = {
  pages?: Expected<PageRow>;
  handlers?: Expected<HandlerRow>;
  actions?: Expected<ActionRow>;
};
export const rowsOf = <Row>(row: Row | readonly Row[]): readonly Row[] =>
  (Array.isArray(row) ? row : [row]) as readonly Row[];
