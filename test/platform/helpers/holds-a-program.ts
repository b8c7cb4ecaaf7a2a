// Starts the shell script of the first argument, pauses it at once if there is a second, and lives until it is ended.
import process from 'node:process'
import { startProcess } from '../../../src/platform/process.ts'

const [, , script = '', pauses] = process.argv
const running = await startProcess({ command: 'sh', args: ['-c', script], cwd: '/', onLine: () => {} })
setTimeout(() => {
  if (pauses !== undefined) running.pause()
  process.stdout.write('ready\n')
}, 500)
setInterval(() => {}, 1000)
