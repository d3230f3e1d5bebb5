import type { Fen, Moment } from '@/db/columns';
import type { contacts, customers, demandChanges, Level, Stage, stageChanges } from '@/db/schema/customers';
import { codeKey, nameKey, phoneKey, searchText, sortKey } from '../text';
import type { Calendar } from './calendar';
import type { Catalogue } from './catalogue';
import type { Person } from './people';
import { type Random, Weights } from './random';
import * as words from './words';

const path: Stage[] = ['contact', 'research', 'evaluation', 'negotiation'];

/** What must be there however few customers there are: by rank among those who buy, and among those who don't (yet). */
const buyers = ['', '', 'monthEnd', '', 'ofLeaver', 'ofSupervisor', '', 'ofManager'] as const;
const idle = [
  ...(['lost', 'lost', 'archived', 'pooled', 'unassigned', 'ofNewcomer', 'ofNewcomer'] as const),
  ...(['contact', 'research', 'evaluation', 'negotiation'] as const),
];
export type Part = (typeof buyers)[number] | (typeof idle)[number];

export type ContactRow = typeof contacts.$inferInsert;
export type CustomerRow = typeof customers.$inferInsert;
export type Customer = {
  id: number;
  row: CustomerRow;
  filedOn: number;
  level: Level;
  /** Share of the orders, and how large they are. */
  weight: number;
  size: number;
  /** Who owned it until which day; the last one (no end) owns it today, or nobody does. */
  owners: { person: Person; until: number | null }[];
  isArchived: boolean;
  lostOn: number | null;
  /** What it shows, for the few that are not left to chance. */
  part: Part;
};

/** Whoever owned the customer that day; someone always did while the sales were made. */
export const ownerAt = (customer: Customer, day: number): Person =>
  (customer.owners.find(({ until }) => until === null || day < until) ?? customer.owners.at(-1))?.person as Person;

export function planCustomers(
  random: Random,
  calendar: Calendar,
  { count, people, catalogue }: { count: number; people: readonly Person[]; catalogue: Catalogue },
): Customer[] {
  const span = calendar.today - calendar.first;
  // Filed before the first month on record, or since; ids grow with the filing date as in life.
  const filing = Array.from({ length: count }, () =>
    random.chance(0.45) ? calendar.first - random.int(1, 720) : calendar.first + Math.floor(random.next() * (span + 1)),
  ).sort((a, b) => a - b);
  const ranks = shuffled(random, count);
  // The best ones have been customers for long.
  for (let rank = 0; rank < 12 && rank < count; rank++) {
    const early = Math.floor((rank * count * 0.35) / 12);
    const position = ranks.indexOf(rank);
    [ranks[early], ranks[position]] = [ranks[position] as number, ranks[early] as number];
  }
  const sellers = people.filter((person) => person.role !== 'manager');
  const present = sellers.filter((person) => person.leftOn === null);
  const skills = new Weights(present.map((person) => person.skill));
  const taken = new Set<string>();
  const buying = Math.floor(count * 0.65);

  return filing.map((filedOn, position) => {
    const rank = ranks[position] as number;
    const buys = rank < buying;
    const part: Part = (buys ? buyers[rank] : idle[rank - buying]) ?? '';
    const level = levelOf(rank / count);
    const drawn = present[skills.draw(random)] as Person;
    const owner = ownerOf(part, { people, present, drawn });
    const owners =
      part === 'ofLeaver'
        ? fromLeaver(people, owner)
        : part === 'ofManager' || part === 'ofSupervisor'
          ? [{ person: owner, until: null }]
          : planOwners(random, calendar, { filedOn, owner, sellers });
    const isPooled = part === 'pooled' || part === 'unassigned' || (part === '' && random.chance(0.01));
    const isLost = part === 'lost' || (part === '' && !buys && random.chance(0.2));
    const isArchived = part === 'archived' || (part === '' && !buys && !isLost && random.chance(0.03));
    const lostOn = isLost ? filedOn + Math.floor(random.next() * (calendar.today - filedOn + 1)) : null;
    const id = position + 1;
    const row = customerRow(random, calendar, { id, filedOn, level, taken, catalogue });
    if (part === 'monthEnd') Object.assign(row, { termsKind: 'month_end', termsDays: null });
    row.createdBy = owners[0]?.person.id ?? null;
    row.ownerId = isPooled ? null : owner.id;
    row.teamId = part === 'pooled' || (isPooled && part === '' && random.chance(0.5)) ? null : owner.teamId;
    if (isArchived) row.archivedAt = calendar.moment(calendar.today - random.int(1, 200), random);
    const size = Math.exp(random.normal() * 0.5) * (level === 'strategic' ? 2.2 : level === 'key' ? 1.5 : 1);
    const share = (calendar.today - Math.max(filedOn, calendar.first) + 1) / (span + 1);
    const weight = !buys ? 0 : part === 'ofManager' ? 0.002 : (rank + 4 + count / 100) ** -1.05 * share;
    return { id, row, filedOn, level, weight, size, owners, isArchived, lostOn, part };
  });
}

