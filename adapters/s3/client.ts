import { S3Client } from '@aws-sdk/client-s3';

/** `S3_PATH_STYLE=true` is for endpoints that cannot serve `bucket.host` names, as on a laptop. */
export const createS3Client = (): S3Client =>
  new S3Client({
    forcePathStyle: process.env['S3_PATH_STYLE'] === 'true',
    // A checksum that the client adds by itself would become part of what an uploader must send.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 3_000 },
  });
