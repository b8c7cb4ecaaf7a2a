// The main job from end to end, in a folder of its own: an exercise is written, the unsolved starter
// is graded and fails with its reasons, the reference passes, and a simulation shows what it is for.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)
const bin = path.join(root, 'bin', 'run.js')
const folder = mkdtempSync(path.join(tmpdir(), 'compendium-demo-'))
const hasPython = spawnSync('python3', ['--version']).status === 0
const { language, solutions, solution } = hasPython
  ? {
      language: 'python',
      solutions: 'content/patterns/circuit-breaker/exercise/solution',
      solution: 'circuit_breaker.py',
    }
  : {
      language: 'javascript',
      solutions: 'dist/exercises/circuit-breaker/solution',
      solution: 'circuit-breaker.js',
    }

process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
try {
  say('Write the exercise.')
  compendium(0, 'generate', 'exercise', 'circuit-breaker', '--language', language, '--dir', 'exercise')
  say('Grade it unsolved: it fails, and says why.')
  compendium(1, 'test', starter(), '--pattern', 'circuit-breaker')
  say('Grade a solution: it passes.')
  copyFileSync(path.join(root, solutions, language, solution), path.join(folder, solution))
  compendium(0, 'test', solution, '--pattern', 'circuit-breaker')
  say('See what a breaker is for: the same outage with and without it.')
  compendium(0, 'simulate', 'circuit-breaker', '--seed', '7')
  say('Now read the lesson: npm start -- learn circuit-breaker')
} catch (error) {
  process.stderr.write(`Error: ${error.message}\n`)
  process.exitCode = 1
}

function starter() {
  const file = readdirSync(path.join(folder, 'exercise')).find((name) => /\.(py|mjs|js|ts)$/.test(name))
  if (file === undefined) throw new Error('the exercise holds no program')
  return path.join('exercise', file)
}

function compendium(expected, ...args) {
  process.stdout.write(`$ compendium ${args.join(' ')}\n`)
  // Progress made by a demonstration is not the learner's.
  const env = { ...process.env, COMPENDIUM_HOME: path.join(folder, 'home') }
  const { status } = spawnSync(process.execPath, [bin, ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== expected) throw new Error(`expected exit status ${expected} and got ${status}`)
}

function say(text) {
  process.stdout.write(`\n# ${text}\n`)
}
