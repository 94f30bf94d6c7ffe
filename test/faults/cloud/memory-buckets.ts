import { createHash } from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectRetentionCommand,
  type PutObjectRetentionCommandInput,
  S3ServiceException,
} from '@aws-sdk/client-s3';

/** Objects by `bucket/key`, each with its versions, oldest first. */
type Objects = Map<string, readonly Buffer[]>;

const gone = { message: 'There is no such object', $metadata: { httpStatusCode: 404 } };

const denied = { name: 'AccessDenied', $fault: 'client', $metadata: { httpStatusCode: 403 } } as const;

/** What the adapters ask of S3, answered from memory. */
export class MemoryBuckets {
  readonly #objects: Objects;

  constructor(objects: Objects = new Map()) {
    this.#objects = objects;
  }

  fork = (): MemoryBuckets => new MemoryBuckets(new Map(this.#objects));

  objects = (): [name: string, versions: readonly Buffer[]][] => [...this.#objects];

  /** @returns the version, as S3 announces it. */
  put({ Bucket, Key, Body, IfNoneMatch }: PutObjectCommandInput): { VersionId: string } {
    const name = `${Bucket}/${Key}`;
    const before = this.#objects.get(name) ?? [];
    if (IfNoneMatch && before.length > 0)
      throw new S3ServiceException({
        name: 'PreconditionFailed',
        message: 'It is there already',
        $fault: 'client',
        $metadata: { httpStatusCode: 412 },
      });
    this.#objects.set(name, [...before, Buffer.from(Body as string)]);
    return { VersionId: `v${before.length + 1}` };
  }

  /** @returns nothing for a command that is not S3's. */
  answer(command: unknown): object | undefined {
    if (command instanceof PutObjectCommand) return this.put(command.input);
    if (command instanceof GetObjectCommand) return this.#get(command.input);
    if (command instanceof PutObjectRetentionCommand) return this.#retain(command.input);
    if (command instanceof ListObjectsV2Command) return this.#list(command.input);
    if (command instanceof DeleteObjectCommand) {
      this.#objects.delete(`${command.input.Bucket}/${command.input.Key}`);
      return {};
    }
    if (!(command instanceof HeadObjectCommand)) return undefined;
    if (!this.#objects.has(`${command.input.Bucket}/${command.input.Key}`)) throw new NotFound(gone);
    return {};
  }

  /** A lock in compliance mode never becomes shorter. */
  #retain({ Bucket, Key, VersionId, Retention }: PutObjectRetentionCommandInput): object {
    const name = `lock of ${Bucket}/${Key}?${VersionId}`;
    const until = Retention!.RetainUntilDate!.toISOString();
    const [before = ''] = this.#objects.get(name) ?? [];
    if (until < String(before))
      throw new S3ServiceException({ ...denied, message: `${name} would be shorter` });
    this.#objects.set(name, [Buffer.from(until)]);
    return {};
  }

  #list({ Bucket, Prefix }: ListObjectsV2CommandInput) {
    const begin = `${Bucket}/${Prefix}`;
    const found = [...this.#objects].filter(([name]) => name.startsWith(begin));
    return {
      Contents: found.map(([name, versions]) => ({
        Key: name.slice(`${Bucket}/`.length),
        ETag: `"${createHash('md5').update(versions.at(-1)!).digest('hex')}"`,
      })),
    };
  }

  #get({ Bucket, Key, VersionId }: GetObjectCommandInput) {
    const versions = this.#objects.get(`${Bucket}/${Key}`);
    if (!versions) throw new NoSuchKey(gone);
    const number = VersionId ? Number(VersionId.slice(1)) : versions.length;
    return { VersionId: `v${number}`, Body: bodyOf(versions[number - 1]!) };
  }
}

const bodyOf = (content: Buffer) => ({
  transformToString: async () => content.toString('utf8'),
  async *[Symbol.asyncIterator]() {
    yield new Uint8Array(content);
  },
});
