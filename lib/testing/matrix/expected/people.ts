import { access } from '../access';
import type { Records } from '../records';
import type { Table } from '../rows';
import { password } from '../who';
import {
  admins,
  adminsOverManagers,
  adminsOverPeople,
  adminsOverThings,
  anybody,
  everyone,
  nobody,
  ownOnly,
  turnedAway,
} from './rules';

const people = () => '/settings/people';
const person = (r: { member: number }) => `/settings/people/${r.member}`;
const gone = { why: 'the wrong ones are counted and recorded (R41)', tables: ['audit_events'] } as const;

/** A box that isn't ticked posts nothing. */
const ticked = ({ isAdmin, ...fields }: Records['forms']['member']) => ({ ...fields, ...(isAdmin ? { isAdmin } : {}) });

export const settingsOfPeople: Table = {
  pages: {
    '/settings/people': { why: '§1: the admin’s', may: admins, shows: 'account' },
    '/settings/people/[id]': { why: '§1: the admin’s', may: adminsOverPeople, takes: ['member'], shows: 'account' },
    '/settings/people/[id]/disable': { why: '§1: the admin’s', may: adminsOverPeople, takes: ['member'] },
    '/settings/people/teams/[id]': { why: '§1: the admin’s', may: adminsOverThings, takes: ['emptyTeam'] },
    '/settings/account': { why: 'everyone’s own', may: everyone },
    '/sign-in': { why: 'before signing in', may: anybody },
    '/set-up': { why: 'says that the address is used up', may: anybody },
    '/set-password/[token]': [
      {
        why: 'whoever holds the address',
        may: anybodyWith('own'),
        takes: ['token'],
        path: (r) => `/set-password/${r.token}`,
        reveals: ['account'],
      },
    ],
  },
  handlers: {
    'GET /api/auth/[...nextauth]': {
      why: '§4: without a provider of identities there is nothing here',
      may: turnedAway,
      path: () => '/api/auth/signin/oidc',
    },
  },
  actions: {
    createUser: [
      {
        why: '§1: the admin’s',
        may: admins,
        home: people,
        form: 'plain',
        hostile: true,
        optional: ['isAdmin', 'exportsClear', 'email'],
        fields: (_r, _like, { world }) => ({ name: '方圆', login: '', role: 'rep', teamId: String(world.teams.A) }),
      },
      {
        why: 'R7: managers’ accounts are the managers’ who are admins',
        as: 'manager',
        may: { ...admins, adminRep: '!yes' },
        home: people,
        form: 'plain',
        fields: () => ({ name: '方圆', login: '', role: 'manager', teamId: '' }),
      },
    ],
    changePerson: [
      {
        why: '§1: the admin’s',
        may: adminsOverPeople,
        takes: ['member'],
        home: person,
        form: 'plain',
        hostile: true,
        optional: ['isAdmin', 'exportsClear', 'email'],
        fields: (r, like) => ({
          ...ticked(like.forms.member),
          name: '改名',
          userId: String(r.member),
          opened: JSON.stringify(like.forms.member),
        }),
      },
      {
        why: 'R7: managers’ accounts are the managers’ who are admins',
        as: 'manager',
        may: adminsOverManagers,
        takes: ['leader'],
        home: person,
        form: 'plain',
        fields: (r, like) => ({
          ...ticked(like.forms.leader),
          name: '改名',
          userId: String(r.leader),
          opened: JSON.stringify(like.forms.leader),
        }),
      },
      {
        why: 'P24: nobody raises themselves',
        as: 'oneself',
        may: access({ rep: '', supervisor: '', manager: '', adminRep: '!own', adminManager: '!own' }),
        takes: ['owner'],
        on: ['own'],
        home: person,
        form: 'plain',
        fields: (r, like) => ({
          ...like.forms.self,
          role: 'manager',
          isAdmin: 'on',
          userId: String(r.owner),
          opened: JSON.stringify(like.forms.self),
        }),
      },
    ],
    createInvitation: [
      {
        why: '§1: the admin’s',
        may: adminsOverPeople,
        takes: ['member'],
        home: people,
        form: 'plain',
        fields: (r) => ({ userId: String(r.member) }),
      },
      {
        why: 'R7: whoever has the link gets in',
        as: 'manager',
        may: adminsOverManagers,
        takes: ['leader'],
        home: people,
        form: 'plain',
        fields: (r) => ({ userId: String(r.leader) }),
      },
    ],
    disablePerson: [
      {
        why: '§1: the admin’s',
        may: adminsOverPeople,
        takes: ['member'],
        home: (own) => `${person(own)}/disable`,
        form: 'plain',
        fields: (r) => ({ userId: String(r.member) }),
      },
      {
        why: 'R7',
        as: 'manager',
        may: adminsOverManagers,
        takes: ['leader'],
        home: people,
        form: 'plain',
        fields: (r) => ({ userId: String(r.leader) }),
      },
    ],
    enablePerson: {
      why: '§1: the admin’s',
      may: adminsOverPeople,
      takes: ['disabledMember'],
      home: people,
      form: 'plain',
      fields: (r) => ({ userId: String(r.disabledMember) }),
    },
    unlinkPerson: [
      {
        why: '§1: the admin’s',
        may: adminsOverPeople,
        takes: ['member'],
        home: person,
        form: 'plain',
        fields: (r) => ({ userId: String(r.member) }),
      },
      {
        why: 'R7: managers’ accounts are the managers’ who are admins',
        as: 'manager',
        may: adminsOverManagers,
        takes: ['leader'],
        home: (own) => `/settings/people/${own.leader}`,
        form: 'plain',
        fields: (r) => ({ userId: String(r.leader) }),
      },
    ],
    createTeam: { why: '§1: the admin’s', may: admins, home: people, form: 'plain', fields: () => ({ name: '三组' }) },
    changeTeam: {
      why: '§1: the admin’s',
      may: adminsOverThings,
      takes: ['emptyTeam'],
      home: (own) => `/settings/people/teams/${own.emptyTeam}`,
      form: 'plain',
      fields: (r) => ({ teamId: String(r.emptyTeam), name: '四组', opened: '空组' }),
    },
    putTeamAway: {
      why: '§1: the admin’s',
      may: adminsOverThings,
      takes: ['emptyTeam'],
      home: (own) => `/settings/people/teams/${own.emptyTeam}`,
      form: 'plain',
      fields: (r) => ({ teamId: String(r.emptyTeam) }),
    },
    bringTeamBack: {
      why: '§1: the admin’s',
      may: adminsOverThings,
      takes: ['archivedTeam'],
      home: (own) => `/settings/people/teams/${own.archivedTeam}`,
      form: 'plain',
      fields: (r) => ({ teamId: String(r.archivedTeam) }),
    },
    changeOwnPassword: {
      why: 'everyone’s own',
      may: everyone,
      home: () => '/settings/account',
      form: 'plain',
      hostile: true,
      fields: () => ({ presentPassword: password, password: 'another long horse 71' }),
    },
    signOutDevice: {
      why: 'one’s own devices alone',
      may: ownOnly,
      takes: ['device'],
      home: () => '/settings/account',
      form: 'plain',
      fields: (r) => ({ sessionId: String(r.device) }),
    },
    signOutAllDevices: {
      why: 'everyone’s own',
      may: everyone,
      home: () => '/settings/account',
      form: 'plain',
      fields: () => ({}),
    },
    signOut: {
      why: 'everyone; signed out already, it leads to signing in',
      may: everyone,
      isBare: true,
      home: () => '/more',
      form: 'plain',
      fields: () => ({}),
    },
    signInWithPassword: {
      why: '§4: whoever is active and knows the password; disabled looks like unknown',
      may: { ...access({ rep: 'own other', supervisor: 'own other', manager: 'own other' }), anonymous: 'other' },
      reveals: ['account', 'own'],
      takes: ['login'],
      on: ['own', 'other', 'missing'],
      leaves: gone,
      refusal: 'people.signIn.wrong',
      home: () => '/sign-in',
      form: 'plain',
      fields: (r) => ({ login: r.login, password, next: '/settings/account' }),
    },
    setUpCompany: {
      why: '§4: one admin can come of it, and there is one',
      may: nobody,
      refusal: 'people.setUp.gone',
      home: () => '/set-up',
      form: 'plain',
      fields: () => ({
        token: 'x',
        company: '别人的公司',
        team: '一组',
        name: '外人',
        login: '',
        password: 'another long horse 71',
      }),
    },
    setOwnPassword: {
      why: 'whoever holds the address, once',
      may: anybodyWith('own'),
      takes: ['token'],
      refusal: 'people.setPassword.gone',
      home: () => '/sign-in',
      form: { elsewhere: 'the page of the address, which names whom it is for' },
      fields: (r) => ({ token: r.token, password: 'another long horse 71' }),
    },
  },
};

function anybodyWith(relation: string) {
  return {
    ...access({ rep: relation, supervisor: relation, manager: relation }),
    anonymous: relation,
    disabled: relation,
  };
}
