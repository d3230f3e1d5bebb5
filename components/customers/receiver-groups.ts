import type { Receiver } from '@/lib/customers/queries/receivers';
import type { ReceiverGroup } from './whereto-fields';

/** Receivers by team, in the order of names; those above the teams last. */
export function receiverGroups(receivers: readonly Receiver[], noTeam: string): ReceiverGroup[] {
  const groups = new Map<string, ReceiverGroup>();
  const sorted = [...receivers].sort((a, b) => Number(a.teamId === null) - Number(b.teamId === null));
  for (const { id, name, teamName } of sorted) {
    const team = teamName ?? noTeam;
    const group = groups.get(team) ?? { team, people: [] };
    groups.set(team, group);
    group.people.push({ id, name });
  }
  return [...groups.values()];
}
