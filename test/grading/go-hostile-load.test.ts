import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type GoCase, goFile } from './go-programs.ts'
import { hasGo } from './go-runner.ts'
import { grade, leftBehind } from './helpers.ts'

const FLOOD = 'for {\n\t\tfmt.Println(strings.Repeat("spam ", 5000))\n\t}'
const LEAK =
  'for {\n\t\tpage := make([]byte, 1<<26)\n\t\tfor at := 0; at < len(page); at += 4096 {\n\t\t\tpage[at] = 1\n\t\t}\n\t\tkept = append(kept, page)\n\t}'

async function judged(one: GoCase, timeout = 16) {
  const file = await goFile(one)
  const result = await grade(file, { timeout })
  expect(leftBehind(path.dirname(file))).toEqual([])
  return result
}

describe.skipIf(!hasGo)('a Go program that misbehaves while it is loaded (skipped: no go)', () => {
  it.each<[string, string, GoCase]>([
    ['loops', 'load-timeout', { top: 'func init() {\n\tfor {\n\t}\n}' }],
    ['exits', 'ended-early', { imports: '"os"', top: 'func init() {\n\tos.Exit(3)\n}' }],
    ['panics', 'import-error', { top: 'func init() {\n\tpanic("at init")\n}' }],
    ['floods', 'too-much-output', { imports: '"fmt"\n\t"strings"', top: `func init() {\n\t${FLOOD}\n}` }],
    ['eats memory', 'too-much-memory', { top: `var kept [][]byte\n\nfunc init() {\n\t${LEAK}\n}` }],
    [
      'leaves a process behind',
      'constructor',
      {
        imports: '"os/exec"',
        edit: ['return &CircuitBreaker{options}', 'exec.Command("sleep", "985").Start()\n\tpanic("done")'],
      },
    ],
  ])('%s: %s', { timeout: 60_000 }, async (name, code, one) => {
    const { verdict, fault } = await judged(one, name === 'loops' ? 1 : 16)
    expect({ verdict, code: fault?.code }).toEqual({ verdict: 'fail', code })
    if (name === 'panics') expect(fault?.message).toBe('breaker.go:37: panic: at init')
    expect(leftBehind('sleep 985')).toEqual([])
  })
})
