import { levels, stages } from '@/db/schema/customers';
import { followUpMethods } from '@/db/schema/follow-ups';
import { nameKey } from '../text';
import type { Answers, Person, Question, QuestionField, World } from './judgement';
import { leaveOut } from './row';

// What our own words look like in a sheet. Anything else is asked: WX may be 微信, but only the team knows.
const ownWords: Record<'level' | 'stage' | 'method', Record<string, string>> = {
  level: {
    '': 'normal',
    战略: 'strategic',
    战略客户: 'strategic',
    strategic: 'strategic',
    重点: 'key',
    重点客户: 'key',
    key: 'key',
    潜力: 'potential',
    潜力客户: 'potential',
    potential: 'potential',
    普通: 'normal',
    普通客户: 'normal',
    normal: 'normal',
  },
  stage: {
    '': '',
    初步接触: 'contact',
    需求调研: 'research',
    方案评估: 'evaluation',
    报价谈判: 'negotiation',
    成交合作: 'won',
    流失: 'lost',
  },
  method: {
    电话: 'phone',
    拜访: 'visit',
    邮件: 'email',
    微信: 'wechat',
    会议: 'meeting',
    phone: 'phone',
    visit: 'visit',
    email: 'email',
    wechat: 'wechat',
    meeting: 'meeting',
  },
};

/** The words of one judgement: whom a name means, and the questions that came up so far. */
export class Words {
  readonly questions = new Map<string, Question>();
  private readonly byKey = new Map<string, Person[]>();

  constructor(
    private readonly world: World,
    private readonly answers: Answers,
  ) {
    for (const person of world.people)
      for (const key of new Set([person.nameKey, person.loginKey]))
        this.byKey.set(key, [...(this.byKey.get(key) ?? []), person]);
  }

  people(word: string): Person[] {
    return word === '' ? [] : (this.byKey.get(nameKey(word)) ?? []);
  }

  /** A rep brings in their own rows, a supervisor the team's, a manager everyone's. */
  mayActFor(userId: number): boolean {
    const { importer, people } = this.world;
    if (importer.role === 'manager' || userId === importer.id) return true;
    return (
      importer.role === 'supervisor' && people.some(({ id, teamId }) => id === userId && teamId === importer.teamId)
    );
  }

  own(field: 'level' | 'stage' | 'method', text: string): string | null {
    return ownWords[field][nameKey(text)] ?? null;
  }

  /** The question about a word, counted once more; with its answer from this draft or from an earlier import. */
  ask(field: QuestionField, word: string): Question {
    const wordKey = nameKey(word);
    const id = `${field}:${wordKey}`;
    const known = this.questions.get(id);
    if (known) {
      known.rows++;
      return known;
    }
    const choices = this.choices(field);
    const given = this.answers[field]?.[wordKey] ?? this.world.remembered[field]?.[wordKey];
    const answer = given !== undefined && choices.includes(given) ? given : null;
    const question: Question = { id, field, word, wordKey, rows: 1, choices, answer };
    this.questions.set(id, question);
    return question;
  }

  private choices(field: QuestionField): string[] {
    if (field === 'level') return [...levels, 'level_blank', leaveOut];
    if (field === 'stage') return [...stages.filter((stage) => stage !== 'lost'), 'stage_blank', leaveOut];
    if (field === 'method') return [...followUpMethods, leaveOut];
    // Who left may have sold in the past, but is given no customers (R7).
    const people = this.world.people
      .filter(({ id, disabled }) => this.mayActFor(id) && !(field === 'owner' && disabled))
      .map(({ id }) => `user:${id}`);
    const nobody =
      field === 'salesperson' ? 'customer_owner' : this.world.importer.role === 'rep' ? null : 'unassigned';
    return [...people, ...(nobody ? [nobody] : []), leaveOut];
  }
}
