/** The fields without those that are NULL: absent in our objects, NULL in a row. */
export function present<Row extends object>(
  row: Row,
): { [Key in keyof Row]?: NonNullable<Row[Key]> } {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as {
    [Key in keyof Row]?: NonNullable<Row[Key]>;
  };
}
