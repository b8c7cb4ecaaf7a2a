import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const config = path.join(root, '.dependency-cruiser.cjs')
const ruleNames: string[] = createRequire(import.meta.url)(config).forbidden.map(
  (rule: { name: string }) => rule.name,
)

interface Report {
  readonly summary: {
    readonly totalCruised: number
    readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string }[]
  }
}

/** One small tree that keeps every rule. */
const CLEAN: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    type: 'module',
    dependencies: { ink: '*', '@oclif/core': '*' },
    devDependencies: { vitest: '*' },
  }),
  'node_modules/ink/package.json': '{"name":"ink","main":"index.js"}',
  'node_modules/ink/index.js': '',
  'node_modules/@oclif/core/package.json': '{"name":"@oclif/core","main":"index.js"}',
  'node_modules/@oclif/core/index.js': '',
  'node_modules/vitest/package.json': '{"name":"vitest","main":"index.js"}',
  'node_modules/vitest/index.js': '',
  'commands/learn.ts':
    "import '../src/cli/base.ts'\nimport '../src/corpus/corpus.ts'\nimport '../src/report/text.ts'\nexport const open = () => import('../src/ui/index.ts')",
  'src/cli/base.ts': "import '@oclif/core'\nimport '../platform/files.ts'",
  'src/lib/text.ts': "import path from 'node:path'\nexport const text = path.sep",
  'src/messages/words.ts': "import '../lib/text.ts'",
  'src/platform/files.ts': "import 'node:fs'\nimport '../lib/text.ts'",
  'src/history/history.ts': "import '../lib/text.ts'",
  'src/corpus/corpus.ts':
    "import '../platform/files.ts'\nimport './_internals/secret.ts'\nexport interface Item { readonly slug: string }",
  'src/corpus/_internals/secret.ts': "import '../../lib/text.ts'",
  'src/checkers/linear.ts': "import '../history/history.ts'",
  'src/simulation/kernel/world.ts': "import '../../history/history.ts'",
  'src/simulation/scenarios/one/scenario.ts': "import '../../kernel/world.ts'",
  'src/simulation/scenarios/two/scenario.ts': "import '../../kernel/world.ts'",
  'src/grading/grade.ts': "import '../checkers/linear.ts'\nimport './drivers/go/driver.ts'",
  'src/grading/drivers/go/driver.ts': "import '../../../lib/text.ts'",
  'src/grading/drivers/java/driver.ts': "import '../../../lib/text.ts'",
  'src/learning/learn.ts': "import '../corpus/corpus.ts'",
  'src/incidents/query.ts': "import '../corpus/corpus.ts'",
  'src/generation/plan.ts': "import '../corpus/corpus.ts'",
  'src/report/text.ts': "import type { Item } from '../corpus/corpus.ts'\nexport type Shown = Item",
  'src/ui/index.ts': "import 'ink'\nimport '../corpus/corpus.ts'",
  'test/helper.ts': 'export const helper = 1',
}

