import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type GoCase, goFile } from './go-programs.ts'
import { hasGo } from './go-runner.ts'
import { failing, grade, leftBehind } from './helpers.ts'

async function judged(one: GoCase, timeout = 4) {
  const file = await goFile(one)
  const result = await grade(file, { timeout })
  expect(leftBehind(path.dirname(file))).toEqual([])
  return result
}

describe.skipIf(!hasGo)('a Go program that misbehaves in a call (skipped: no go)', () => {
  it.each<[string, string, GoCase]>([
    ['loops', 'it never came back (line 32)', { call: 'for {\n\t}' }],
    [
      'locks twice',
      'it never came back (line 34)',
      { imports: '"sync"', call: 'var m sync.Mutex\n\tm.Lock()\n\tm.Lock()' },
    ],
    ['waits for a channel', 'it never came back (line 32)', { call: '<-make(chan int)' }],
    ['exits', 'the program ended itself (exit status 0)', { imports: '"os"', call: 'os.Exit(0)' }],
    ['panics', 'it ended with panic: boom (line 32), fn not run', { call: 'panic("boom")' }],
    [
      'ends its goroutine',
      'it ended with runtime.Goexit or panic(nil)',
      { imports: '"runtime"', call: 'runtime.Goexit()' },
    ],
    [
      'panics in another goroutine',
      'the program ended itself (panic: behind) (line 32)',
      { call: 'go func() { panic("behind") }()\n\t<-make(chan int)' },
    ],
    [
      'never stops to call itself',
      'the program ended itself (fatal error: stack overflow) (line 31)',
      { call: 'return b.Call(fn)' },
    ],
    [
      'writes to the descriptor of replies',
      'it gave 5, fn not run',
      { imports: '"os"', call: 'os.NewFile(4, "four").WriteString("{}\\n")\n\treturn 5, nil' },
    ],
  ])('%s: %s', { timeout: 30_000 }, async (_name, message, one) => {
    const result = await judged(one)
    expect(failing(result)).toEqual(['passes-results-through'])
    expect(result.checks.find((check) => check.verdict === 'fail')?.message).toContain(message)
  })

  it('is shown what it printed where it printed it', { timeout: 30_000 }, async () => {
    const call =
      'fmt.Println("out")\n\tfmt.Fprintln(os.Stderr, "err")\n\tlog.SetFlags(0)\n\tlog.Print("log")\n\treturn 1, nil'
    const result = await judged({ imports: '"fmt"\n\t"log"\n\t"os"', call })
    const steps = result.checks.find((check) => check.verdict === 'fail')?.counterexample?.steps
    expect(steps?.map((step) => step.printed)).toEqual(['out\nerr\nlog'])
  })

  it('may sleep for an hour, and start what nobody waits for', { timeout: 30_000 }, async () => {
    const call =
      'time.Sleep(time.Hour)\n\tgo func() {\n\t\tfor range time.Tick(time.Minute) {\n\t\t}\n\t}()\n\tgo func() { select {} }()'
    const result = await judged({ imports: '"time"', call }, 10)
    expect(result.diagnosis?.ids).toEqual(['never-opens'])
  })
})
