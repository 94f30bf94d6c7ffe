import { createHash } from 'node:crypto';
import type { PageStore, PortalFile } from '../../use-cases/portal-ports.ts';

/** Where pages lie, in memory; counts what is written. */
export class MemoryPages implements PageStore {
  readonly files = new Map<string, PortalFile>();
  writes: string[] = [];

  async list(place: string): Promise<Map<string, string>> {
    const found = [...this.files.values()].filter(({ path }) =>
      place.endsWith('/') ? path.startsWith(place) : path === place,
    );
    return new Map(found.map((file) => [file.path, this.versionOf(file)]));
  }

  versionOf({ body }: PortalFile): string {
    return createHash('md5').update(body).digest('hex');
  }

  async put(file: PortalFile): Promise<void> {
    this.writes.push(file.path);
    this.files.set(file.path, file);
  }

  async remove(path: string): Promise<void> {
    this.files.delete(path);
  }

  /** The text of a page. */
  text(path: string): string {
    const file = this.files.get(path);
    if (!file)
      throw new Error(`There is no page ${path}, but ${[...this.files.keys()].slice(0, 40).join(', ')}`);
    return file.body;
  }
}
