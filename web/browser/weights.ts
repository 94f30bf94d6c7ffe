import type { WeightsData } from '../pages/weights.ts';
import type { Intervals, Question, Ranked, Reached, Reply } from './engine.ts';
import { byId, filled, pageData, written } from './page-data.ts';

const data = pageData<WeightsData>('weights-data');
const form = byId<HTMLFormElement>('weights');
const table = byId<HTMLTableElement>('result');
const sliders = [...form.querySelectorAll<HTMLInputElement>('input[type=range]')];
const rows = new Map([...table.tBodies[0]!.rows].map((row) => [row.dataset['unit']!, row]));
const names = new Map([...rows].map(([unit, row]) => [unit, row.querySelector('th')!.textContent!]));
const trend = byId('trend');

let worker: Worker | undefined;
let asked = Promise.resolve<unknown>(undefined);

/** One question after another; the engine is fetched with the first. */
function ask<Answer>(question: Question): Promise<Answer> {
  const answer = asked.then(async () => {
    worker ??= await loaded();
    return put(worker, question);
  });
  asked = answer.catch(() => {});
  return answer as Promise<Answer>;
}

async function loaded(): Promise<Worker> {
  const engine = new Worker(data.engine, { type: 'module' });
  await put(engine, { kind: 'load', address: data.values });
  return engine;
}

const put = (to: Worker, question: Question): Promise<Reply> =>
  new Promise((resolve, reject) => {
    to.onerror = ({ message }) => reject(new Error(message));
    to.onmessage = ({ data: reply }: MessageEvent<Reply>) =>
      'fault' in reply ? reject(new Error(reply.fault)) : resolve(reply);
    to.postMessage(question);
  });

const families = Map.groupBy(sliders, ({ dataset }) => dataset['family']);
const isMoved = ({ value, defaultValue }: HTMLInputElement): boolean => value !== defaultValue;

/** Of the families in which a slider was moved; one that was not has the exact official weight. */
const chosen = (): Record<string, number> =>
  Object.fromEntries(
    [...families.values()]
      .filter((family) => family.some(isMoved))
      .flat()
      .map((slider) => [
        slider.name,
        isMoved(slider) ? Number(slider.value) / 100 : Number(slider.dataset['weight']),
      ]),
  );

let latest = 0;

async function recompute(): Promise<void> {
  const mine = ++latest;
  table.ariaBusy = 'true';
  tellShares();
  keepInAddress();
  try {
    const weights = chosen();
    const ranked = await ask<Ranked>({ kind: 'rank', weights });
    if (mine !== latest) return;
    show(ranked);
    const intervals = await ask<Intervals>({ kind: 'intervals', weights });
    if (mine === latest) showIntervals(ranked.units, intervals);
  } catch (error) {
    trend.textContent = data.words.failed + (error as Error).message;
  }
  if (mine === latest) table.ariaBusy = 'false';
}

/** Beside each slider its share of its family, which is what counts. */
function tellShares(): void {
  for (const family of families.values()) {
    const sum = family.reduce((total, { value }) => total + Number(value), 0);
    for (const { value, labels } of family) {
      const output = labels![0]!.parentElement!.querySelector('output')!;
      output.value = sum > 0 ? `${written((100 * Number(value)) / sum, 1)} %` : '–';
    }
  }
}

function keepInAddress(): void {
  const moved = sliders.filter(isMoved);
  const text = moved.map(({ name, value }) => `${name}=${value}`).join('&');
  history.replaceState(null, '', text ? `#${text}` : location.pathname);
}

function show({ units, scores, ranks }: Ranked): void {
  const order = units
    .map((unit, place) => ({
      row: rows.get(unit),
      unit,
      rank: ranks[place] ?? null,
      score: scores[place] ?? null,
    }))
    .filter(({ row, rank }) => row && rank !== null)
    .sort((a, b) => a.rank! - b.rank!);
  let moved = 0;
  for (const { row, rank, score } of order) {
    const [own, , official, , points] = row!.cells;
    own!.textContent = written(rank!);
    points!.textContent = score === null ? '' : written(score, data.decimals);
    const isElsewhere = Number(official!.dataset['official']) !== rank;
    row!.classList.toggle('moved', isElsewhere);
    if (isElsewhere) moved += 1;
  }
  table.tBodies[0]!.append(...order.map(({ row }) => row!));
  trend.textContent = filled(data.words.trend, { unit: names.get(order[0]!.unit)!, moved });
}

function showIntervals(units: string[], { low, high }: Intervals): void {
  for (const [place, unit] of units.entries()) {
    const cell = rows.get(unit)?.cells[3];
    const [from, to] = [low[place], high[place]].map((rank) => (rank == null ? '' : written(rank, 0)));
    if (cell) cell.textContent = from === to ? from! : `${from}–${to}`;
  }
}

byId<HTMLFormElement>('reach').addEventListener('submit', async (event) => {
  event.preventDefault();
  const unit = String(new FormData(event.target as HTMLFormElement).get('unit'));
  const output = byId('reachable');
  output.textContent = data.words.working;
  try {
    const { best, worst, proven } = await ask<Reached>({ kind: 'reach', unit });
    const found = filled(best === worst ? data.words.always : data.words.reach, {
      unit: names.get(unit)!,
      best: written(best),
      worst: written(worst),
    });
    output.textContent = proven ? found : `${found} ${data.words.reachOpen}`;
  } catch (error) {
    output.textContent = data.words.failed + (error as Error).message;
  }
});

form.addEventListener('input', () => void recompute());
form.addEventListener('submit', (event) => event.preventDefault());
byId('official').addEventListener('click', () => {
  form.reset();
  void recompute();
});

const share = byId('share');
const shareText = share.textContent!;
share.addEventListener('click', async () => {
  await navigator.clipboard.writeText(location.href);
  share.textContent = share.dataset['done']!;
  setTimeout(() => {
    share.textContent = shareText;
  }, 2_000);
});

const given = new URLSearchParams(location.hash.slice(1));
for (const slider of sliders) {
  const value = given.get(slider.name);
  if (value !== null && /^\d{1,3}$/.test(value)) slider.value = value;
}
// A slider may have been moved before this script had come.
if (sliders.some(isMoved)) void recompute();