function ownerOf(
  part: Part,
  { people, present, drawn }: { people: readonly Person[]; present: readonly Person[]; drawn: Person },
): Person {
  const newcomer = present.find((person) => person.role === 'rep' && person.skill === 0);
  const wanted: Partial<Record<Part, Person | undefined>> = {
    ofNewcomer: newcomer,
    ofManager: people.find(({ role }) => role === 'manager'),
    ofSupervisor: present.find(({ role }) => role === 'supervisor'),
    ofLeaver: present.find(({ role, skill, formerTeamId }) => role === 'rep' && skill > 0 && formerTeamId === null),
  };
  return wanted[part] ?? drawn;
}

function fromLeaver(people: readonly Person[], owner: Person): Customer['owners'] {
  const leaver = people.find(({ leftOn }) => leftOn !== null);
  const last = { person: owner, until: null };
  return leaver ? [{ person: leaver, until: leaver.leftOn }, last] : [last];
}

const levelOf = (place: number): Level =>
  place < 0.02 ? 'strategic' : place < 0.1 ? 'key' : place < 0.35 ? 'potential' : 'normal';

/** Everyone who left handed over the day they did; one in ten of the others' customers changed hands too. */
function planOwners(
  random: Random,
  calendar: Calendar,
  { filedOn, owner, sellers }: { filedOn: number; owner: Person; sellers: readonly Person[] },
): Customer['owners'] {
  const last = { person: owner, until: null };
  const isTooOld = filedOn < owner.joinedOn;
  if (!isTooOld && !random.chance(0.18)) return [last];
  const from = Math.max(filedOn, owner.joinedOn) + 1;
  const former = random.pick(
    sellers.filter(
      (person) =>
        person !== owner &&
        person.joinedOn <= Math.max(filedOn, calendar.first) &&
        (person.leftOn === null || person.leftOn >= from),
    ),
  );
  if (!former) return [last];
  const until = former.leftOn ?? from + random.int(0, Math.min(300, Math.max(0, calendar.today - from)));
  return [{ person: former, until }, last];
}

function customerRow(
  random: Random,
  calendar: Calendar,
  {
    id,
    filedOn,
    level,
    taken,
    catalogue: { ids, retiredOn },
  }: { id: number; filedOn: number; level: Level; taken: Set<string>; catalogue: Catalogue },
): CustomerRow {
  // The last industry was given up: only old customers are of it.
  const last = words.industries.length - 1;
  const drawn = id === 2 ? last : random.int(0, last);
  const industry = drawn === last && filedOn > retiredOn ? random.int(0, last - 1) : drawn;
  const region = random.int(0, words.regions.length - 1);
  const name = companyName(random, taken, industry, region);
  const code = `C${String(id).padStart(3, '0')}`;
  // Whoever buys much knows what for.
  const demands = level === 'normal' ? ids.demand_type : ids.demand_type.slice(0, 5);
  const demandTypeId = random.chance(0.85) ? random.pick(demands) : null;
  const terms = random.weighted([
    [{ termsKind: null, termsDays: null }, 70],
    [{ termsKind: 'days' as const, termsDays: 60 }, 12],
    [{ termsKind: 'days' as const, termsDays: 15 }, 8],
    [{ termsKind: 'month_end' as const, termsDays: null }, 10],
  ]);
  return {
    id,
    code,
    codeKey: codeKey(code),
    name,
    nameKey: nameKey(name),
    sortKey: sortKey(name),
    searchText: searchText([name, code]),
    industryId: id === 2 || random.chance(0.95) ? (ids.industry[industry] as number) : null,
    regionId: random.chance(0.97) ? (ids.region[region] as number) : null,
    sourceId: random.chance(0.92) ? random.pick(ids.source) : null,
    demandTypeId,
    demandChange: random.chance(0.35) ? random.pick(words.demandChanges) : null,
    demandClear: demandTypeId !== null && ids.demand_type.indexOf(demandTypeId) < 5,
    intendedLineId: random.chance(0.6) ? random.pick(ids.product_line) : null,
    level,
    stage: 'contact',
    lossReasonId: null,
    filedOn: calendar.text(filedOn),
    firstContactOn: random.chance(0.9) ? calendar.text(filedOn - random.int(0, 40)) : null,
    // With us before there were records of sales.
    cooperatingSince:
      filedOn < calendar.first && random.chance(0.3) ? calendar.text(filedOn + random.int(10, 60)) : null,
    ownerId: null,
    teamId: null,
    pooledAt: null,
    creditCode: random.chance(0.4) ? `91${String(310_000_000_000 + id)}${String(id % 10_000).padStart(4, '0')}` : null,
    ...terms,
    expectedAnnualFen: random.chance(0.2) ? ((random.int(2, 80) * 1_000_000) as Fen) : null,
    strategicValue: level === 'strategic' ? random.int(2, 5) : null,
    strategicReason: level === 'strategic' ? random.pick(words.strategicReasons) : null,
    invoiceDetails: random.chance(0.3) ? `${name}，增值税专用发票，寄到前台` : null,
    notes: random.chance(0.3) ? random.pick(words.customerNotes) : null,
    lastContactOn: null,
    nextDueOn: null,
    archivedAt: null,
    createdAt: calendar.moment(filedOn, random),
    createdBy: null,
  };
}

