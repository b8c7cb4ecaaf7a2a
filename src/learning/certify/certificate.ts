import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { canonicalJson } from '../../lib/canonical-json.ts'
import type { ProgressEvent } from '../events.ts'
import type { Standing } from './standing.ts'

export interface EvidenceHash {
  /** Id of the event in the learner's log. */
  readonly event: string
  readonly kind: string
  readonly slug: string
  /** Of the event as canonical JSON. */
  readonly sha256: string
}

/** What is signed: everything in the file but the signature. */
export interface CertificateBody {
  readonly schemaVersion: 1
  readonly certificate: string
  readonly title: string
  /** Who says to have done it. Nobody has checked that. */
  readonly holder: string
  /** ISO 8601, UTC. */
  readonly issuedAt: string
  /** Version of the program that issued it. */
  readonly compendium: string
  readonly statement: string
  readonly requirements: readonly {
    readonly type: string
    readonly text: string
    readonly evidence: readonly EvidenceHash[]
  }[]
  /** Ed25519, as SubjectPublicKeyInfo (RFC 8410) in base64. */
  readonly publicKey: string
}

export interface Certificate extends CertificateBody {
  /** Of the body as canonical JSON, in base64. */
  readonly signature: string
}

const STATEMENT =
  'The holder met these requirements by the log of their own compendium, and signed this with a key of their own. Nobody supervised it; a case study is assessed by its author.'

export function evidenceHash(event: ProgressEvent): EvidenceHash {
  const { id, atMs, kind, slug, data } = event
  const sha256 = createHash('sha256').update(canonicalJson({ id, atMs, kind, slug, data })).digest('hex')
  return { event: id, kind, slug, sha256 }
}

export function issue(
  what: { readonly id: string; readonly title: string; readonly holder: string; readonly version: string },
  standings: readonly Standing[],
  nowMs: number,
  key: KeyObject,
): Certificate {
  const body: CertificateBody = {
    schemaVersion: 1,
    ...{ certificate: what.id, title: what.title, holder: what.holder },
    issuedAt: new Date(nowMs).toISOString(),
    compendium: what.version,
    statement: STATEMENT,
    requirements: standings.map(({ type, text, evidence }) => ({
      type,
      text,
      evidence: evidence.map(evidenceHash),
    })),
    publicKey: publicKeyOf(key),
  }
  return { ...body, signature: sign(null, Buffer.from(canonicalJson(body)), key).toString('base64') }
}

export function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')
}

/** Short enough to be read out: SHA-256 of the public key, in hexadecimal. */
export function fingerprint(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex')
}

/** Whether every byte of the body is what was signed. */
export function isSigned({ signature, ...body }: Certificate): boolean {
  const key = Buffer.from(body.publicKey, 'base64')
  const signed = Buffer.from(signature, 'base64')
  // Base64 has several spellings of the same bytes: only one of them is the file that was issued.
  if (signed.toString('base64') !== signature || key.toString('base64') !== body.publicKey) return false
  try {
    const publicKey = createPublicKey({ key, format: 'der', type: 'spki' })
    if (publicKey.asymmetricKeyType !== 'ed25519') return false
    return verify(null, Buffer.from(canonicalJson(body)), publicKey, signed)
  } catch {
    return false
  }
}

export interface EvidenceCheck {
  readonly matching: number
  /** Not in this log. */
  readonly missing: readonly string[]
  /** In this log, and different. */
  readonly changed: readonly string[]
}

/** The evidence against a log; undefined when the log is empty and says nothing. */
export function checkEvidence(
  { requirements }: Certificate,
  events: readonly ProgressEvent[],
): EvidenceCheck | undefined {
  if (events.length === 0) return undefined
  const known = new Map(events.map((event) => [event.id, event]))
  const all = requirements.flatMap(({ evidence }) => evidence)
  const missing = all.filter(({ event }) => !known.has(event)).map(({ event }) => event)
  const changed = all
    .filter((one) => {
      const event = known.get(one.event)
      return event !== undefined && canonicalJson(evidenceHash(event)) !== canonicalJson(one)
    })
    .map(({ event }) => event)
  return { matching: all.length - missing.length - changed.length, missing, changed }
}
