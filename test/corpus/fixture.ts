import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

/** An empty folder that goes when the tests of the file have run. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-corpus-'))
  folders.push(folder)
  return folder
}

/** A small topic in which nothing is wrong; the front matter takes lines 1 to 21, the text starts on 23. */
export const LESSON = `---
slug: timeout
kind: pattern
title: Timeout
description: Stop waiting after a while.
category: resilience
difficulty: beginner
estimated_time: "5 min"
prerequisites: { concepts: [latency], patterns: [] }
learning_outcomes: [Choose a timeout]
interactive_elements: { simulations: [], exercises: [], quizzes: [timeout] }
related_content: { papers: [], patterns: [], tools: [] }
laws: [Asynchronous Reality]
pillars: [Control]
tags: [resilience]
last_reviewed: "2026-11-21"
contributors: [Compendium]
sources:
  - { id: end-to-end, title: End-to-end arguments in system design, authors: [Saltzer], year: 1984, url: "https://web.mit.edu/e2e" }
  - { id: fallacies, title: Fallacies, url: "https://example.org/fallacies" }
---

## Overview

A **timeout** bounds a wait [@fallacies]. See [theory](#theory).

## Theory

Only the ends know [@end-to-end] [@fallacies].

## Practice

Text.

## Examples

Text.

## Exercises

Text.

## Quiz

Text.

## Projects

Text.

## Resources

Text.

> [!IMPORTANT]
> Key insights
>
> 1. A wait that is bounded ends, and
>    what was waited for may go on.
> 2. Time is a *guess* about others.
`

export const INSIGHTS = `insights:
  - id: what-ends
    insight: 1
    prompt: What does a timeout end, and what not?
  - id: guess
    insight: 2
    prompt: What is a \`timeout\`, in truth?
`

export const QUIZ = `questions:
  - id: first
    type: single
    prompt: What does a timeout *bound*?
    choices:
      - { id: a, text: The wait }
      - { id: b, text: "The \`work\` done" }
    answer: [a]
    explanation: The work may go on [@end-to-end].
    source: fallacies
`

/** Files by their path in the content folder; a function edits what is there by default. */
export type Files = Readonly<Record<string, string | ((text: string) => string)>>

const DEFAULTS: Readonly<Record<string, string>> = {
  'patterns/timeout/lesson.md': LESSON,
  'patterns/timeout/quiz.yaml': QUIZ,
  'patterns/timeout/insights.yaml': INSIGHTS,
}

/** Writes a content folder with the topic above, changed as `files` says, and returns where it is. */
export async function contentFolder(files: Files = {}): Promise<string> {
  const folder = await temporaryFolder()
  const names = new Set([...Object.keys(DEFAULTS), ...Object.keys(files)])
  for (const name of names) {
    const change = files[name]
    const text =
      typeof change === 'function' ? change(DEFAULTS[name] ?? '') : (change ?? DEFAULTS[name] ?? '')
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), text)
  }
  return folder
}

/** The lesson with `markdown` in place of the text of its part Theory. */
export function theory(markdown: string): Files {
  return {
    'patterns/timeout/lesson.md': (text) => {
      const kept = 'Only the ends know [@end-to-end] [@fallacies].'
      return text.replace(kept, `${markdown}\n\n${kept}`)
    },
  }
}

/** The lesson with one piece of text replaced; throws when it is not there, so that no test checks nothing. */
export function replaced(from: string, to: string, file = 'patterns/timeout/lesson.md'): Files {
  return {
    [file]: (text) => {
      if (!text.includes(from)) throw new Error(`the fixture does not hold "${from}"`)
      return text.replace(from, to)
    },
  }
}
