import { expect, test } from 'vitest'
import { loadTemplate } from '../../src/generation/catalog.ts'
import { planProject } from '../../src/generation/plan.ts'
import { addedLayers } from '../../src/generation/project-layers.ts'
import { TEMPLATES } from './helpers.ts'

const VARIABLES = { name: 'shop', patterns: '', command: '' }
const SERVERS = [
  { kind: 'database', value: 'postgres', variable: 'TEST_DATABASE_URL' },
  { kind: 'broker', value: 'redis', variable: 'TEST_BROKER_URL' },
  { kind: 'broker', value: 'nats', variable: 'TEST_BROKER_URL' },
  { kind: 'broker', value: 'kafka', variable: 'TEST_BROKER_URL' },
]
const CASES = ['typescript', 'python'].flatMap((language) =>
  SERVERS.map((server) => ({ language, ...server })),
)

test.each(CASES)(
  'the workflow of a $language project waits for $value and tests on it',
  async ({ language, kind, value, variable }) => {
    const template = await loadTemplate(TEMPLATES, 'microservice', language)
    const options = { [kind]: value }
    const added = await addedLayers(TEMPLATES, template, { patterns: [], known: new Map(), options })
    const files = planProject([...template.layers, ...added], VARIABLES)
    const workflow = files.find(({ path }) => path === '.github/workflows/ci.yml')?.text ?? ''
    const started = workflow.indexOf(`docker run --detach --name ${value}`)
    const ready = workflow.indexOf(`until docker exec ${value} `)
    const tested = workflow.indexOf(`${variable}: `)
    expect([started, ready, tested]).not.toContain(-1)
    expect([started, ready, tested]).toEqual([started, ready, tested].sort((a, b) => a - b))
  },
)
