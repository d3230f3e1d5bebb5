import type { Role, teams as teamsTable, users as usersTable } from '@/db/schema/people';
import { clean, nameKey, sortKey } from '../text';
import type { Calendar } from './calendar';
import type { Random } from './random';
import { firstPeople, givenNames, surnames, teams as teamNames } from './words';

export type Person = {
  id: number;
  name: string;
  role: Role;
  /** The present team; `formerTeamId` until `movedOn`, so that old sales keep the old one (R7). */
  teamId: number | null;
  formerTeamId: number | null;
  movedOn: number;
  joinedOn: number;
  /** Disabled that day; null while here. */
  leftOn: number | null;
  /** How much this person sells, about 1. */
  skill: number;
};

export const teamAt = (person: Person, day: number): number | null =>
  person.formerTeamId !== null && day < person.movedOn ? person.formerTeamId : person.teamId;

/** A manager, a supervisor per team, and reps: some have left, one is new, one changed teams; one team is weak. */
export function planPeople(random: Random, calendar: Calendar, { teams, reps }: { teams: number; reps: number }) {
  const taken = new Set<string>();
  const nameFor = (known: readonly string[], position: number): string => {
    let name = known[position] ?? '';
    while (name === '' || taken.has(name)) name = random.pick(surnames) + random.pick(givenNames);
    taken.add(name);
    return name;
  };
  const people: Person[] = [];
  const weakTeam = teams > 1 ? teams : 0;
  const add = (name: string, role: Role, teamId: number | null, changes: Partial<Person> = {}) => {
    const joinedOn = calendar.first - random.int(60, 700);
    const skill = role === 'rep' ? random.between(0.6, 1.5) * (teamId === weakTeam ? 0.6 : 1) : 0.25;
    const base = { formerTeamId: null, movedOn: 0, joinedOn, leftOn: null, skill };
    people.push({ id: people.length + 1, name, role, teamId, ...base, ...changes });
  };
  const span = calendar.today - calendar.first;
  add(nameFor(firstPeople.managers, 0), 'manager', null);
  for (let team = 0; team < teams; team++) add(nameFor(firstPeople.supervisors, team), 'supervisor', team + 1);
  const leaving = reps >= 4 ? Math.max(1, Math.round(reps * 0.1)) : 0;
  for (let rep = 0; rep < reps; rep++) {
    const teamId = (rep % teams) + 1;
    const name = nameFor(firstPeople.reps, rep);
    if (rep >= reps - leaving)
      add(name, 'rep', teamId, { leftOn: calendar.first + Math.floor(span * random.between(0.35, 0.8)) });
    else if (reps >= 6 && rep === reps - leaving - 1)
      // Hasn't sold anything yet.
      add(name, 'rep', teamId, { joinedOn: calendar.today - Math.min(12, span), skill: 0 });
    else if (reps >= 6 && teams > 1 && rep === reps - leaving - 2)
      add(name, 'rep', teamId, { formerTeamId: (teamId % teams) + 1, movedOn: calendar.today - Math.floor(span / 2) });
    else add(name, 'rep', teamId);
  }
  return people;
}

export function teamRows(random: Random, calendar: Calendar, count: number): (typeof teamsTable.$inferInsert)[] {
  return Array.from({ length: count }, (_, position) => {
    const name = teamNames[position] ?? `第${position + 1}组`;
    const createdAt = calendar.moment(calendar.first - 800, random);
    return { id: position + 1, name, nameKey: nameKey(name), sortKey: sortKey(name), createdAt };
  });
}

export function userRows(
  random: Random,
  calendar: Calendar,
  people: readonly Person[],
  passwordHash: string,
): (typeof usersTable.$inferInsert)[] {
  return people.map((person) => ({
    id: person.id,
    name: clean(person.name),
    nameKey: nameKey(person.name),
    sortKey: sortKey(person.name, { surname: true }),
    login: person.name,
    loginKey: nameKey(person.name),
    role: person.role,
    isAdmin: person.role === 'manager',
    teamId: person.teamId,
    status: person.leftOn === null ? ('active' as const) : ('disabled' as const),
    passwordHash,
    createdAt: calendar.moment(person.joinedOn, random),
    disabledAt: person.leftOn === null ? null : calendar.moment(person.leftOn, random),
  }));
}
