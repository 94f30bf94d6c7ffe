import { beforeEach, describe, expect, it } from 'vitest';
import { indexKey } from '../../../adapters/dynamodb/keys.ts';
import { drawHome, drawIndex } from '../../../use-cases/draw-portal.ts';
import { assess } from '../../builders/assess.ts';
import { drawPorts } from '../../builders/drawn-portal.ts';
import { PublicTable } from '../api/public-table.ts';
import { releaseSeed } from '../api/published-world.ts';
import { runOf } from '../seeds/seeds.ts';

const assets = new Map([
  ['styles-AAAA.css', 'body{}'],
  ['ranking-BBBB.js', ''],
]);

let table: PublicTable;
let ports: ReturnType<typeof drawPorts>;
const dti = '/indices/dti-province';

beforeEach(async () => {
  table = new PublicTable();
  ports = drawPorts(table, assets);
  await releaseSeed(table, 'dti-province/2020');
});

const draw = () => drawIndex(ports, 'dti-province');

describe('pages of an index', () => {
  it('are drawn in both languages, with the figures in the first answer', async () => {
    await draw();
    expect(ports.pages.text(`vi${dti}/2020`)).toContain('Đà Nẵng');
    expect(ports.pages.text(`en${dti}/2020`)).toMatch(/<html lang="en">.*Da Nang.*0\.4874/s);
  });

  it('are written once, however often the news comes', async () => {
    await draw();
    ports.pages.writes = [];
    await draw();
    expect(ports.pages.writes).toEqual([]);
  });

  it('show what is public now, whatever news they are drawn for', async () => {
    await releaseSeed(table, 'dti-province/2022');
    await draw();
    expect([...ports.pages.files.keys()]).toEqual(
      expect.arrayContaining([`vi${dti}/2020`, `vi${dti}/2022`, `vi${dti}/2022/cohorts/published`]),
    );
  });

  it('leave those of a release as they were when another takes its place', async () => {
    await draw();
    const first = ports.pages.text(`en${dti}/2020/r1`);
    table.release({ ...(await runOf('dti-province/2020')), id: 'second' }, 2);
    await draw();
    expect(ports.pages.text(`en${dti}/2020/r1`)).toBe(first);
    expect(ports.pages.text(`en${dti}/2020/r2`)).toContain('release 2');
    expect(ports.pages.text(`en${dti}/2020`)).toContain('release 2');
  });

  it('of a new release are drawn again once it is known how sure its ranks are, and then never', async () => {
    ports.clock = { now: () => new Date('2021-07-01T02:10:00Z') };
    await draw();
    await assess(table, 'dti-province', '2020');
    const path = `en${dti}/2020/r1`;
    expect(ports.pages.text(path)).not.toContain('Rank interval');
    await draw();
    expect(ports.pages.text(path)).toMatch(/Rank interval.*data-low="1"/s);

    ports.clock = { now: () => new Date('2021-07-01T05:00:00Z') };
    const { pk, sk } = indexKey('dti-province');
    const { name } = (await table.reader.index('dti-province'))!;
    table.put({ ...table.items.get(`${pk} ${sk}`)!, name: { ...name, en: 'Renamed' } });
    await draw();
    expect(ports.pages.text(`en${dti}/2020`)).toContain('Renamed');
    expect(ports.pages.text(path)).not.toContain('Renamed');
  });

  it('end right when two draw at once and the older figures are written last', async () => {
    const put = ports.pages.put.bind(ports.pages);
    let isFirst = true;
    ports.pages.put = async (file) => {
      await put(file);
      if (!isFirst) return;
      isFirst = false;
      // Meanwhile a newer release came and another worker drew it.
      table.release({ ...(await runOf('dti-province/2020')), id: 'second' }, 2);
      await draw();
    };
    await draw();
    expect(ports.pages.text(`en${dti}/2020`)).toContain('release 2');
  });

  it('go with what they showed', async () => {
    await draw();
    await ports.pages.put({ path: `vi${dti}/units/nowhere`, type: 'text/html', body: 'stale' });
    await ports.pages.put({
      path: 'vi/indices/dti-province-cities/2020',
      type: 'text/html',
      body: 'of another',
    });
    await draw();
    expect(ports.pages.files.has(`vi${dti}/units/nowhere`)).toBe(false);
    expect(ports.pages.files.has('vi/indices/dti-province-cities/2020')).toBe(true);
  });

  it('say of a withdrawn release that it is, and why, in the place of its figures', async () => {
    await draw();
    const note = { vi: 'Sai số liệu', en: 'Wrong figures' };
    table.withdraw('dti-province', '2020', { at: '2026-03-01T00:00:00.000Z', note });
    await draw();
    for (const path of [`en${dti}/2020`, `en${dti}/2020/r1`]) {
      expect(ports.pages.text(path)).toContain('Wrong figures');
      expect(ports.pages.text(path)).not.toContain('0.4874');
    }
  });
});

describe('a drawing', () => {
  it('says whether something was left to do after its last round, as when another copy undoes each', async () => {
    expect(await draw()).toBe('done');
    ports.pages.list = async () => new Map();
    expect(await draw()).toBe('behind');
  });

  it('fail to be drawn where one cannot be written, once those beside it are', async () => {
    const { put } = ports.pages;
    let underWay = 0;
    ports.pages.put = async (file) => {
      if (file.path === `vi${dti}`) throw new Error('busy');
      underWay += 1;
      await new Promise(setImmediate);
      await put.call(ports.pages, file);
      underWay -= 1;
    };
    await expect(draw()).rejects.toThrow('busy');
    expect(underWay).toBe(0);
  });
});

describe('the first page', () => {
  it('tells who is first in each index, and where there is no page', async () => {
    await drawHome(ports);
    expect(ports.pages.text('en')).toMatch(/class="leaders"><li><b>1<\/b> <span>Da Nang<\/span>/);
    expect(ports.pages.text('vi/404')).toContain('Không có trang này');
  });

  it('lists what has a release, and brings styles and scripts', async () => {
    await drawHome(ports);
    expect(ports.pages.text('vi')).toContain('href="/vi/indices/dti-province/2020"');
    expect(ports.pages.text('vi')).toContain('href="/assets/styles-AAAA.css"');
    expect(ports.pages.text('assets/styles-AAAA.css')).toBe('body{}');
  });
});
