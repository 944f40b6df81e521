import type { Identities } from './identities.ts';
import type { Metadata } from './metadata.ts';
import { combineParts } from './shamir.ts';
import { giveKey, SopsError } from './sops-error.ts';

// Each recipient takes a millisecond, and whoever wrote the file says how many there are.
const mostText = 256 * 1024;

/** The key of a file's values, or as many parts of it as it needs. @throws SopsError */
export async function dataKeyOf({ groups, threshold }: Metadata, identities: Identities): Promise<Buffer> {
  const copies = groups.flatMap(({ age }) => age);
  if (copies.join('').length > mostText) {
    throw new SopsError('it has more copies of its key than are tried', 'Take recipients out of it.');
  }
  const opened = await Promise.all(groups.map(({ age }) => openFirst(age, identities)));
  const parts = opened.filter((part) => part !== undefined);
  const needed = groups.length > 1 ? Math.max(threshold, 1) : 1;
  if (parts.length < needed) throw closed(groups, needed, identities);
  const key = groups.length > 1 ? combineParts(parts) : parts[0];
  if (key?.length !== 32) throw new SopsError('its data key is damaged', 'Encrypt the file again with SOPS.');
  return key;
}

async function openFirst(copies: readonly string[], identities: Identities): Promise<Buffer | undefined> {
  for (const copy of copies) {
    const opened = await identities.open(copy);
    if (opened !== undefined) return opened;
  }
  return undefined;
}

const names: Record<string, string> = {
  pgp: 'PGP',
  kms: 'AWS KMS',
  gcp_kms: 'GCP KMS',
  azure_kv: 'Azure Key Vault',
  hc_vault: 'Vault',
  hckms: 'Huawei KMS',
};

function closed(groups: Metadata['groups'], needed: number, identities: Identities): SopsError {
  const others = [...new Set(groups.flatMap((group) => group.others))].map((kind) => names[kind] ?? kind);
  const isAge = groups.filter(({ age }) => age.length > 0).length >= needed;
  if (!isAge) {
    return new SopsError(
      `it is encrypted for ${others.join(', ')}, which is not supported`,
      'Add an age recipient to it: sops rotate -i --add-age RECIPIENT FILE.',
      'UNSUPPORTED',
    );
  }
  if (identities.isEmpty) {
    return new SopsError('no age key is given', giveKey);
  }
  const keys = needed > 1 ? `${needed} of its groups of keys` : 'it';
  return new SopsError(
    `no age key given opens ${keys}`,
    'Give the key of one of its recipients, or add the recipient of this key: sops rotate -i --add-age RECIPIENT FILE.',
  );
}
