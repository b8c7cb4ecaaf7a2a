import { describe, expect, it } from 'vitest'
import type { HistoryEvent } from '../../src/history/operation.ts'
import { HistoryReader, readHistory } from '../../src/history/read-history.ts'

const bare = (events: readonly HistoryEvent[]) =>
  events.map(({ process, type, f, value }) => [process, type, f, value])

const WANTED = [
  [0, 'invoke', 'read', null],
  [0, 'ok', 'read', 3],
]

const bytes = (text: string) => new TextEncoder().encode(text)

describe('reading a history', () => {
  it.each([
    [
      'EDN, one event a line',
      '{:process 0, :type :invoke, :f :read, :value nil}\n{:process 0 :type :ok :f :read :value 3}\n',
    ],
    [
      'EDN in one vector',
      '[{:process 0, :type :invoke, :f :read, :value nil}\n {:process 0, :type :ok, :f :read, :value 3}]',
    ],
    [
      'tagged records',
      '#jepsen.history.Op{:process 0, :type :invoke, :f :read, :value nil}\n#jepsen.history.Op{:index 1, :process 0, :type :ok, :f :read, :value 3}',
    ],
    ["Knossos' tuples", '[0 :invoke :read nil]\n[0 :ok :read 3]\n'],
    ["Knossos' tuples in a vector", '[[0 :invoke :read nil] [0 :ok :read 3]]'],
    [
      'comments and discarded forms',
      ';; a run\n#_ {:process 9} {:process 0 :type :invoke :f :read} ; next\n{:process 0 :type :ok :f :read :value 3}',
    ],
    [
      'JSON lines',
      '{"process":0,"type":"invoke","f":"read","value":null}\n{"process":0,"type":"ok","f":"read","value":3}\n',
    ],
    [
      'a JSON array',
      '[{"type":"invoke","f":"read","process":0},\n{"type":"ok","f":"read","process":0,"value":3}]\n',
    ],
    [
      "Jepsen's log",
      'INFO  jepsen.util - 0\t:invoke\t:read\tnil\nWARN other\nINFO  jepsen.util - 0   :ok  :read  3',
    ],
    [
      'a byte order mark and line ends of Windows',
      '\uFEFF{:process 0, :type :invoke, :f :read}\r\n{:process 0, :type :ok, :f :read, :value 3}\r\n',
    ],
  ])('takes %s', (_, text) => {
    expect(bare(readHistory(text).events)).toEqual(WANTED)
  })

  it('gives the same events however the text is cut into pieces', () => {
    const text =
      '{:process 0, :type :invoke, :f :append, :value ["ké" "a\\nb"]}\n{:process 0, :type :ok, :f :append, :value [1 -2 "]}"]}'
    const whole = readHistory(text).events
    const reader = new HistoryReader()
    for (const byte of bytes(text)) reader.push(Uint8Array.of(byte))
    expect(reader.end().events).toEqual(whole)
    expect(whole[0]?.value).toEqual(['ké', 'a\nb'])
  })

  it('keeps numbers beyond 2^53 exact, and reads 5N as 5', () => {
    const { events } = readHistory(
      '{:process 0 :type :invoke :f :write :value [9007199254740993 5N 1/4 -1.5e3 2.5M]}',
    )
    expect(events[0]?.value).toEqual([9007199254740993n, 5, 0.25, -1500, 2.5])
  })

  it('tells texts from numbers, and puts the key of a record before its value', () => {
    const { events } = readHistory('{:process 0, :type :invoke, :f :put, :key "4", :value 4}')
    expect(events[0]?.value).toEqual(['4', 4])
  })

  it('keeps what was done to the system apart from what clients did', () => {
    const { events, nemesis } = readHistory(
      '{:type :info, :process :nemesis, :f :start, :value nil}\n{:process 1 :type :invoke :f :read}',
    )
    expect([events.length, nemesis.length]).toEqual([1, 1])
  })

  it('takes a failed cas of a log as one that saw another value, of other files as one without effect', () => {
    const log = 'INFO  jepsen.util - 0 :invoke :cas [1 2]\nINFO  jepsen.util - 0 :fail :cas [1 2]\n'
    expect(readHistory(log).events[1]).toMatchObject({ type: 'ok', value: false })
    expect(readHistory(log, { failMeans: 'no-effect' }).events[1]?.type).toBe('fail')
    const edn = '[0 :invoke :cas [1 2]]\n[0 :fail :cas [1 2]]'
    expect(readHistory(edn).events[1]?.type).toBe('fail')
  })

  it('names each key that it does not know once, with its place', () => {
    const { notes } = readHistory(
      '{:process 0, :type :invoke, :f :read, :colour 1}\n{:process 0, :type :ok, :f :read, :colour 2}',
    )
    expect(notes).toEqual(['line 1, column 40: the key colour is not known and passed over'])
  })
})

