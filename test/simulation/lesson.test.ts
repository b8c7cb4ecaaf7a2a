import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { resolveParameters } from '../../src/simulation/kernel/parameters.ts'
import { loadScenarios } from '../../src/simulation/registry.ts'

const content = path.join(import.meta.dirname, '..', '..', 'content', 'patterns')
const scenarios = await loadScenarios()

describe('every scenario', () => {
  it.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
    '%s belongs to a lesson whose simulation.yaml starts it with settings that exist',
    (id, scenario) => {
      expect(readdirSync(content)).toContain(scenario.lesson)
      const file = path.join(content, scenario.lesson, 'simulation.yaml')
      const { scenario: named, seed, parameters } = parse(readFileSync(file, 'utf8'))
      // Two simulations may share a lesson, which starts one of them.
      const started = scenarios.find((one) => one.id === named)
      expect(started?.lesson).toBe(scenario.lesson)
      if (named !== id || started === undefined) return
      const settings = Object.entries(parameters).map(([name, value]) => `${name}=${value}`)
      expect(scenario.run(seed, resolveParameters(scenario.parameters, settings)).violations).toEqual([])
    },
  )

  it('has defaults within their ranges, and names for all that mutants break', () => {
    for (const { parameters, invariants, mutants } of scenarios) {
      const rules: readonly string[] = invariants.map(({ id }) => id)
      for (const { default: value, min, max } of parameters) expect(value >= min && value <= max).toBe(true)
      for (const { breaks } of mutants) expect(breaks.every((id) => rules.includes(id))).toBe(true)
      expect(mutants.length).toBeGreaterThanOrEqual(3)
    }
  })
})
