import { z } from 'zod';

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
  /** R38 */
  repsMayExport: z.boolean().default(true),
  /** R6 */
  supervisorsSeeContacts: z.boolean().default(false),
});

export type Settings = z.output<typeof settingsSchema>;
export type SettingKey = keyof Settings;
