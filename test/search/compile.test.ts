import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSearchContent } from '../../src/search/compile/read-content.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-search-content-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const SHORT = `patterns:
  - slug: timeout
    title: Timeout
    category: resilience
    definition: A limit on waiting.
    when: Always.
    when_not: Never.
    related: [bulkhead]
    sources: [{ title: A page, url: "https://example.org" }]
`
const SIGNATURE = `signatures:
  - id: slow
    title: Slow
    match: [timed out]
    patterns: { timeout: 1 }
    cause: It is slow.
    tell: Look.
    fix: Wait.
    source: https://example.org/issue
`

async function read(files: Readonly<Record<string, string>>, lessons: readonly string[] = ['bulkhead']) {
  await mkdir(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text)
  const content = await readSearchContent(folder, lessons)
  return { ...content, rules: content.problems.map(({ file, line, rule }) => `${file}:${line} ${rule}`) }
}

describe('what is written for search', () => {
  it('is read without complaint when it is right, and may be missing', async () => {
    expect((await read({})).rules).toEqual([])
    const content = await read({ 'patterns-short.yaml': SHORT, 'signatures.yaml': SIGNATURE })
    expect(content.rules).toEqual([])
    expect(content.shortPatterns.map(({ slug }) => slug)).toEqual(['timeout'])
    expect(content.signatures.map(({ id }) => id)).toEqual(['slow'])
  })

  it('may hold troubles of strangers, each line with known patterns and the address of its thread', async () => {
    const head = 'trouble\tanswers\tsource\n'
    const right = 'it hangs for ever\ttimeout,bulkhead\thttps://example.org/1\n'
    const content = await read({ 'patterns-short.yaml': SHORT, 'troubles.tsv': head + right })
    expect(content.rules).toEqual([])
    expect(content.troubles).toEqual([
      { text: 'it hangs for ever', answers: ['timeout', 'bulkhead'], source: 'https://example.org/1' },
    ])
    const wrong = [
      right,
      'it hangs\tno-such-thing\thttps://example.org/2\n',
      'it hangs\ttimeout,timeout\thttps://example.org/3\n',
      'it hangs\ttimeout\tsomewhere\n',
      'it hangs\ttimeout\thttps://example.org/4\tmore\n',
      '\ttimeout\thttps://example.org/5\n',
    ]
    const { rules, troubles } = await read({ 'troubles.tsv': head + right + wrong.join('') })
    expect(rules).toEqual([3, 4, 5, 6, 7, 8].map((line) => `troubles.tsv:${line} trouble`))
    expect(troubles).toHaveLength(1)
    expect((await read({ 'troubles.tsv': right })).rules).toEqual(['troubles.tsv:1 columns'])
  })

  it('may hold troubles of our own, which name no thread', async () => {
    const head = 'trouble\tanswers\n'
    const right = 'it hangs for ever\ttimeout\n'
    const content = await read({ 'patterns-short.yaml': SHORT, 'troubles-own.tsv': head + right })
    expect(content.rules).toEqual([])
    expect(content.troubles).toEqual([{ text: 'it hangs for ever', answers: ['timeout'] }])
    const wrong = [
      'It hangs for EVER\tbulkhead\n',
      'it hangs\n',
      'it hangs\ttimeout\thttps://example.org/1\n',
    ]
    const { rules } = await read({ 'troubles-own.tsv': head + right + wrong.join('') })
    expect(rules).toEqual([3, 4, 5].map((line) => `troubles-own.tsv:${line} trouble`))
  })

  it('may not be short where there is a lesson', async () => {
    const { rules } = await read({ 'patterns-short.yaml': SHORT }, ['bulkhead', 'timeout'])
    expect(rules).toEqual(['patterns-short.yaml:2 has-lesson'])
  })

  it('may not name a pattern that is not there', async () => {
    const { rules } = await read({ 'signatures.yaml': SIGNATURE })
    expect(rules).toEqual(['signatures.yaml:5 known-pattern'])
    const { rules: related } = await read({ 'patterns-short.yaml': SHORT }, [])
    expect(related).toContain('patterns-short.yaml:8 known-pattern')
  })

  it('may not hold a broken expression, or the same id twice', async () => {
    const broken = SIGNATURE.replace('timed out', '"/(/"').replace('timeout: 1', 'bulkhead: 1')
    expect((await read({ 'signatures.yaml': broken })).rules).toEqual(['signatures.yaml:2 pattern'])
    const once = SIGNATURE.replace('timeout: 1', 'bulkhead: 1')
    const twice = once + once.replace('signatures:\n', '')
    expect((await read({ 'signatures.yaml': twice })).rules).toEqual(['signatures.yaml:10 unique-id'])
  })

  it('must name its source', async () => {
    const { rules } = await read({ 'signatures.yaml': SIGNATURE.replace(/ {4}source.*\n/, '') })
    expect(rules).toEqual(['signatures.yaml:2 signatures'])
  })
})