const LINE = '{:process 0, :type :invoke, :f :read, :value nil}\n'

describe('a history that is wrong', () => {
  it.each([
    [
      'cut off in an event',
      `${LINE}{:process 0, :type :ok, :f :re`,
      'line 2, column 1: the event that begins here never ends: the history is cut off.',
    ],
    [
      'cut off in its vector',
      `[${LINE}`,
      'line 2, column 1: the history ends within its vector: it is cut off.',
    ],
    [
      'of two runs',
      '{:index 7, :process 0, :type :invoke, :f :read}\n{:index 0, :process 0, :type :ok, :f :read}',
      'line 2, column 1: event 0 comes after event 7: two histories are mixed, or lines in disorder.',
    ],
    [
      'with a misspelt key',
      '{:process 0, :tpye :invoke, :f :read}',
      'line 1, column 15: the history has an event without :type; :tpye is not known, was :type meant?',
    ],
    [
      'with a type that there is not',
      '{:process 0, :type :okay, :f :read}',
      'line 1, column 15: the history has the type "okay"; it must be :invoke, :ok, :fail or :info.',
    ],
    ['with an odd map', '{:process 0, :type}', 'line 1, column 1: the text has a key without a value.'],
    ['with a bracket too many', `${LINE})`, 'line 2, column 1: the text closes with ) what was not opened.'],
    [
      'of JSON with a comma for a colon',
      '{"process", 0}',
      'line 1, column 13: the text is not "key": value.',
    ],
    ['of something else', `${LINE}42 `, 'line 2, column 1: the history has 42 where an event should be.'],
    ['nested without end', `${'['.repeat(500)}`, 'line 1, column 203: the text is nested too deeply.'],
  ])('is named with line and column: %s', (_, text, message) => {
    expect(() => readHistory(text)).toThrow(message)
  })

  it('is named when a byte is not UTF-8, also where a piece ends', () => {
    const wrong = new Uint8Array([...bytes(`${LINE}{:process 0, :type :ok, :f "é`), 0xff, ...bytes('"}')])
    for (const size of [1, 7, wrong.length]) {
      const reader = new HistoryReader()
      expect(() => {
        for (let at = 0; at < wrong.length; at += size) reader.push(wrong.subarray(at, at + size))
        reader.end()
      }).toThrow('line 2, column 30: a byte is not UTF-8.')
    }
  })

  it('is given up when one event does not end for 32 million characters', () => {
    const reader = new HistoryReader()
    const piece = bytes('x'.repeat(1024 * 1024))
    reader.push(bytes(`${LINE}{:process 0, :f "`))
    const flood = () => {
      for (let sent = 0; sent < 100; sent += 1) reader.push(piece)
    }
    expect(flood).toThrow(
      'line 2, column 1: the event that begins here is longer than 32 million characters.',
    )
  })

  it('is told apart from a file that is no history at all', () => {
    expect(() => readHistory('Dear Sir or Madam')).toThrow('This is not a history')
    expect(readHistory(' \n').format).toBe('empty')
  })
})
