import { type Disturbance, disturbances, fits } from './cloud/disturbances.ts';
import { stateOf } from './state.ts';
import { type Notes, story } from './story.ts';
import { type Call, type Message, World } from './world.ts';

/** A day of the story as it goes when nothing goes wrong. */
export type Undisturbed = {
  name: string;
  number: number;
  before: World;
  notes: Notes;
  calls: Call[];
  state: Set<string>;
};

export type Difference = { day: string; call: string; kind: Disturbance; lines: string[] };

/** The whole story, and from where each of its days can be lived again. */
export async function undisturbedDays(): Promise<Undisturbed[]> {
  const days: Undisturbed[] = [];
  const notes: Notes = {};
  let before = new World();
  for (const [number, [name]] of story.entries()) {
    const notesBefore = { ...notes };
    const world = before.fork();
    world.recordsCalls = true;
    await live(world, number, notes);
    days.push({
      name,
      number,
      before,
      notes: notesBefore,
      calls: world.calls,
      state: new Set(stateOf(world)),
    });
    before = world;
  }
  return days;
}

async function live(world: World, number: number, notes: Notes, drain = () => world.drain()) {
  world.startDay(number);
  await story[number]![1](world, notes);
  await drain();
}

/** One way to disturb one call of one day. */
export type Case = { day: Undisturbed; call: number; kind: Disturbance };

/** Every call with everything that can happen to it. */
export const everyCall = (days: Undisturbed[]): Case[] =>
  days.flatMap((day) =>
    day.calls.flatMap(({ command }, place) =>
      disturbances.filter((kind) => fits(kind, command)).map((kind) => ({ day, call: place + 1, kind })),
    ),
  );

/** Everything that can happen, once at each line from which a function calls. */
export function everySite(days: Undisturbed[]): Case[] {
  const seen = new Set<string>();
  return everyCall(days).filter(({ day, call, kind }) => {
    const place = `${kind} ${siteOf(day.calls[call - 1]!)}`;
    const isNew = !seen.has(place);
    seen.add(place);
    return isNew;
  });
}

export const sitesOf = (days: Undisturbed[]): Set<string> =>
  new Set(days.flatMap(({ calls }) => calls.map(siteOf)));

const siteOf = ({ by, operation, site }: Call) => `${by} ${operation} ${site}`;

/** Lives a day for each case. @returns where it ended otherwise than undisturbed */
export async function sweep(cases: Case[]): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const { day, call, kind } of cases) {
    const lines = await disturbedDay(day, call, kind);
    const name = `call ${call}, ${siteOf(day.calls[call - 1]!)}`;
    if (lines.length > 0) differences.push({ day: day.name, call: name, kind, lines });
  }
  return differences;
}

/** @returns the lines of the state that should not be there, and those that should. */
async function disturbedDay(day: Undisturbed, call: number, kind: Disturbance): Promise<string[]> {
  const world = day.before.fork();
  world.accident = { call, kind };
  return linesThatDiffer(day, world);
}

/** Lives a day in which each message is delivered twice: at once, and again after all others, the last first. */
export async function doubledDay(day: Undisturbed): Promise<string[]> {
  const world = day.before.fork();
  const delivered: Message[] = [];
  const copies = new WeakSet<Message>();
  const twice = () => {
    const [message] = world.waiting.splice(0, 1) as [Message];
    if (copies.has(message)) return [message];
    const copy = { ...message };
    copies.add(message).add(copy);
    delivered.push(copy);
    world.waiting.unshift(copy);
    return [message];
  };
  return linesThatDiffer(day, world, async () => {
    await world.drain(twice);
    world.waiting.push(...delivered.map((message) => ({ ...message, tries: 0 })).reverse());
    await world.drain();
  });
}

async function linesThatDiffer(day: Undisturbed, world: World, drain?: () => Promise<void>) {
  try {
    await live(world, day.number, { ...day.notes }, drain);
  } catch (error) {
    return [`! ${(error as Error).message}`];
  }
  const state = new Set(stateOf(world));
  return [
    ...[...state].filter((line) => !day.state.has(line)).map((line) => `+ ${line}`),
    ...[...day.state].filter((line) => !state.has(line)).map((line) => `- ${line}`),
  ];
}
