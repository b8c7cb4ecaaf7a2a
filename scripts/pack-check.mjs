// Packs the program as it would be published, installs it into an empty folder, and drives it there:
// what a new user gets, with none of this repository's files or development packages at hand.
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'compendium-pack-')))
const solutions = path.join(root, 'content/patterns/circuit-breaker/exercise/solution')
const packageName = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).name
let checks = 0
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

try {
  const tarball = pack()
  install(tarball)
  drive()
  ownModels()
  process.stdout.write(`pack-check: ${checks} checks passed\n`)
} catch (error) {
  process.stderr.write(`pack-check: ${error.message}\n`)
  process.exitCode = 1
}

function pack() {
  run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root })
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  if (tarball === undefined) throw new Error('npm pack wrote nothing')
  const listed = run('tar', ['-tzf', path.join(folder, tarball)])
    .stdout.split('\n')
    .filter(Boolean)
  const stray = listed.filter((file) =>
    /\/(test|bench|scripts|\.ci)\/|\.test\.|\.tmp$/.test(file.replace('/templates/', ' ').split(' ')[0]),
  )
  check('the package holds no tests or scripts', stray.length === 0, stray.join(', '))
  return path.join(folder, tarball)
}

function install(tarball) {
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "somebody", "private": true }\n')
  const started = Date.now()
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', tarball], { cwd: folder })
  const kib = Number(run('du', ['-sk', path.join(folder, 'node_modules')]).stdout.split('\t')[0])
  process.stdout.write(
    `installed in ${Math.round((Date.now() - started) / 1000)} s, ${Math.round(kib / 1024)} MiB\n`,
  )
}

function drive() {
  copyFileSync(path.join(solutions, 'python', 'circuit_breaker.py'), path.join(folder, 'right.py'))
  writeFileSync(path.join(folder, 'wrong.py'), wrongProgram())
  mkdirSync(path.join(folder, 'empty'))
  expect(0, '--version')
  expect(0, '--help')
  expect(2, 'tset')
  expect(0, 'learn')
  expect(2, 'learn', 'circuit-braker')
  expect(0, 'test', 'right.py', '--pattern', 'circuit-breaker')
  expect(1, 'test', 'wrong.py', '--pattern', 'circuit-breaker')
  expect(2, 'test', 'missing.py', '--pattern', 'circuit-breaker')
  expect(0, 'explain', 'wrong.py')
  expect(2, 'explain', 'missing.py')
  expect(0, 'simulate', 'circuit-breaker', '--seed', '7', '--assert', 'p99>0ms')
  expect(1, 'simulate', 'circuit-breaker', '--seed', '7', '--assert', 'p99<0.001ms')
  for (const language of ['python', 'javascript', 'typescript']) {
    expect(
      0,
      'generate',
      'exercise',
      'circuit-breaker',
      '--language',
      language,
      '--dir',
      `exercise-${language}`,
    )
  }
  expect(0, 'hint', 'circuit-breaker')
  expect(
    0,
    'generate',
    'project',
    'shop',
    '--type',
    'microservice',
    '--patterns',
    'circuit-breaker',
    '--language',
    'python',
  )
  expect(0, 'content', 'lint')
  expect(0, 'progress')
  sameHash()
}

/** The models of the guide run and are checked against the types in the package; a wrong one is refused. */
function ownModels() {
  const guide = readFileSync(
    path.join(folder, 'node_modules', packageName, 'docs/writing-a-model.md'),
    'utf8',
  )
  const models = [...guide.matchAll(/```[jt]s file=(\S+)\n([\s\S]*?)\n```/g)]
  check('the guide in the package has two models', models.length === 2)
  for (const [, name, text] of models) {
    writeFileSync(path.join(folder, name), text)
    expect(0, 'simulate', `./${name}`, '--seeds', '20')
  }
  const names = models.map(([, name]) => name)
  writeFileSync(path.join(folder, 'misspelt.ts'), misspeltModel())
  for (const resolution of ['nodenext', 'bundler']) {
    const right = typeCheck(resolution, names)
    check(
      `${names.join(' and ')} have the types of the package (${resolution})`,
      right.status === 0,
      right.stdout,
    )
    const wrong = typeCheck(resolution, ['misspelt.ts'])
    const seen = /TS2551: .*'shedule'/.test(wrong.stdout) && /TS2322: .*"seconds"/.test(wrong.stdout)
    check(`a misspelt model is refused (${resolution})`, wrong.status !== 0 && seen, wrong.stdout)
  }
  writeFileSync(
    path.join(folder, 'value.js'),
    `import { EventModel } from '${packageName}/model'\nexport default EventModel\n`,
  )
  const value = compendium('simulate', './value.js')
  check(
    'a value asked of the types is refused',
    value.status === 2 && /has types only/.test(value.stderr),
    value.stderr,
  )
}

function misspeltModel() {
  return `import type { EventModel } from '${packageName}/model'
export default {
  id: 'misspelt',
  title: 'Misspelt',
  parameters: [],
  metrics: [{ id: 'x', unit: 'seconds', description: 'in no unit that there is' }],
  setup: (world) => ({ start: () => world.shedule(0, 1), handle() {}, metrics: () => ({ x: 1 }) }),
} satisfies EventModel
`
}

/** With the strictest settings that a user may have. */
function typeCheck(resolution, files) {
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc')
  const module = resolution === 'bundler' ? 'esnext' : resolution
  const strict = [
    '--strict',
    '--exactOptionalPropertyTypes',
    '--noUncheckedIndexedAccess',
    '--allowJs',
    '--checkJs',
  ]
  const how = [
    '--noEmit',
    '--ignoreConfig',
    '--target',
    'es2023',
    '--module',
    module,
    '--moduleResolution',
    resolution,
  ]
  return spawnSync(process.execPath, [compiler, ...how, ...strict, ...files], {
    cwd: folder,
    encoding: 'utf8',
  })
}

/** The reference with its threshold off by one: a program that looks right. */
function wrongProgram() {
  const right = readFileSync(path.join(solutions, 'python', 'circuit_breaker.py'), 'utf8')
  const wrong = right.replace(/>= self\.(_?failure_threshold)/, '> self.$1')
  if (wrong === right) throw new Error('the Python reference no longer compares with its failure threshold')
  return wrong
}

function sameHash() {
  const once = () =>
    JSON.parse(compendium('simulate', 'circuit-breaker', '--seed', '7', '--json').stdout).traceHash
  const hash = once()
  check('the same seed gives the same trace', hash !== undefined && hash === once())
}

function expect(status, ...args) {
  const outcome = compendium(...args)
  const ok = outcome.status === status
  check(
    `${status} = compendium ${args.join(' ')}`,
    ok,
    `ended with ${outcome.status}\n${outcome.stdout}${outcome.stderr}`,
  )
}

function check(title, ok, detail = '') {
  if (!ok) throw new Error(`${title}\n${detail}`)
  checks++
  process.stdout.write(`ok ${title}\n`)
}

function compendium(...args) {
  const env = { ...process.env, COMPENDIUM_HOME: path.join(folder, 'home') }
  return spawnSync(path.join(folder, 'node_modules/.bin/compendium'), args, {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function run(command, args, options = {}) {
  const outcome = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  })
  if (outcome.status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed\n${outcome.stdout}${outcome.stderr}`)
  return outcome
}
