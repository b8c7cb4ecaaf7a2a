import { UserError } from '../../lib/user-error.ts'
import { studyWords } from '../../messages/study/index.ts'
import { readSigningKey } from '../../platform/signing-key.ts'
import type { ProgressEvent } from '../events.ts'
import {
  type Certificate,
  type CertificateBody,
  checkEvidence,
  type EvidenceCheck,
  fingerprint,
  isSigned,
  publicKeyOf,
} from './certificate.ts'
import type { NoCertificate } from './read-certificate.ts'

/** What was found about a certificate file. */
export interface Verification {
  readonly valid: boolean
  /** Why not. */
  readonly problems: readonly string[]
  readonly body?: CertificateBody
  /** SHA-256 of the public key. */
  readonly fingerprint?: string
  /** It was signed by the key of this learner. */
  readonly isOwnKey?: boolean
  /** Undefined where there is no log to look at. */
  readonly evidence?: EvidenceCheck
}

export interface VerifyOptions {
  readonly events: readonly ProgressEvent[]
  /** The fingerprint that the key must have, or its beginning of at least 16 digits. */
  readonly key?: string | undefined
}

/** A certificate is valid when its signature fits every field, and no event that it names is another one in the log here. */
export async function verifyCertificate(
  certificate: Certificate | NoCertificate,
  { events, key }: VerifyOptions,
): Promise<Verification> {
  const words = studyWords().certify
  if ('problem' in certificate) return { valid: false, problems: [certificate.problem] }
  const { signature: _, ...body } = certificate
  const print = fingerprint(body.publicKey)
  const evidence = checkEvidence(certificate, events)
  const problems = [
    ...(isSigned(certificate) ? [] : [words.badSignature]),
    ...(key === undefined || print.startsWith(key.toLowerCase()) ? [] : [words.otherKey({ key: print })]),
    ...(evidence?.changed ?? []).map((event) => words.otherEvent({ event })),
  ]
  const own = await readSigningKey().catch(() => undefined)
  return {
    ...{ valid: problems.length === 0, problems, body, fingerprint: print },
    isOwnKey: own !== undefined && publicKeyOf(own) === body.publicKey,
    ...(evidence === undefined ? {} : { evidence }),
  }
}

/** @throws UserError (exit 2) for a text that cannot be the beginning of a fingerprint. */
export function requireFingerprint(text: string | undefined): string | undefined {
  if (text === undefined || /^[0-9a-f]{16,64}$/i.test(text)) return text
  const { noFingerprint, howFingerprint } = studyWords().certify
  throw new UserError(noFingerprint({ text }), {
    code: 'bad-fingerprint',
    next: [howFingerprint],
  })
}
