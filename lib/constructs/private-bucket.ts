import { Duration, Validations } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { removalPolicy } from '../stage-settings.ts';

export type PrivateBucketProps = Pick<
  BucketProps,
  'cors' | 'lifecycleRules' | 'serverAccessLogsBucket' | 'serverAccessLogsPrefix'
> & {
  config: Config;
  /** Object Lock, for the stage's `retention`: of each object from the moment that it is written, or asked for one by one. */
  locked?: 'from-writing' | 'when-asked';
};

/** A bucket that nobody outside may read, that keeps every version, and that speaks TLS only. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, { config, locked, ...props }: PrivateBucketProps) {
    super(scope, id, {
      ...props,
      versioned: true,
      ...(locked && lockOf(config, locked)),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: !config.emulated,
      removalPolicy: removalPolicy(config),
    });
    if (config.emulated)
      Validations.of(this).acknowledge(
        {
          id: 'AwsSolutions-S1',
          reason: 'An emulator writes no access logs; this stage holds no real data.',
        },
        {
          id: 'AwsSolutions-S10',
          reason: 'An emulator on the loopback interface has no TLS; this stage holds no real data.',
        },
      );
  }
}

/** A form that a browser posts carries no checksum, which S3 asks for where a bucket locks by itself. */
function lockOf({ retention }: Config, locked: 'from-writing' | 'when-asked'): BucketProps {
  if (!retention) return {};
  const { mode, days } = retention;
  const lock = mode === 'COMPLIANCE' ? ObjectLockRetention.compliance : ObjectLockRetention.governance;
  return {
    objectLockEnabled: true,
    ...(locked === 'from-writing' && { objectLockDefaultRetention: lock(Duration.days(days)) }),
  };
}
