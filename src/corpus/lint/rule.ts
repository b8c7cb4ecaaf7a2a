import type { ParsedTopic } from '../compile/parse-topic.ts'
import type { Problems } from '../compile/problem.ts'

/** One check over one topic; `all` is the whole corpus, for checks that look across. */
export type Rule = (topic: ParsedTopic, problems: Problems, all: readonly ParsedTopic[]) => void
