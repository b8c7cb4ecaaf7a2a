import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/platform/package-root.ts'
import { type Ending, startProcess } from '../../src/platform/process.ts'
import { emptyFolder, fileWith, leftBehind } from './helpers.ts'

async function run(
  script: string,
  lines: string[] = [],
): Promise<{ ending: Ending; output: string; lines: string[] }> {
  const cwd = await emptyFolder()
  const started = await startProcess({
    command: process.execPath,
    args: ['--no-warnings', '-e', script],
    cwd,
    onLine: (line) => lines.push(line),
  })
  const ending = await started.ended
  return { ending, output: started.output(), lines }
}

describe('a process', () => {
  it('answers on descriptor 4 and keeps stdout for itself', async () => {
    const { ending, output, lines } = await run(
      `require('fs').writeSync(4, 'one\\ntwo\\n'); console.log('mine'); console.error('too')`,
    )
    expect(ending).toEqual({ cause: 'exit', exitCode: 0 })
    expect(lines).toEqual(['one', 'two'])
    expect(output).toContain('mine\n')
    expect(output).toContain('too\n')
  })

  it('has its input closed', async () => {
    const { output } = await run(`process.stdin.on('data', () => {}).on('end', () => console.log('closed'))`)
    expect(output).toBe('closed\n')
  })

  it('that does not exist is reported as such', async () => {
    const started = await startProcess({
      command: 'no-such-program-here',
      args: [],
      cwd: '/',
      onLine: () => {},
    })
    expect(await started.ended).toEqual({ cause: 'not-found' })
  })

  it('is stopped with its children, whatever signals they ignore', async () => {
    const file = await fileWith(
      'parent.cjs',
      `for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(name, () => {})
const { spawn } = require('node:child_process')
spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)', __filename], { detached: true, stdio: 'ignore' }).unref()
require('fs').writeSync(4, 'up\\n')
setInterval(() => {}, 1e6)`,
    )
    let up: () => void
    const isUp = new Promise<void>((resolve) => {
      up = resolve
    })
    const started = await startProcess({
      command: process.execPath,
      args: [file],
      cwd: '/',
      onLine: () => up(),
    })
    await isUp
    // Its keeper names it too, where there is one.
    await expect.poll(() => leftBehind(file).length).toBeGreaterThanOrEqual(2)
    expect(await started.stop()).toEqual({ cause: 'stopped' })
    expect(leftBehind(file)).toEqual([])
  })
})

describe('when we are ended ourselves', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s kills the process under test and then us',
    { timeout: 30_000 },
    async (signal) => {
      const target = await fileWith('target.cjs', `require('fs').writeSync(4, 'up\\n'); for (;;);`)
      const source = path.join(packageRoot(), 'src', 'platform', 'process.ts')
      const script = await fileWith(
        'grader.mts',
        `import { startProcess } from ${JSON.stringify(source)}
const started = await startProcess({ command: process.execPath, args: [${JSON.stringify(target)}], cwd: '/', onLine: (line) => console.log(line) })
await started.ended`,
      )
      const loader = path.join(packageRoot(), 'node_modules', 'tsx', 'dist', 'loader.mjs')
      const grader = spawn(process.execPath, ['--import', loader, script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(grader.stdout, 'data')
      expect(leftBehind(target)).not.toEqual([])
      grader.kill(signal)
      const [, endedBy] = await once(grader, 'exit')
      expect(endedBy).toBe(signal)
      await expect.poll(() => leftBehind(target)).toEqual([])
    },
  )
})
