/** Who sends files, who verifies what they claim, and who runs the service: as tokens say it. */
export const roles = ['reporter', 'reviewer', 'operator'] as const;

export type Role = (typeof roles)[number];
