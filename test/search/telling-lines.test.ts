import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { tellingLines } from '../../src/search/telling-lines.ts'

describe('the telling lines of a log', () => {
  it('are all of a short question', () => {
    expect(tellingLines('two workers hold\nthe same lock').map(({ text }) => text)).toEqual([
      'two workers hold',
      'the same lock',
    ])
  })

  it('fold what differs in times and numbers only, and count it', () => {
    const log = ['12:00:01 retry 1 of 5', '12:00:02 retry 2 of 5', '12:00:04 retry 3 of 5'].join('\n')
    expect(tellingLines(log)).toEqual([{ text: '12:00:01 retry 1 of 5', line: 1, count: 3 }])
  })

  it('leave out frames of a stack and keep what was thrown', () => {
    const trace = [
      'java.net.SocketTimeoutException: Read timed out',
      '\tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:288)',
      '\tat java.base/sun.nio.ch.NioSocketImpl.implRead(NioSocketImpl.java:314)',
      '\t... 42 more',
      'Caused by: java.io.IOException: connection lost',
    ].join('\n')
    expect(tellingLines(trace).map(({ line }) => line)).toEqual([1, 5])
  })

  it('are found among many that say nothing', () => {
    const noise = Array.from(
      { length: 500 },
      (_, at) => `INFO served /page/${'abcdefgh'[at % 8]}${'xyz'[at % 3]}`,
    )
    noise.splice(300, 0, 'FATAL: sorry, too many clients already')
    const chosen = tellingLines(noise.join('\n'))
    expect(chosen.length).toBeLessThanOrEqual(12)
    expect(chosen.map(({ text }) => text)).toContain('FATAL: sorry, too many clients already')
  })

  it('show no colours and no control characters', () => {
    const [line] = tellingLines('\u001b[31mERROR\u001b[0m bell\u0007 here')
    expect(line?.text).toBe('ERROR bell\u00b7 here')
  })

  it('are found in a megabyte within a second', () => {
    const beganMs = performance.now()
    tellingLines(`${'x'.repeat(1_000_000)}`)
    tellingLines(
      Array.from({ length: 20_000 }, (_, at) => `ERROR ${at.toString(36)} something failed badly`).join('\n'),
    )
    expect(performance.now() - beganMs).toBeLessThan(1000)
  })
})
