import type { Place, Report } from './definition-findings.ts';
import type {
  Definition,
  DefinitionKind,
  Edition,
  Framework,
  Index,
  Indicator,
  Text,
  Unit,
  UnitSet,
} from './definitions.ts';
import { editionId } from './edition-definition.ts';
import type { Located } from './parse-definition-file.ts';
import type { Plan } from './plan-definition.ts';
import { suggestName } from './suggest-name.ts';
import type { PathInDocument } from './yaml-offset.ts';

/** A defined thing; `at` gives the place of one of its own parts. */
export type Entry<T> = { value: T; at: (path: PathInDocument) => Place };

type Things = {
  region: Text;
  unit: Unit;
  'unit set': UnitSet;
  indicator: Indicator;
  index: Index;
  framework: Framework;
  edition: Edition;
  plan: Plan;
};
type Noun = keyof Things;

const KIND_THAT_DEFINES: Record<Noun, DefinitionKind> = {
  region: 'units',
  unit: 'units',
  'unit set': 'unit-set',
  indicator: 'indicators',
  index: 'index',
  framework: 'framework',
  edition: 'edition',
  plan: 'plan',
};

/** Everything that a set of files defines, by id. */
export class Catalogue {
  readonly #entries: { [N in Noun]: Map<string, Entry<Things[N]>> } = {
    region: new Map(),
    unit: new Map(),
    'unit set': new Map(),
    indicator: new Map(),
    index: new Map(),
    framework: new Map(),
    edition: new Map(),
    plan: new Map(),
  };
  readonly #unread: ReadonlySet<DefinitionKind | undefined>;
  readonly #report: Report;

  /** @param unread kinds of documents that could not be read: what they define is not known, nor unknown. */
  constructor(documents: readonly Located[], unread: Iterable<DefinitionKind | undefined>, report: Report) {
    this.#unread = new Set(unread);
    this.#report = report;
    for (const document of documents) this.#take(document.definition, document.at);
  }

  entries<N extends Noun>(noun: N): Entry<Things[N]>[] {
    return [...this.#entries[noun].values()];
  }

  find<N extends Noun>(noun: N, id: string): Things[N] | undefined {
    return this.#entries[noun].get(id)?.value;
  }

  /** What the id written at the place refers to; an unknown id is reported there. */
  resolve<N extends Noun>(noun: N, id: string, place: Place): Things[N] | undefined {
    const value = this.find(noun, id);
    if (value === undefined && !this.#mayBeUnread(noun))
      this.#report(place, `unknown ${noun} "${id}"${suggestName(id, this.#entries[noun].keys())}`);
    return value;
  }

  #mayBeUnread(noun: Noun): boolean {
    return this.#unread.has(KIND_THAT_DEFINES[noun]) || this.#unread.has(undefined);
  }

  #take(definition: Definition, at: Entry<Definition>['at']): void {
    const within =
      (...start: PathInDocument): Entry<Definition>['at'] =>
      (path) =>
        at([...start, ...path]);
    switch (definition.kind) {
      case 'units':
        for (const [id, name] of Object.entries(definition.regions))
          this.#add('region', id, { value: name, at: within('regions', id) }, []);
        definition.units.forEach((unit, i) => {
          this.#add('unit', unit.id, { value: unit, at: within('units', i) });
        });
        break;
      case 'unit-set':
        this.#add('unit set', definition.id, { value: definition, at });
        break;
      case 'indicators':
        definition.indicators.forEach((indicator, i) => {
          this.#add('indicator', indicator.id, { value: indicator, at: within('indicators', i) });
        });
        break;
      case 'index':
        this.#add('index', definition.id, { value: definition, at });
        break;
      case 'framework':
        this.#add('framework', definition.id, { value: definition, at });
        break;
      case 'edition':
        this.#add('edition', editionId(definition), { value: definition, at }, ['period']);
        break;
      case 'plan':
        this.#add('plan', definition.id, { value: definition, at });
        break;
    }
  }

  #add<N extends Noun>(noun: N, id: string, entry: Entry<Things[N]>, idPath: PathInDocument = ['id']): void {
    const earlier = this.#entries[noun].get(id);
    if (!earlier) {
      this.#entries[noun].set(id, entry);
      return;
    }
    const { path, line } = earlier.at(idPath);
    this.#report(entry.at(idPath), `${noun} "${id}" is defined already in ${path}:${line}`);
  }
}
