import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { removalPolicy } from '../stage-settings.ts';

/**
 * The key that signs manifests and receipts: ECDSA on P-256, which AWS and every emulator have. KMS rotates no
 * asymmetric keys: raising `signingKey` makes a new one, and the old one stays in the account.
 */
export class SigningKey extends Key {
  constructor(scope: Construct, { config }: { config: Config }) {
    super(scope, `SigningKey${config.signingKey}`, {
      description: `Civindex ${config.stage}: signs manifests of releases and receipts of files`,
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: removalPolicy(config),
    });
  }
}
