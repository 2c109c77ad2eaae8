// Who signed the file: whether every signature holds, which certificates vouch for it, and what they say of themselves.
// What a certificate calls itself is a claim; its fingerprint is what an approval is pinned to.
import type { Fact } from '../api/types';
import { momentText } from '../words/time';
import { Empty, Notice } from './Notice';
import { Digest, Raw } from './Raw';
import { Summary, type Row } from './Summary';

export interface Certificate {
  sha256: string;
  /** It vouches for the file; otherwise it is only mentioned (an older key, a stamp). */
  signer: boolean;
  /** It vouches for a bundle, which nobody installs. */
  uploader: boolean;
  ranges: string[];
  fields: Record<string, string>;
}

export function certificatesOf(facts: readonly Fact[]): Certificate[] {
  const found = new Map<string, Certificate>();
  const of = (sha256: string) => {
    const known = found.get(sha256) ?? { sha256, signer: false, uploader: false, ranges: [], fields: {} };
    found.set(sha256, known);
    return known;
  };
  for (const fact of facts) {
    if (fact.name === 'apk.signature.signer') {
      const one = of(fact.value);
      one.signer = true;
      if (fact.subject) one.ranges.push(fact.subject);
    } else if (fact.name === 'aab.upload_signature.signer') {
      of(fact.value).uploader = true;
    } else if (fact.name.startsWith('certificate.') && fact.subject) {
      of(fact.subject).fields[fact.name.slice('certificate.'.length)] = fact.value;
    }
  }
  return [...found.values()].sort((a, b) => Number(b.signer) - Number(a.signer));
}

const known: [field: string, name: string][] = [
  ['subject', 'Names itself'],
  ['issuer', 'Issued by'],
  ['serial', 'Serial number'],
  ['not_before', 'Valid from'],
  ['not_after', 'Valid until'],
  ['signature_algorithm', 'Signed with'],
];

function titleOf(certificate: Certificate) {
  if (certificate.uploader) return 'Uploader';
  return certificate.signer ? 'Signer' : 'Certificate that is mentioned, but does not vouch for the file';
}

/** `sdk 24+` as people say it: “Android level 24 and newer”. */
export function rangeText(range: string): string {
  const [, from, rest] = /^sdk (\d+)(\+|-\d+)?$/.exec(range) ?? [];
  if (!from) return range;
  if (rest === '+') return `Android level ${from} and newer`;
  return rest ? `Android levels ${from} to ${rest.slice(1)}` : `Android level ${from}`;
}

function CertificateSummary({ certificate }: { certificate: Certificate }) {
  const { fields } = certificate;
  const key = [fields.key_type, fields.key_size && `${fields.key_size} bits`, fields.key_curve].filter(Boolean).join(', ');
  const rows: Row[] = [
    ['SHA-256 fingerprint', <Digest hex={certificate.sha256} />],
    ...known.map(([field, name]): Row => {
      const value = fields[field];
      if (!value) return null;
      return [name, field.startsWith('not_') && /^\d{4}-/.test(value) ? momentText(value) : <Raw text={value} />];
    }),
    Boolean(key) && ['Key', <Raw text={key} />],
    certificate.ranges.length > 0 && ['Holds for', <Raw text={certificate.ranges.map(rangeText).join('; ')} />],
  ];
  return (
    <div class="certificate">
      <h3>{titleOf(certificate)}</h3>
      <Summary rows={rows} />
    </div>
  );
}

/** Of a bundle: who gave it to the store. Nothing on a device is signed with this key. */
function UploadSignature({ good, certificates }: { good: boolean; certificates: Certificate[] }) {
  return (
    <>
      <Notice tone="bad" title="Not signed for devices">
        <p>
          This is a bundle, from which a store makes the packages that devices get, and signs them with another key.{' '}
          {good
            ? 'Nobody changed the bundle since its uploader signed it.'
            : 'The uploader\u2019s signature does not hold either: nobody can say whether the bundle was changed.'}
        </p>
      </Notice>
      {certificates.map((certificate) => (
        <CertificateSummary certificate={certificate} />
      ))}
    </>
  );
}

export function Signature({ facts }: { facts: readonly Fact[] }) {
  const upload = facts.find((fact) => fact.name === 'aab.upload_signature.verified');
  if (upload) return <UploadSignature good={upload.value === 'true'} certificates={certificatesOf(facts)} />;
  const verified = facts.filter((fact) => fact.name === 'apk.signature.verified');
  const schemes = facts.filter((fact) => fact.name === 'apk.signature.scheme').map((fact) => fact.value);
  const certificates = certificatesOf(facts);
  if (verified.length === 0 && certificates.length === 0) {
    return <Empty title="The scanner states nothing about a signature." />;
  }
  const good = verified.length > 0 && verified.every((fact) => fact.value === 'true');
  return (
    <>
      <Notice tone={good ? 'good' : 'bad'} title={good ? 'The signature holds' : 'The signature does not hold'}>
        <p>
          {good
            ? `Nobody changed the file since it was signed${schemes.length ? ` (scheme ${schemes.join(', ')})` : ''}.`
            : 'Nobody can say who made this file or whether it was changed. Devices would refuse it.'}
        </p>
      </Notice>
      {certificates.length === 0 && <p>No certificate vouches for it.</p>}
      {certificates.map((certificate) => (
        <CertificateSummary certificate={certificate} />
      ))}
    </>
  );
}
