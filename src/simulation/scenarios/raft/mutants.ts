import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'votes-twice',
    title: 'a server gives its vote to everyone who asks, however many in one term',
    breaks: ['election-safety'],
  },
  {
    id: 'forgets-vote',
    title: 'the vote is kept in memory only, so that a restarted server votes again in the same term',
    breaks: ['election-safety'],
    budget: 200,
  },
  {
    id: 'wrong-majority',
    title: 'a candidate counts two votes as enough, whatever the size of the cluster',
    breaks: ['election-safety'],
  },
  {
    id: 'ignores-log-in-vote',
    title: 'a server votes for candidates whose log is behind its own',
    breaks: ['leader-completeness', 'state-machine-safety'],
  },
  {
    id: 'commits-old-terms',
    title: 'a leader commits entries of earlier terms by counting copies (Figure 8 of the paper)',
    breaks: ['leader-completeness'],
    budget: 4000,
  },
  {
    id: 'acknowledges-before-sync',
    title: 'a follower acknowledges entries that its disk has not got yet',
    breaks: ['leader-completeness'],
    budget: 100,
  },
  {
    id: 'truncates-blindly',
    title: 'a follower cuts its log at every AppendEntries, also when nothing conflicts',
    breaks: ['leader-completeness', 'recovers'],
    budget: 50,
  },
  {
    id: 'answers-before-commit',
    title: 'the leader answers a client as soon as the command is in its own log',
    breaks: ['answered-is-committed'],
  },
  {
    id: 'reads-without-quorum',
    title: 'a leader answers reads from its own log without asking whether it still leads',
    breaks: ['real-time-order'],
  },
  {
    id: 'skips-consistency-check',
    title: 'a follower appends entries without looking at the one before them',
    breaks: ['log-matching'],
  },
  {
    id: 'keeps-match-index',
    title: 'a leader that is elected again goes on from what it knew of the others’ logs in its last term',
    breaks: ['counted-is-stored'],
    budget: 400,
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
