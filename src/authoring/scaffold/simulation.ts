import { quotedToWrite, type ScaffoldInput, type ScaffoldPlan, titleOf } from './plan.ts'
import { modelText } from './simulation-model.ts'

/** A line of the registry that stands in it once, right behind its last entry. */
const END_OF_REGISTRY = '}\n\n/** Their names, without loading any of them. */'

/**
 * A simulation that runs, with a test. In the repository a scenario, registered as all are and tied to its lesson; elsewhere
 * a model of one's own, which needs nothing but this program.
 */
export function planSimulation(input: ScaffoldInput): ScaffoldPlan {
  return input.inRepository === true ? inRepository(input) : ofOnesOwn(input)
}

function ofOnesOwn({ slug }: ScaffoldInput): ScaffoldPlan {
  const names = 'Counter, EventModel, EventRun, EventWorld, Histogram, Parameters, RandomStream'
  const text = modelText(slug, titleOf(slug), {
    imports: `import type { ${names} } from '@compendium-ds/cli/model'`,
    exported: 'export default model',
    more: '',
  })
  return {
    create: [
      { path: `${slug}/model.ts`, text },
      { path: `${slug}/model.test.mjs`, text: OWN_TEST },
    ],
    edit: [],
    next: [
      `Run it: compendium simulate ${slug}/model.ts --seeds 20`,
      `Watch a mistake being found: compendium simulate ${slug}/model.ts --seeds 20 --mutant one-too-many`,
      `Test it: node --test ${slug}/`,
    ],
  }
}

function inRepository({ slug, lesson }: ScaffoldInput): ScaffoldPlan {
  const kernel = '../../kernel'
  const text = modelText(slug, titleOf(slug), {
    imports: `import type { RandomStream } from '../../../lib/prng.ts'
import type { Counter, EventModel, EventRun, EventWorld } from '${kernel}/event-model.ts'
import { eventScenario } from '${kernel}/event-scenario.ts'
import type { Histogram } from '${kernel}/histogram.ts'
import type { Parameters } from '${kernel}/scenario.ts'`,
    exported: 'export const scenario = eventScenario(model)',
    more: `\n  lesson: '${slug}',`,
  })
  // Put together here: written out, it would look like an import of this very program.
  const load = `load('./scenarios/${slug}/scenario.ts')`.replace('load', 'import')
  const entry = `  ${key(slug)}: async () => (await ${load}).scenario,\n`
  return {
    create: [
      { path: `src/simulation/scenarios/${slug}/scenario.ts`, text },
      { path: `test/simulation/${slug}/scenario.test.ts`, text: testText(slug) },
      ...(lesson === undefined
        ? []
        : [{ path: `content/${lesson.path}/simulation.yaml`, text: start(slug) }]),
    ],
    edit: [
      {
        path: 'src/simulation/registry.ts',
        ...{ find: END_OF_REGISTRY, replace: `${entry}${END_OF_REGISTRY}` },
        otherwise: `Write it into src/simulation/registry.ts:\n${entry}`,
      },
      ...(lesson === undefined ? [] : [namedIn(`content/${lesson.path}/lesson.md`, slug)]),
    ],
    next: [
      ...(lesson === undefined ? [lessonFirst(slug)] : []),
      `Run it: node bin/dev.js simulate ${slug} --seeds 20`,
      `Test it: npx vitest run test/simulation/${slug}`,
      `When it is what you want, record what it notices: npx tsx scripts/detection-rates.ts ${slug}`,
    ],
  }
}

function namedIn(path: string, slug: string): ScaffoldPlan['edit'][number] {
  return {
    path,
    ...{ find: 'simulations: []', replace: `simulations: [${slug}]` },
    otherwise: `Name it in the front matter of ${path}: interactive_elements, simulations: [${slug}]`,
  }
}

function lessonFirst(slug: string): string {
  return `Every simulation belongs to a lesson: compendium generate pattern ${slug}, with a simulation.yaml; or name another as \`lesson\` in its scenario.ts.`
}

function key(slug: string): string {
  return /^[a-z][a-z0-9]*$/.test(slug) ? slug : `'${slug}'`
}

function start(slug: string): string {
  return `scenario: ${slug}
seed: 1
parameters: {}
notice:
  - ${quotedToWrite('what a learner should see in the figures')}
`
}

const OWN_TEST = `import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import test from 'node:test'

const PROGRAM = process.env['COMPENDIUM'] ?? 'compendium'
const MODEL = path.join(import.meta.dirname, 'model.ts')

function simulate(...args) {
  const all = ['simulate', MODEL, '--seeds', '20', '--no-save', '--json', ...args]
  const { error, status, stdout } = spawnSync(PROGRAM, all, { encoding: 'utf8' })
  if (error) throw error
  return { status, report: JSON.parse(stdout) }
}

test('twenty seeds break no rule, and meet the goal', () => {
  assert.equal(simulate().report.verdict, 'pass')
})

for (const mutant of ['one-too-many', 'last-first', 'forgets']) {
  test(\`the mistake \${mutant} is found\`, () => {
    const { status, report } = simulate('--mutant', mutant)
    assert.equal(report.verdict, 'fail')
    assert.equal(status, 1)
  })
}
`

function testText(slug: string): string {
  return `import { describe, expect, it } from 'vitest'
import { resolveParameters } from '../../../src/simulation/kernel/parameters.ts'
import { scenario } from '../../../src/simulation/scenarios/${slug}/scenario.ts'

const run = (seed: number, settings: readonly string[] = [], mutant?: string) =>
  scenario.run(seed, resolveParameters(scenario.parameters, settings), mutant === undefined ? {} : { mutant })

const SEEDS = Array.from({ length: 10 }, (_, at) => at + 1)

describe('the simulation ${slug}', () => {
  it('breaks no rule on ten seeds, and meets every goal', () => {
    const runs = SEEDS.map((seed) => run(seed))
    for (const { violations } of runs) expect(violations).toEqual([])
    for (const { id } of scenario.goals) {
      const met = runs.reduce((sum, { coverage }) => sum + (coverage[id] ?? 0), 0)
      expect(met, id).toBeGreaterThan(0)
    }
  })

  it.each(scenario.mutants.map(({ id, breaks }) => [id, breaks] as const))(
    'notices the mistake %s by the rules that it breaks',
    (mutant, breaks) => {
      const broken = SEEDS.flatMap((seed) => run(seed, [], mutant).violations.map((one) => one.invariant))
      expect([...new Set(broken)].sort()).toEqual([...breaks].sort())
    },
  )

  it('refuses fewer when there is more room, on every seed', () => {
    for (const seed of SEEDS) {
      const { metrics } = run(seed, ['room=30'])
      expect(metrics['refused']).toBeLessThan(run(seed).metrics['refused'] ?? 0)
    }
  })
})
`
}
