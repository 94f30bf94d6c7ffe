import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  embedHeaders,
  isEmbedded,
  missingKey,
  pageHeaders,
  pageKey,
} from '../../../contracts/page-headers.ts';
import type { PortalFile } from '../../../use-cases/portal-ports.ts';
import { drawAll } from '../../builders/drawn-portal.ts';
import { thousandUnits } from '../../builders/thousand-units.ts';
import { publishedWorld } from '../api/published-world.ts';

const compressed = ({ body }: PortalFile): number => gzipSync(body).length;

/** A page with everything that a browser fetches before somebody does something. */
function fetched(page: PortalFile, files: ReadonlyMap<string, PortalFile>): PortalFile[] {
  const found = new Set([page]);
  const visit = (path: string): void => {
    const file = files.get(path)!;
    if (found.has(file)) return;
    found.add(file);
    for (const [, name] of file.body.matchAll(/(?:from|import)"\.\/([^"]+)"/g)) visit(`assets/${name}`);
  };
  for (const [, path] of page.body.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)) visit(path!);
  return [...found];
}

describe('every page', () => {
  let files: ReadonlyMap<string, PortalFile>;
  let pages: PortalFile[];
  beforeAll(async () => {
    const { table } = await publishedWorld(['dti-province', 'pci-province', 'egdi']);
    ({ files } = (await drawAll(table, ['dti-province', 'pci-province', 'egdi'])).pages);
    pages = [...files.values()].filter(({ type }) => type === 'text/html');
  }, 60_000);

  it('is there in both languages, with one heading and its language', () => {
    expect(pages.length).toBeGreaterThan(400);
    for (const { path, body } of pages) {
      const [language, ...rest] = path.split('/');
      expect(body, path).toContain(`<html lang="${language}">`);
      expect(body.match(/<h1>[^<]+<\/h1>/g), path).toHaveLength(1);
      const other = [language === 'vi' ? 'en' : 'vi', ...rest].join('/');
      expect(files.has(other), `${other}, beside ${path}`).toBe(true);
    }
  });

  it('leads to pages that there are', () => {
    const missing = pages.flatMap(({ path, body }) =>
      [...body.matchAll(/(?:href|src)="\/((?:vi|en|assets)[^"#?]*)/g)]
        .filter(([, address]) => !files.has(address!))
        .map(([, address]) => `${path} → ${address}`),
    );
    expect(missing).toEqual([]);
  });

  it('has no script or style in it, and nothing from elsewhere', () => {
    for (const { path, body } of pages) {
      expect(body, path).not.toMatch(/ style="|<style|javascript:| on[a-z]+="/);
      expect(
        body.match(/<script(?! type="module" src="\/assets\/| type="application\/json")/),
        path,
      ).toBeNull();
      expect(body, path).not.toMatch(/<(?:img|script|link|iframe)[^>]+(?:src|href)="(?:https?:)?\/\//);
    }
  });

  it('is at most 100 KB with its styles and scripts', () => {
    const sizes = pages.map((page) => fetched(page, files).reduce((sum, file) => sum + compressed(file), 0));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100 * 1024);
  });

  it('is at most 100 KB also with a thousand units', async () => {
    const many = await thousandUnits();
    const all = fetched(many.get('en/many')!, many);
    expect(all.length).toBeGreaterThan(2);
    expect(all.reduce((sum, file) => sum + compressed(file), 0)).toBeLessThanOrEqual(100 * 1024);
  });
});

describe('headers of pages', () => {
  it('let nothing run but files of this site', () => {
    const { 'Content-Security-Policy': policy } = pageHeaders(['https://records.example']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("connect-src 'self' https://records.example");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('let others show embeds in a frame, and nothing else', () => {
    expect(isEmbedded('/vi/indices/dti-province/2022/r1/embed/map')).toBe(true);
    expect(isEmbedded('/vi/indices/dti-province/2022/r1')).toBe(false);
    expect(embedHeaders()['Content-Security-Policy']).toContain('frame-ancestors *');
    expect(embedHeaders()['Content-Security-Policy']).not.toContain('unsafe');
  });

  it('lead to a page that says so in the language of an address that leads nowhere', () => {
    expect(['/', '/vi/nothing', '/en/nothing', '/else'].map(missingKey)).toEqual([
      'vi/404',
      'vi/404',
      'en/404',
      'vi/404',
    ]);
  });

  it('are those of the object that an address names', () => {
    expect(['/', '/vi', '/en/plans/', '/vi/indices/a%2Eb'].map(pageKey)).toEqual([
      'vi',
      'vi',
      'en/plans',
      'vi/indices/a.b',
    ]);
  });
});
