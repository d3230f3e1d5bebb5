import type { Role } from '@/db/schema/people';

/** Who is asking. Made only by `requireViewer` (a person's session), `asUser` (command line) and `asSystem`. */
export type Viewer = {
  id: number;
  name: string;
  role: Role;
  /** The admin flag: users, teams, dictionaries, backup; customer data only as far as the role goes. */
  isAdmin: boolean;
  teamId: number | null;
  language: 'zh' | 'en';
  /** Null for the command line and the system. */
  sessionId: number | null;
};

/** Callers without a person: each names why (§4). The list of callers is the list of uses of this function. */
export const asSystem = (reason: string): Viewer => ({
  id: 0,
  name: `system: ${reason}`,
  role: 'manager',
  isAdmin: false,
  teamId: null,
  language: 'zh',
  sessionId: null,
});