/** For each rule, a file that breaks it and must be reported. */
const VIOLATIONS: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'room-lib': ['src/lib/bad.ts', "import '../platform/files.ts'"],
  'room-messages': ['src/messages/bad.ts', "import '../platform/files.ts'"],
  'room-platform': ['src/platform/bad.ts', "import '../corpus/corpus.ts'"],
  'room-history': ['src/history/bad.ts', "import '../checkers/linear.ts'"],
  'room-corpus': ['src/corpus/bad.ts', "import '../learning/learn.ts'"],
  'room-checkers': ['src/checkers/bad.ts', "import '../platform/files.ts'"],
  'room-simulation-kernel': ['src/simulation/kernel/bad.ts', "import '../scenarios/one/scenario.ts'"],
  'room-simulation-scenarios': [
    'src/simulation/scenarios/one/bad.ts',
    "import '../../../checkers/linear.ts'",
  ],
  'room-learning': ['src/learning/bad.ts', "import '../grading/grade.ts'"],
  'room-search': ['src/search/bad.ts', "import '../learning/learn.ts'"],
  'room-risks': ['src/risks/bad.ts', "import '../learning/learn.ts'"],
  'room-incidents': ['src/incidents/bad.ts', "import '../platform/files.ts'"],
  'room-authoring': ['src/authoring/bad.ts', "import '../learning/learn.ts'"],
  'room-generation': ['src/generation/bad.ts', "import '../learning/learn.ts'"],
  'room-grading': ['src/grading/bad.ts', "import '../learning/learn.ts'"],
  'room-doctor': ['src/doctor/bad.ts', "import '../generation/plan.ts'"],
  'room-cli': ['src/cli/bad.ts', "import '../corpus/corpus.ts'"],
  'report-reads-types-only': ['src/report/bad.ts', "import '../grading/grade.ts'"],
  'nothing-imports-commands': ['commands/bad-leaf.ts', "import './learn.ts'"],
  'scenarios-are-islands': ['src/simulation/scenarios/two/bad.ts', "import '../one/scenario.ts'"],
  'drivers-are-islands': ['src/grading/drivers/java/bad.ts', "import '../go/driver.ts'"],
  'internals-stay-inside': ['src/learning/bad-secret.ts', "import '../corpus/_internals/secret.ts'"],
  'screens-load-lazily': ['commands/bad-eager.ts', "import '../src/ui/index.ts'"],
  'react-in-ui-only': ['commands/bad-ink.ts', "import 'ink'"],
  'oclif-at-the-edge': ['src/learning/bad-oclif.ts', "import '@oclif/core'"],
  'io-in-platform': ['src/learning/bad-io.ts', "import 'node:fs/promises'"],
  'pure-rooms': ['src/simulation/kernel/bad-crypto.ts', "import 'node:crypto'"],
  'no-tests-in-program': ['src/learning/bad-test.ts', "import '../../test/helper.ts'"],
  'no-development-packages': ['src/learning/bad-dev.ts', "import 'vitest'"],
  'everything-resolves': ['src/learning/bad-import.ts', "import './nowhere.ts'"],
  'no-cycles': ['src/learning/bad-cycle.ts', "import './bad-cycle.ts'"],
  'no-orphans': ['src/learning/bad-orphan.ts', 'export const alone = 1'],
}

describe('the one-way rule', () => {
  const folders: string[] = []
  let violations: Map<string, string[]>

  beforeAll(async () => {
    const bad = Object.fromEntries(Object.values(VIOLATIONS))
    const report = await cruise(await plant({ ...CLEAN, ...bad }))
    violations = group(report)
  })

  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

  it('has a planted violation for each of its rules', () => {
    expect(Object.keys(VIOLATIONS).sort()).toEqual([...ruleNames].sort())
  })

  it.each(Object.entries(VIOLATIONS))('%s is reported', (name, [file]) => {
    expect(violations.get(name) ?? []).toContain(file)
  })

  it('is silent about a tree that keeps it', async () => {
    const report = await cruise(await plant(CLEAN))
    expect(report.summary.violations).toEqual([])
    expect(report.summary.totalCruised).toBeGreaterThan(20)
  })

  it('holds in our own tree, which was really read', async () => {
    const report = await cruise(root)
    expect(report.summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)).toEqual([])
    expect(report.summary.totalCruised).toBeGreaterThan(120)
  }, 120_000)

  async function plant(files: Readonly<Record<string, string>>): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'layers-'))
    folders.push(folder)
    await cp(path.join(root, 'tsconfig.json'), path.join(folder, 'tsconfig.json'))
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
      await writeFile(path.join(folder, name), `${text}\n`)
    }
    return folder
  }
})

function group(report: Report): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { rule, from } of report.summary.violations) {
    found.set(rule.name, [...(found.get(rule.name) ?? []), from])
  }
  return found
}

function cruise(cwd: string): Promise<Report> {
  const bin = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [bin, 'commands', 'src', '--config', config, '--output-type', 'json']
  return new Promise((resolve, reject) => {
    // It exits with the number of violations, so only unreadable output is an error.
    execFile(process.execPath, args, { cwd, maxBuffer: 64 << 20 }, (_, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout) as Report)
      } catch {
        reject(new Error(`dependency-cruiser: ${stderr}`))
      }
    })
  })
}
