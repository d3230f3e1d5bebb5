import { analysis } from './analysis';
import { customers } from './customers';
import { definitions } from './definitions';
import { exports } from './exports';
import { followUps } from './follow-ups';
import { form } from './form';
import { imports } from './imports';
import { lists } from './lists';
import { payments } from './payments';
import { people } from './people';
import { sales } from './sales';
import { shell } from './shell';
import { targets } from './targets';

/** All texts in Chinese, one file per concept. A new language is a folder beside this one. */
export const zh = {
  shell,
  form,
  lists,
  people,
  customers,
  sales,
  payments,
  followUps,
  targets,
  analysis,
  definitions,
  imports,
  exports,
} as const;
