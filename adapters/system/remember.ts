/** Keeps what is named by its content, and so never changes, at hand; beyond `most` the oldest goes. */
export function remember<Value>(memory: Map<string, Value>, most: number, name: string, value: Value): Value {
  const [oldest] = memory.keys();
  if (memory.size >= most && oldest !== undefined) memory.delete(oldest);
  memory.set(name, value);
  return value;
}