function companyName(random: Random, taken: Set<string>, industry: number, region: number): string {
  const trades = words.tradesByIndustry[words.industries[industry] as string] as readonly string[];
  const cities = words.citiesByRegion[words.regions[region] as string] as readonly string[];
  for (;;) {
    const brand = random.pick(words.brandFirst) + random.pick(words.brandLast);
    const name = `${random.pick(cities)}${brand}${random.pick(trades)}${random.pick(words.companyForms)}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** Up to three contacts each, the first one primary. */
export function contactRows(random: Random, list: readonly Customer[]): ContactRow[] {
  const rows: ContactRow[] = [];
  const searches = new Map<string, string>();
  for (const customer of list) {
    const count = random.weighted([
      [0, 4],
      [1, 66],
      [2, 22],
      [3, 8],
    ]);
    for (let position = 0; position < count; position++) {
      const name = random.pick(words.surnames) + random.pick(words.givenNames);
      const phone = `1990000${String(random.int(0, 9999)).padStart(4, '0')}`;
      const search = searches.get(name) ?? searchText([name], { surname: true });
      searches.set(name, search);
      rows.push({
        customerId: customer.id,
        name,
        title: random.chance(0.7) ? random.pick(words.titles) : null,
        phone,
        phoneKey: phoneKey(phone),
        wechat: random.chance(0.3) ? `wx_${customer.id}_${position}` : null,
        email: random.chance(0.35) ? `lianxi${customer.id}.${position}@example.com` : null,
        isPrimary: position === 0,
        searchText: search,
        createdAt: customer.row.createdAt,
      });
    }
  }
  return rows;
}

/** Sets each customer's stage and returns the moves that led there (R14); `wonOn` = day of the first approved sale. */
export function stageRows(
  random: Random,
  calendar: Calendar,
  list: readonly Customer[],
  wonOn: ReadonlyMap<number, number>,
  lossReasonIds: readonly number[],
): (typeof stageChanges.$inferInsert)[] {
  const rows: (typeof stageChanges.$inferInsert)[] = [];
  for (const customer of list) {
    const won = wonOn.get(customer.id);
    let present: Stage | null = null;
    let latest: Moment = '';
    const move = (toStage: Stage, day: number, lossReasonId: number | null = null) => {
      const made = calendar.moment(day, random);
      const changedAt = made > latest ? made : latest;
      latest = changedAt;
      const changedBy = ownerAt(customer, day).id;
      rows.push({
        customerId: customer.id,
        fromStage: present,
        toStage,
        lossReasonId,
        changedOn: calendar.text(day),
        changedAt,
        changedBy,
      });
      present = toStage;
      customer.row.stage = toStage;
      customer.row.lossReasonId = lossReasonId;
    };
    const end = won ?? customer.lostOn ?? calendar.today;
    const stop = path.indexOf(customer.part as Stage);
    const steps = stop >= 0 ? stop + 1 : random.int(1, path.length);
    for (let step = 0; step < steps; step++)
      move(path[step] as Stage, customer.filedOn + Math.floor(((end - customer.filedOn) * step) / steps));
    if (won !== undefined) move('won', won);
    else if (customer.lostOn !== null) move('lost', customer.lostOn, random.pick(lossReasonIds));
  }
  return rows;
}

function shuffled(random: Random, count: number): number[] {
  const order = Array.from({ length: count }, (_, position) => position);
  for (let position = count - 1; position > 0; position--) {
    const other = random.int(0, position);
    [order[position], order[other]] = [order[other] as number, order[position] as number];
  }
  return order;
}

type DemandRow = typeof demandChanges.$inferInsert;

/** 需求类型 and 需求变化 over the years (R9): the last of them is what the customer's page says. */
export function demandRows(
  random: Random,
  calendar: Calendar,
  list: readonly Customer[],
  demandTypeIds: readonly number[],
): DemandRow[] {
  const rows: DemandRow[] = [];
  for (const customer of list) {
    const { demandTypeId = null, demandChange = null } = customer.row;
    if (demandTypeId === null && demandChange === null) continue;
    const make = (day: number, typeId: number | null, change: string | null) => {
      const changedAt = calendar.moment(day, random);
      const changedBy = ownerAt(customer, day).id;
      const changedOn = calendar.text(day);
      rows.push({
        customerId: customer.id,
        demandTypeId: typeId,
        demandChange: change,
        changedOn,
        changedAt,
        changedBy,
      });
    };
    const age = calendar.today - customer.filedOn;
    if (demandChange === null || age < 3) {
      make(customer.filedOn, demandTypeId, demandChange);
      continue;
    }
    const first = random.chance(0.5) ? demandTypeId : random.pick(demandTypeIds);
    make(customer.filedOn, first, null);
    make(customer.filedOn + random.int(2, age), demandTypeId, demandChange);
  }
  return rows;
}
