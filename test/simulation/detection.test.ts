import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolveParameters } from '../../src/simulation/kernel/parameters.ts'
import { loadScenarios } from '../../src/simulation/registry.ts'

const folder = path.join(import.meta.dirname, '..', '..', 'docs', 'detection')
const page = readFileSync(path.join(folder, '..', 'detection-rates.md'), 'utf8')
const scenarios = await loadScenarios()

interface Found {
  readonly id: string
  readonly budget: number
  readonly firstSeed?: number
}

describe('the record of what the simulations notice', () => {
  it.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
    'of %s is of the model as it is, without false alarm, every mistake noticed within its budget',
    (id, scenario) => {
      const file = path.join(folder, `${id}.json`)
      expect(existsSync(file), `run: npx tsx scripts/detection-rates.ts ${id}`).toBe(true)
      const record = JSON.parse(readFileSync(file, 'utf8'))
      const { traceHash } = scenario.run(1, resolveParameters(scenario.parameters, []))
      expect(record.traceHash, `run: npx tsx scripts/detection-rates.ts ${id}`).toBe(traceHash)
      expect(record.falseAlarms).toBe(0)
      expect(record.seeds).toBe(scenario.traced ? 20_000 : 1000)
      const found: readonly Found[] = record.mutants
      expect(found.map((one) => one.id)).toEqual(scenario.mutants.map((one) => one.id))
      for (const { budget, firstSeed = Number.POSITIVE_INFINITY } of found) {
        expect(firstSeed).toBeLessThanOrEqual(budget)
      }
      expect(page).toContain(`## ${id}\n`)
    },
  )
})
