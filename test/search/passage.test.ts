import { describe, expect, it } from 'vitest'
import { withStems } from '../../src/search/compile/sections.ts'
import { bestPassage, CODE_MARK } from '../../src/search/passage.ts'
import { linesIn, postingsIn } from '../../src/search/postings.ts'
import type { SearchIndex } from '../../src/search/types.ts'
import { terms } from '../../src/search/words.ts'

const INDEX: SearchIndex = {
  ...{ items: [], count: 10, vocabulary: [], synonyms: {}, phrases: {} },
  postings: postingsIn(() => ''),
  learned: { regression: linesIn(() => ''), network: linesIn(() => ''), answers: postingsIn(() => '') },
}

function passageOf(text: string, asked: string): string | undefined {
  const weights = new Map(terms(asked).map((term) => [term, 1] as const))
  return bestPassage([withStems({ anchor: 'inside', title: 'Inside', text })], weights, INDEX)?.text
}

describe('the passage that is shown of a lesson', () => {
  it('is the sentence that says most of what was asked', () => {
    const text =
      'The holder renews its lease before half of the time is over. A paused holder writes after it has lost the lock.'
    expect(passageOf(text, 'paused lock')).toBe('A paused holder writes after it has lost the lock.')
  })

  it('takes the next sentence along where the one that matches is a mere head', () => {
    const text =
      'Concurrency. A loop of attempts is state of one call, and belongs to nobody else.\nOther things.'
    expect(passageOf(text, 'concurrency')).toBe(
      'Concurrency. A loop of attempts is state of one call, and belongs to nobody else.',
    )
  })

  it('goes on to the first item where a sentence announces a list', () => {
    const text =
      'There are three ways in which a replica brings its updates across to others:\nIt sends its whole state.\nIt sends a delta.'
    expect(passageOf(text, 'replica')).toMatch(/across to others: It sends its whole state\.$/)
  })

  it('is a sentence rather than a row of a table or a line of code that says as much', () => {
    const sentence = 'A fencing token makes the resource refuse a holder whose time is over.'
    const row = 'fencing token · holder · resource'
    const code = `${CODE_MARK}resource.refuse(holder, fencing_token)`
    expect(passageOf(`${row}\n${code}\n${sentence}`, 'fencing token holder')).toBe(sentence)
    expect(passageOf(`${row}\nNothing of that.`, 'fencing token holder')).toBe(row)
  })

  it('does not send the reader of an answer on to other commands', () => {
    const text =
      'Two held the lock for nine seconds after a cut (compendium incidents show jepsen-x), and both wrote.'
    expect(passageOf(text, 'lock cut')).toBe(
      'Two held the lock for nine seconds after a cut, and both wrote.',
    )
  })

  it('is none where the lesson says nothing about it', () => {
    expect(passageOf('A saga undoes what was done.', 'clock drift')).toBeUndefined()
  })
})
