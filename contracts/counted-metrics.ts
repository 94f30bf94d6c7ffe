/** Where functions count what happens to files and rankings, and dashboards and alarms read it. */
export const metricNamespace = 'civindex';
