import { many } from '../catalogue.ts'

/** What `search` and `explain` say: results, answers, risky lines of programs, and what went wrong meanwhile. */
export const en = {
  /** As of an item that was found; those of lessons are named with the topics. */
  kinds: { exercise: 'exercise', simulation: 'simulation', question: 'question', concept: 'concept' },
  short: 'short entry',
  nothingFor: ({ words }: { words: string }) => `Nothing found for "${words}".`,
  nothing: 'The corpus says nothing about this.',
  seeAll: 'See what there is: compendium learn',
  more: ({ count, limit }: { count: number; limit: number }) => `${count} more: --limit ${limit}`,
  meant: ({ meant, typed }: { meant: string; typed: string }) => `"${meant}" for "${typed}"`,
  searchedFor: ({ list }: { list: string }) => `Searched for ${list}.`,
  when: ({ text }: { text: string }) => `When: ${text}`,
  whenNot: ({ text }: { text: string }) => `When not: ${text}`,
  readMore: ({ title, url }: { title: string; url: string }) => `Read more: ${title}, ${url}`,
  unknown: {
    kind: ({ name }: { name: string }) => `There is no kind "${name}".`,
    category: ({ name }: { name: string }) => `There is no category "${name}".`,
  },
  oneOf: ({ names }: { names: string }) => `Use one of: ${names}`,

  answer: {
    unsure: 'No error text was recognised, and the words fit nothing well. The nearest:',
    giveMore: 'Give the exact message of the error, or pipe the log in.',
    causes: 'Probable causes',
    helps: 'What helps',
    onIt: 'What the corpus has on it',
    terms: 'What the words mean',
    read: 'Read',
    line: ({ line, text }: { line: number; text: string }) => `line ${line}: ${text}`,
    lineAgain: ({ line, times, text }: { line: number; times: number; text: string }) =>
      `line ${line} (${times} times): ${text}`,
    /** What an error was recognised by. */
    by: ({ seen }: { seen: string }) => `by "${seen}"`,
    because: ({ text }: { text: string }) => `Because: ${text}`,
    tell: ({ text }: { text: string }) => `Tell it: ${text}`,
    do: ({ text }: { text: string }) => `Do: ${text}`,
    seenIn: ({ source }: { source: string }) => `Seen in: ${source}`,
    noLesson: ({ title, url }: { title: string; url: string }) =>
      `No lesson yet. Read more: ${title}, ${url}`,
    noText: 'There is no text to explain.',
    give: 'Give it: compendium explain "etcdserver: leader changed"',
    pipe: 'Or pipe it in: compendium explain < app.log',
    cut: 'only the first 4 MiB of the input were read',
    noIndex: ({ folder }: { folder: string }) =>
      `COMPENDIUM_CORPUS names a corpus without an index to search: ${folder} is not there.`,
  },

  worded: {
    by: ({ model }: { model: string }) =>
      `Worded by the model ${model} from the passages below, not by people: look at what it cites.`,
    nothing: 'There is nothing in the corpus to word.',
    sends: (s: { lines: number; host: string; model: string }) =>
      `sends ${many(s.lines, 'line', 'lines')} of the input and the passages found to ${s.host}, for ${s.model}`,
    corpusAlone: ({ problem }: { problem: string }) => `${problem} The answer is that of the corpus alone.`,
    noProgram: '--llm words answers to questions and logs; of a program nothing is sent.',
  },

  /** Of the server that words answers. `refused` and so on are phrases that follow its name, or that of the model. */
  model: {
    none: ({ variable }: { variable: string }) => `--llm needs a model to ask, and ${variable} names none.`,
    nameServer:
      'Name a server that speaks /chat/completions: export COMPENDIUM_LLM_BASE_URL=http://127.0.0.1:11434/v1',
    nameModel:
      'And its model: export COMPENDIUM_LLM_MODEL=NAME. COMPENDIUM_LLM_API_KEY holds the key, if it wants one.',
    leaveOut: 'Or leave --llm out: the answer comes from the corpus then, and nothing is sent.',
    badUrl: 'COMPENDIUM_LLM_BASE_URL is no web address; a user or a password has no place in it.',
    badTimeout: ({ most }: { most: number }) =>
      `COMPENDIUM_LLM_TIMEOUT is no number of seconds up to ${most}.`,
    forExample: 'For example: export COMPENDIUM_LLM_BASE_URL=http://127.0.0.1:11434/v1',
    tooLong: ({ mib }: { mib: number }) => `answered with more than ${mib} MiB`,
    refused: ({ status }: { status: number }) =>
      `refused the key (status ${status}): see COMPENDIUM_LLM_API_KEY`,
    missing: 'knows no such address or model (status 404): see COMPENDIUM_LLM_BASE_URL and _MODEL',
    crowded: 'has too many requests (status 429): try again later',
    status: ({ status }: { status: number }) => `answered with status ${status}`,
    garbled: 'answered with something other than a completion: is it /chat/completions?',
    cut: 'cut its answer short',
    late: ({ seconds }: { seconds: number }) =>
      `did not answer within ${seconds} s: COMPENDIUM_LLM_TIMEOUT allows more`,
    unreachable: 'cannot be reached',
    unreachableFor: ({ code }: { code: string }) => `cannot be reached (${code})`,
    saidTooMuch: ({ most }: { most: number }) => `said more than ${most} characters`,
    citedNothing: 'cited nothing',
    citedUnknown: ({ number }: { number: number }) => `cited [${number}], which it was not given`,
    uncited: 'said something without a citation',
    inventedAddress: 'named an address that it was not given',
  },

  code: {
    clean: (c: { file: string; rules: number; language: string }) =>
      `${c.file}: none of ${many(c.rules, 'rule', 'rules')} for ${c.language} found a risk.`,
    risky: (c: { file: string; risks: number; rules: number; language: string }) =>
      `${c.file}: ${many(c.risks, 'risk', 'risks')}, by ${many(c.rules, 'rule', 'rules')} for ${c.language}.`,
    blind: ({ line, language }: { line: number; language: string }) =>
      `Line ${line} could not be read as ${language}: risks near it may be missed.`,
    bounds: 'Rules see one file, and no types: what they do not find may be there all the same.',
    tests: 'It holds tests: only rules for tests were asked.',
    possible: ({ title }: { title: string }) => `Possibly: ${title}`,
    why: ({ text }: { text: string }) => `Why: ${text}`,
    do: ({ text }: { text: string }) => `Do: ${text}`,
    source: ({ source }: { source: string }) => `Source: ${source}`,
    otherFile: ({ file }: { file: string }) =>
      `${file} is a file, but no program in a language that is understood.`,
    pipe: ({ file }: { file: string }) =>
      `For a log or an error text, pipe it in: compendium explain < ${file}`,
    endings: ({ endings }: { endings: string }) => `Programs end in: ${endings}`,
    folder: ({ folder }: { folder: string }) =>
      `${folder} is a folder: programs are explained one at a time.`,
    noFile: 'is no ordinary file',
    noText: 'is no text',
    unreadable: ({ file, why }: { file: string; why: string }) => `${file} ${why}.`,
    nameOne: 'Name a program, or put the words of a question in quotes: compendium explain "what is asked"',
    noRules: ({ file }: { file: string }) =>
      `COMPENDIUM_CORPUS names a corpus without rules for code: ${file} is not there.`,
  },
}

export type SearchMessages = typeof en
