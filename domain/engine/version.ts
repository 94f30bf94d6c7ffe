/**
 * Part of every run's name. Raise it with any change that could alter a single bit of a score or a rank,
 * so that a run computed by the old arithmetic is never taken for one computed by the new.
 */
export const ENGINE_VERSION = '1.0.0';
