import { analysis } from './analysis';
import { audit } from './audit';
import { customers } from './customers';
import { definitions } from './definitions';
import { exports } from './exports';
import { followUps } from './follow-ups';
import { form } from './form';
import { handOver } from './hand-over';
import { home } from './home';
import { imports } from './imports';
import { lists } from './lists';
import { notifications } from './notifications';
import { payments } from './payments';
import { people } from './people';
import { personal } from './personal';
import { pool } from './pool';
import { review } from './review';
import { sales } from './sales';
import { settings } from './settings';
import { shell } from './shell';
import { targets } from './targets';

/** All texts in Chinese, one file per concept. A new language is a folder beside this one. */
export const zh = {
  shell,
  form,
  home,
  settings,
  lists,
  people,
  customers,
  handOver,
  sales,
  review,
  payments,
  pool,
  followUps,
  targets,
  analysis,
  definitions,
  imports,
  exports,
  audit,
  notifications,
  personal,
} as const;
