/*
 * What a server says of itself, as functions that a recording calls when somebody asks for the words. They are made
 * here and not where they are told: a closure puts what it knows on the heap at every call of its method.
 */

export const says = {
  stands: (term: number) => () => `hears no leader and stands for election in term ${term}`,
  votes: (candidate: number, term: number) => () => `votes for server ${candidate} in term ${term}`,
  leads: (term: number, entries: number) => () => `becomes leader of term ${term} with ${entries} entries`,
  stepsDown: (term: number) => () => `sees term ${term} and steps down`,
  follows: (leader: number, term: number) => () => `follows server ${leader} in term ${term}`,
  drops: (from: number, to: number) => () => `drops entries ${from} to ${to}, which no majority had`,
  commits: (index: number) => () => `commits up to entry ${index}`,
}
