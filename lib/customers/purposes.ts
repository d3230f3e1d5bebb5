/** What a colleague's contact is opened for (R6), at a tap; in own words besides, or instead. */
export const viewPurposes = ['call', 'check', 'deliver', 'service'] as const;
export type ViewPurpose = (typeof viewPurposes)[number];
