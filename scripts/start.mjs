// `npm start` shows the main job; `npm start -- learn circuit-breaker` runs the program instead.
import { spawn } from 'node:child_process'
import path from 'node:path'

const args = process.argv.slice(2)
const script = args.length === 0 ? 'scripts/demo.mjs' : 'bin/run.js'
const child = spawn(process.execPath, [path.join(import.meta.dirname, '..', script), ...args], {
  stdio: 'inherit',
})

// Ctrl-C reaches the child too, which gives the terminal back first: only then may we end.
process.on('SIGINT', () => {})
child.on('exit', (status, signal) => {
  process.exitCode = status ?? (signal === 'SIGINT' ? 130 : 1)
})
