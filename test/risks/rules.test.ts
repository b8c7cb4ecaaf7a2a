import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { WrittenRule } from '../../src/risks/compile/schema.ts'
import { readRules } from '../../src/risks/compile/write-rules.ts'
import { findRisks } from '../../src/risks/find-risks.ts'
import { codeLanguage } from '../../src/risks/languages.ts'
import type { CodeLanguage, Finding, RiskRule } from '../../src/risks/types.ts'
import { patternSlugs, shippedIncidents } from './helpers/known.ts'

const content = path.resolve(import.meta.dirname, '../../content')
const read = await readRules(content, { patterns: await patternSlugs(), incidents: await shippedIncidents() })

function language(file: string): CodeLanguage {
  const found = codeLanguage(file)
  if (found === undefined) throw new Error(`no language for ${file}`)
  return found
}

// Examples in TypeScript are asked as JavaScript too, which another grammar reads.
const LANGUAGES = [
  ['python', language('a.py')],
  ['typescript', language('a.ts')],
  ['typescript', language('a.js')],
] as const

describe('the rules for code', () => {
  it('are at least 25, and point only to what exists', () => {
    expect(read.problems).toEqual([])
    expect(read.rules.length).toBeGreaterThanOrEqual(25)
  })

  it.each(read.rules.map((rule) => [rule.id, rule] as const))(
    '%s finds what is risky, and only that',
    async (id, rule) => {
      for (const [key, code] of LANGUAGES) {
        const examples = rule[key]
        if (examples === undefined) continue
        for (const text of examples.risky) expect([text, await linesOf(text, code, rule)]).toEqual([text, 1])
        for (const text of examples.safe) expect([text, await linesOf(text, code, rule)]).toEqual([text, 0])
      }
      expect(id).toBe(rule.id)
    },
  )

  it('raise no alarm on what is right, whichever rule it was written for', async () => {
    const alarms: string[] = []
    for (const [key, code] of LANGUAGES.slice(0, 2)) {
      for (const rule of read.rules) {
        for (const text of rule[key]?.safe ?? []) {
          const { findings } = await findRisks(text, code, read.rules.filter(isLikely))
          for (const finding of findings) alarms.push(`${rule.id}: ${finding.rule} in ${finding.snippet}`)
        }
      }
    }
    expect(alarms).toEqual([])
  })

  it('hold examples that are programs', async () => {
    const broken: string[] = []
    for (const [key, code] of LANGUAGES.slice(0, 2)) {
      for (const rule of read.rules) {
        for (const text of [...(rule[key]?.risky ?? []), ...(rule[key]?.safe ?? [])]) {
          if ((await findRisks(text, code, [])).unparsedLine !== undefined) broken.push(`${rule.id}: ${text}`)
        }
      }
    }
    expect(broken).toEqual([])
  })
})

const isLikely = ({ confidence }: WrittenRule) => confidence === 'likely'

async function linesOf(text: string, code: CodeLanguage, rule: RiskRule): Promise<number> {
  const { findings } = await findRisks(text, code, [rule])
  return findings.filter((finding: Finding) => finding.rule === rule.id).length
}
