import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkEvidence, isSigned, issue } from '../../../src/learning/certify/certificate.ts'
import { readCertificate } from '../../../src/learning/certify/read-certificate.ts'
import type { Standing } from '../../../src/learning/certify/standing.ts'
import type { ProgressEvent } from '../../../src/learning/events.ts'
import { canonicalJson } from '../../../src/lib/canonical-json.ts'
import { readSigningKey, requireSigningKey } from '../../../src/platform/signing-key.ts'

const { privateKey } = generateKeyPairSync('ed25519')
const EVENTS: readonly ProgressEvent[] = [
  {
    id: '00000000-0000-7000-8000-000000000001',
    atMs: 5,
    kind: 'read',
    slug: 'raft',
    data: { finished: true },
  },
  {
    ...{ id: '00000000-0000-7000-8000-000000000002', atMs: 6, kind: 'attempt', slug: 'raft' },
    data: { language: 'go', verdict: 'pass', seed: '1', checksPassed: 9, checksTotal: 9 },
  },
]
const STANDINGS: readonly Standing[] = EVENTS.map((event) => ({
  ...{ type: 'patterns', text: `about ${event.kind}`, met: true, done: 1, of: 1, missing: [] },
  evidence: [event],
}))
const ABOUT = { id: 'fundamentals', title: 'Fundamentals', holder: 'Ada', version: '1.2.3' }
const issued = issue(ABOUT, STANDINGS, 1_700_000_000_000, privateKey)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-certify-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What a reader of the file makes of it. */
async function isValid(data: unknown): Promise<boolean> {
  const file = path.join(folder, 'certificate.json')
  await writeFile(file, JSON.stringify(data, null, 2))
  const found = await readCertificate(file)
  const read = 'problem' in found ? undefined : found
  return read !== undefined && isSigned(read)
}

/** Every place in the data: paths of objects, arrays and leaves. */
function places(value: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, key]))]
}

function changed(
  data: unknown,
  at: readonly (string | number)[],
  change: (value: unknown) => unknown,
): unknown {
  const [key, ...rest] = at
  if (key === undefined) return change(data)
  const copy = structuredClone(data) as Record<string, unknown>
  const inner = changed(copy[key], rest, change)
  if (inner === undefined) {
    if (Array.isArray(copy)) copy.splice(Number(key), 1)
    else delete copy[key]
  } else copy[key] = inner
  return copy
}

describe('a certificate', () => {
  it('is valid as it was issued, also after its keys were put in another order', async () => {
    expect(await isValid(issued)).toBe(true)
    expect(await isValid(Object.fromEntries(Object.entries(issued).reverse()))).toBe(true)
  })

  it('is invalid after a change of any field, a field left out, or one put in', async () => {
    const everywhere = places(issued).filter((at) => at.length > 0)
    expect(everywhere.length).toBeGreaterThan(20)
    for (const at of everywhere) {
      expect([at, await isValid(changed(issued, at, () => undefined))]).toEqual([at, false])
      expect([at, await isValid(changed(issued, at, (value) => [value, 'more']))]).toEqual([at, false])
    }
    expect(await isValid({ ...issued, note: 'with distinction' })).toBe(false)
  })

  it('is invalid after a change of any one character', async () => {
    const texts = places(issued).filter((at) => typeof valueAt(issued, at) === 'string')
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.string({ maxLength: 2 }),
        async (at, place, put) => {
          const text = String(valueAt(issued, at))
          const cut = place % (text.length + 1)
          const other = text.slice(0, cut) + put + text.slice(cut + 1)
          fc.pre(other !== text)
          expect(await isValid(changed(issued, at, () => other))).toBe(false)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('signed anew by another key is valid, and names that key', () => {
    const { privateKey: other } = generateKeyPairSync('ed25519')
    const forged = issue({ ...ABOUT, holder: 'Eve' }, STANDINGS, 1_700_000_000_000, other)
    expect(isSigned(forged)).toBe(true)
    expect(forged.publicKey).not.toBe(issued.publicKey)
    expect(isSigned({ ...forged, publicKey: issued.publicKey })).toBe(false)
  })

  it('is held against the log: what matches, what is missing, what is different', () => {
    expect(checkEvidence(issued, EVENTS)).toEqual({ matching: 2, missing: [], changed: [] })
    const [read, attempt] = EVENTS
    if (read === undefined || attempt === undefined) throw new Error('two events')
    expect(checkEvidence(issued, [read])).toEqual({ matching: 1, missing: [attempt.id], changed: [] })
    const later = { ...read, atMs: 7 }
    expect(checkEvidence(issued, [later, attempt])).toEqual({ matching: 1, missing: [], changed: [read.id] })
    expect(checkEvidence(issued, [])).toBeUndefined()
  })
})

function valueAt(value: unknown, at: readonly (string | number)[]): unknown {
  return at.reduce((inner: unknown, key) => (inner as Record<string, unknown>)[key], value)
}

describe('the key', () => {
  it('is made once, for its owner alone, also by several at once', async () => {
    const file = path.join(folder, 'keys', 'signing-key.pem')
    expect(await readSigningKey(file)).toBeUndefined()
    const keys = await Promise.all([1, 2, 3, 4].map(() => requireSigningKey(file)))
    const texts = keys.map((key) => key.export({ type: 'pkcs8', format: 'pem' }))
    const kept = await readFile(file, 'utf8')
    expect(new Set([...texts, kept]).size).toBe(1)
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
  })
  it('that is something else is left as it is', async () => {
    const file = path.join(folder, 'other.pem')
    await writeFile(file, 'mine')
    await expect(requireSigningKey(file)).rejects.toMatchObject({ code: 'bad-signing-key' })
    expect(await readFile(file, 'utf8')).toBe('mine')
  })
})

it('canonical JSON is the same for the same data, and JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain = JSON.parse(JSON.stringify(value))
      expect(JSON.parse(canonicalJson(plain))).toEqual(plain)
      expect(canonicalJson(JSON.parse(canonicalJson(plain)))).toBe(canonicalJson(plain))
    }),
  )
  expect(canonicalJson({ b: 1, a: [{ d: null, c: 'x' }] })).toBe('{"a":[{"c":"x","d":null}],"b":1}')
})
