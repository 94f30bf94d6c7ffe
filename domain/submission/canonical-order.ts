/** Orders by the fields in turn, by code unit: the same on every machine, whatever its language. */
export const byFields =
  <Field extends string>(...fields: Field[]) =>
  (a: Record<Field, string>, b: Record<Field, string>): number => {
    for (const field of fields) {
      if (a[field] < b[field]) return -1;
      if (a[field] > b[field]) return 1;
    }
    return 0;
  };
