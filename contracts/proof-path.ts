/** Where the manifest of a release is. It stands alone, so that who only links to it loads no more of the proofs. */
export const manifestPath = '/v1/proof/{index}/{period}/{revision}';
