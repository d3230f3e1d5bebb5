import { z } from 'zod';

/** 跟进频率 (R33): so many days or months after the last contact. */
const cadenceSchema = z.object({ every: z.number().int().min(1).max(366), unit: z.enum(['days', 'months']) });
export type Cadence = z.output<typeof cadenceSchema>;

/** Every setting of a company: its name, type and default (§7: 设置 and the database, not the environment). */
export const settingsSchema = z.object({
  companyName: z.string().default(''),
  /** R2 */
  timeZone: z.string().default('Asia/Shanghai'),
  fiscalStart: z.number().int().min(1).max(12).default(1),
  /** R18: days from the deal to the due date when the customer has no terms. */
  dueDays: z.number().int().min(0).max(3650).default(30),
  /** R30, in percent and days. */
  alertAttainment: z.number().int().default(80),
  alertOverdueDays: z.number().int().default(30),
  /** R26 */
  conversionDays: z.number().int().default(90),
  /** R17: off for teams without a supervisor. */
  reviewSales: z.boolean().default(true),
  /** R33, by level. */
  cadence: z
    .object({ strategic: cadenceSchema, key: cadenceSchema, potential: cadenceSchema, normal: cadenceSchema })
    .default({
      strategic: { every: 7, unit: 'days' },
      key: { every: 14, unit: 'days' },
      potential: { every: 1, unit: 'months' },
      normal: { every: 2, unit: 'months' },
    }),
  /** R38 */
  repsMayExport: z.boolean().default(true),
  /** R6 */
  supervisorsSeeContacts: z.boolean().default(false),
  /** R6: how often an hour one person may open masked contact data. */
  contactViewsPerHour: z.number().int().min(1).max(1000).default(30),
  /** §4: a session ends after so many days without use, and after so many days whatever happens. */
  sessionIdleDays: z.number().int().min(1).max(365).default(7),
  sessionDays: z.number().int().min(1).max(365).default(30),
  /** R8: the public pool is off until a company wants it. */
  pool: z.boolean().default(false),
  /** So many customers a person may claim in a calendar month. */
  poolClaimsPerMonth: z.number().int().min(1).max(10_000).default(10),
  /** So many days the former owner may not claim a customer back. */
  poolCoolOffDays: z.number().int().min(0).max(3650).default(30),
  /** A customer goes back to the pool after so many days without contact; 0 = never. */
  poolReturnDays: z.number().int().min(0).max(3650).default(0),
  /** R9: customer codes given up for another, by key, with the customer that had it; not edited by anyone. */
  formerCustomerCodes: z.record(z.string(), z.number().int()).default({}),
});

export type Settings = z.output<typeof settingsSchema>;
export type SettingKey = keyof Settings;
