import { describe, expect, it } from 'vitest'
import { pairOperations } from '../../src/history/pair.ts'
import { readHistory } from '../../src/history/read-history.ts'
import { eventsOf, historyEdn, historyJsonLines } from '../../src/history/write-history.ts'

const TEXT = `{:index 0, :time 10, :type :invoke, :process 0, :f :write, :value ["k\\"1" 9007199254740993N]}
{:index 1, :time 11, :type :invoke, :process 1, :f :read, :value nil}
{:index 2, :time 12, :type :fail, :process 1, :f :read, :value nil, :error [:timeout "a\\nb"]}
{:index 3, :time 13, :type :ok, :process 0, :f :write, :value [1 -2.5 true {"a" nil}]}
{:index 4, :type :invoke, :process 2, :f :read, :value nil}
{:index 5, :type :invoke, :process 3, :f :txn, :value [[:r 1 nil] [:append 1 2]], :final? true}
`

const bare = (text: string) => readHistory(text).events.map(({ line, ...event }) => event)

describe('writing a history', () => {
  it.each([
    ['EDN', historyEdn],
    ['lines of JSON', historyJsonLines],
  ])('in %s loses nothing that reading gives', (_, write) => {
    expect(bare(write(readHistory(TEXT).events))).toEqual(bare(TEXT))
  })

  it('names the functions of transactions by keywords, which Elle asks for', () => {
    expect(historyEdn(readHistory(TEXT).events)).toContain(':value [[:r 1 nil] [:append 1 2]]')
  })

  it('takes operations apart into the events that they were made of', () => {
    expect(eventsOf(pairOperations(readHistory(TEXT).events))).toEqual(bare(TEXT))
  })
})
