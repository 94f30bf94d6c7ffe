import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** A fresh certificate of this machine, and its key; this process trusts it from now on. */
export function trustOwnCertificate(folder: string): { certificate: string; key: string } {
  mkdirSync(folder, { recursive: true });
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const names = 'subjectAltName=IP:127.0.0.1';
  const options = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=civindex-rehearsal'];
  const extensions = ['-addext', names, '-addext', 'basicConstraints=critical,CA:FALSE'];
  execFileSync('openssl', ['req', ...options, ...extensions, '-keyout', key, '-out', certificate], {
    stdio: 'pipe',
  });
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(certificate, 'utf8')]);
  return { certificate, key };
}
