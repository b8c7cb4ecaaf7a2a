import { many } from '../catalogue.ts'

/** What the screens say on which a run is watched: the replay of a simulation, and a cluster that is broken by hand. */
export const en = {
  seed: ({ seed }: { seed: number }) => `seed ${seed}`,
  playing: 'playing',
  paused: 'paused',

  /** A finished run, replayed with its charts. */
  replay: {
    done: 'done',
    clock: ({ at, end }: { at: string; end: string }) => `${at} s of ${end} s`,
    hints: {
      charts: 'Tab charts',
      again: 'r again',
      step: '. step',
      speed: '+ - speed',
      pause: 'Space pause',
      goOn: 'Space go on',
    },
    keys: {
      play: 'pause and go on',
      faster: 'faster',
      slower: 'slower',
      step: 'one step',
      end: 'to the end',
      restart: 'from the start',
      charts: 'the next charts',
      help: 'this help',
      quit: 'quit (Enter only at the end)',
    },
  },

  /** How a node is that does not run; the roles of those that do are words of their protocol. */
  node: {
    down: 'down',
    paused: 'paused',
    nameless: ({ node }: { node: number }) => `node ${node}`,
  },

  title: {
    swarm: 'swarm on',
    faults: ({ count }: { count: number }) => many(count, 'fault', 'faults'),
    controls: ({ count }: { count: number }) => many(count, 'control', 'controls'),
    branch: ({ id, count }: { id: number; count: number }) => `branch ${id}/${count}`,
    mutant: ({ mutant }: { mutant: string }) => `mutant ${mutant}`,
  },
  status: {
    end: 'end',
    story: 'story',
    running: 'running...',
    full: 'record is full',
    pages: { help: 'help', violations: 'violations', schedule: 'schedule' },
  },
  hints: {
    branches: 'b branches',
    speed: '+ - speed',
    next: 'n next',
    cut: 'x cut',
    kill: 'k kill',
    command: ': command',
    pause: 'Space pause',
    play: 'Space play',
    keys: '? keys',
  },

  welcome: {
    ofSeed: 'The faults of the seed strike, and you can add yours.',
    ofFile: 'The faults of the file strike, and you can add yours.',
    none: 'You make the faults; those of the seed come with :swarm on.',
    keys: 'Space plays, n goes to the next caption, k kills, x cuts off, : takes commands, ? shows all.',
  },

  keys: {
    play: 'play and pause',
    nextEvent: 'the next event',
    previousEvent: 'the event before',
    nextCaption: 'the next caption',
    previousCaption: 'the caption before',
    start: 'to the start',
    end: 'to the end',
    faster: 'faster',
    slower: 'slower, down to slow motion',
    story: 'story: play stops at every caption',
    nextNode: 'choose the next node (a digit chooses it by number)',
    previousNode: 'choose the node before',
    mark: 'mark the node for one side of a partition',
    kill: 'kill the chosen node',
    restart: 'restart it',
    pause: 'pause it (it stands still), or let it go on',
    partition: 'cut the marked nodes, or the chosen one, off from the rest',
    heal: 'heal the network',
    delay: 'messages to the chosen node take 100 ms longer, for 1 s',
    drop: 'drop the next message to the chosen node',
    load: '50 more requests of clients, over 1 s',
    undo: 'undo the last change',
    redo: 'redo it',
    fork: 'fork: a branch without what was done later',
    nextBranch: 'the next branch',
    previousBranch: 'the branch before',
    schedule: 'branches, and what was done in this one',
    violations: 'the story of a broken rule',
    charts: 'the next chart',
    command: 'command line, for example :kill leader for 2s',
    dismiss: 'no marks, no message',
    help: 'this help',
    quit: 'quit (Ctrl-C works everywhere, Ctrl-Z suspends)',
  },

  /** What each command of the command line does. */
  commands: {
    kill: 'stop it; the word says what its disk keeps',
    restart: 'start it again',
    pause: 'it stands still',
    resume: 'it goes on',
    partition: 'no message passes; one way: none from the first side',
    isolate: 'cut one node off',
    heal: 'end all faults of the network',
    delay: 'messages take longer',
    slow: 'the same to one node',
    drop: 'lose the next messages',
    load: 'more requests of clients',
    goto: 'go to a time',
    next: 'step over events',
    back: 'step back',
    note: 'go to the next caption',
    run: 'let time pass',
    speed: 'virtual over real time',
    story: 'stop at every caption',
    seed: 'a branch with another seed',
    set: 'a branch with another parameter',
    mutant: 'a branch with a mistake in it',
    swarm: 'a branch with the faults of the seed',
    fork: 'a branch from here',
    branch: 'go to a branch',
    undo: 'take the last change back',
    redo: 'make it again',
    save: 'write a file that --replay runs',
    schedule: 'branches, and what was done',
    violations: 'stories of broken rules',
    help: 'all keys and commands',
    quit: 'leave',
  },
  commandsTitle: 'Commands:',
  command: {
    unknown: ({ typed }: { typed: string }) => `unknown command '${typed}'`,
    didYouMean: ({ names }: { names: string }) => `(Did you mean ${names}?)`,
    list: '(:help lists all)',
    write: ({ form }: { form: string }) => `Write: ${form}`,
    example: ({ example }: { example: string }) => `For example: ${example}`,
    speeds: ({ list }: { list: string }) => `The speeds are ${list}.`,
    speed: ({ speed }: { speed: string }) => `Speed ${speed}.`,
    noTime: ({ word }: { word: string }) =>
      `"${word}" is no value for the time, which is a time (us, ms, s or min; milliseconds if bare).`,
    times: '250ms or 1.5s',
    negative: ({ word }: { word: string }) => `${word} is no time: it is less than nothing.`,
    noMutant: ({ id, hint }: { id: string; hint: string }) => `There is no mutant "${id}". ${hint}`,
    mutants: ({ names }: { names: string }) => `Mutants: ${names}`,
    none: 'none',
    near: ({ names }: { names: string }) => `Did you mean: ${names}`,
    noBranch: ({ id }: { id: number }) => `There is no branch ${id}.`,
  },

  /** What was done, as it is told later: `kill node 2, disk wiped for 2 s`. */
  deeds: {
    kill: ({ node }: { node: string }) => `kill ${node}`,
    disk: { kept: ', disk kept', wiped: ', disk wiped' },
    restart: ({ node }: { node: string }) => `restart ${node}`,
    pause: ({ node }: { node: string }) => `pause ${node}`,
    resume: ({ node }: { node: string }) => `resume ${node}`,
    cut: ({ side, from }: { side: string; from: string }) => `cut ${side} off from ${from}`,
    cutOneWay: ({ side, from }: { side: string; from: string }) => `cut ${side} one way off from ${from}`,
    theOthers: 'the others',
    heal: 'heal the network',
    delay: ({ from, to, time }: { from: number; to: number; time: string }) =>
      `delay messages from ${from} to ${to} by ${time}`,
    slow: ({ node, time }: { node: string; time: string }) => `slow messages to ${node} by ${time}`,
    drop: ({ count, from, to }: { count: number; from: number; to: number }) =>
      `drop the next ${count === 1 ? 'message' : `${count} messages`} from ${from} to ${to}`,
    load: ({ count, time }: { count: number; time: string }) =>
      `${count} more requests of clients over ${time}`,
    lasting: ({ deed, time }: { deed: string; time: string }) => `${deed} for ${time}`,
    fork: 'fork',
    seed: ({ seed }: { seed: string }) => `seed ${seed}`,
    swarmOn: 'swarm on',
    swarmOff: 'swarm off',
    mutant: ({ mutant }: { mutant: string }) => `mutant ${mutant}`,
    noMutant: 'no mutant',
    byHand: ({ deed }: { deed: string }) => `you: ${deed}`,
  },

  /** What a key or a command came to. */
  said: {
    done: ({ deed, at, forked }: { deed: string; at: string; forked: string }) =>
      `${deed} at ${at}.${forked} u undoes it.`,
    forkedHere: ({ id }: { id: number }) => ` Branch ${id} forked here.`,
    forked: ({ id, at }: { id: number; at: string }) => `Branch ${id} forked at ${at}.`,
    branched: ({ id, deed }: { id: number; deed: string }) =>
      `Branch ${id}: ${deed}. [ goes back to the branch before.`,
    branch: ({ id, count }: { id: number; count: number }) => `Branch ${id} of ${count}.`,
    onlyBranch: 'There is only this branch. f forks one here.',
    undone: ({ deed }: { deed: string }) => `Undone: ${deed}. U makes it again.`,
    redone: ({ deed }: { deed: string }) => `Done again: ${deed}.`,
    nothingToUndo: 'There is nothing to undo.',
    nothingToRedo: 'There is nothing to redo.',
    storyOn: 'Story: play stops at every caption and waits for Space.',
    storyOff: 'No story: play goes on until a rule is broken.',
    noNode: ({ node, last }: { node: number; last: number }) =>
      `There is no node ${node}: they are 0 to ${last}.`,
    noMarks: 'Nothing is marked.',
    marked: ({ nodes }: { nodes: string }) => `Marked: ${nodes}. x cuts them off from the others.`,
    noneBroken: 'No rule is broken in this run.',
    willBreak: ({ at, rule }: { at: string; rule: string }) =>
      `In this run a rule breaks at ${at}: ${rule}. ! tells the story.`,
    notWritten: ({ file }: { file: string }) => `${file} was not written.`,
    saved: ({ command, hash }: { command: string; hash: string }) =>
      `Saved. ${command} runs it again, hash ${hash}.`,
  },

  /** Why something cannot be done, and what can. */
  refused: {
    isDown: ({ node }: { node: string }) => `${node} is down already.`,
    restartIt: ({ node }: { node: number }) => `r, or :restart ${node}, starts it again.`,
    notDown: ({ node }: { node: string }) => `${node} is not down.`,
    killIt: ({ node }: { node: number }) => `k, or :kill ${node}, stops it.`,
    notRunning: ({ node }: { node: string }) => `${node} is not running.`,
    onlyRunning: 'Only a node that runs can be paused.',
    notPaused: ({ node }: { node: string }) => `${node} is not paused.`,
    pauseIt: ({ node }: { node: number }) => `z, or :pause ${node}, makes it stand still.`,
    oneSide: 'A partition needs nodes on both sides.',
    sides: 'For example: partition 0,1 | 2,3,4 or isolate 0',
    onBoth: ({ node }: { node: number }) => `Node ${node} is on both sides.`,
    nameOnce: 'Name each node once.',
    whole: 'The network is whole.',
    cutIt: 'x, or :partition, cuts it.',
    nothingSent: ({ node }: { node: string }) => `Nobody sends ${node} anything after this.`,
    goBack: 'Go back, or choose another node.',
    over: 'The run is over here.',
    goBackFirst: 'Go back first: Home, the left arrow, or :goto 1s.',
    noFault: ({ subject, kind }: { subject: string; kind: string }) => `${subject} knows no fault "${kind}".`,
    faults: ({ kinds }: { kinds: string }) => `It knows: ${kinds}`,
    several: ({ nodes, word }: { nodes: string; word: string }) => `Nodes ${nodes} are "${word}".`,
    byNumber: 'Name one by its number.',
    noNode: ({ word }: { word: string }) => `There is no node "${word}".`,
    nodes: ({ last, roles }: { last: number; roles: string }) => `They are 0 to ${last}, or a role: ${roles}`,
  },

  /** Beside the picture, and in the line above it. */
  now: {
    cut: ({ cut }: { cut: string }) => `cut: ${cut}`,
    faults: ({ kinds }: { kinds: string }) => `faults: ${kinds}`,
    noneInFlight: 'no message in flight',
    inFlight: ({ count }: { count: number }) => `in flight: ${count}`,
    lost: ({ how }: { how: string }) => `lost: ${how}`,
    gets: (m: { to: string; from: string; text: string }) => `${m.to} gets from ${m.from}: ${m.text}`,
    isDown: (m: { to: string; from: string; text: string }) =>
      `${m.to} is down; lost from ${m.from}: ${m.text}`,
    sends: (m: { from: string; to: string; text: string }) => `${m.from} sends to ${m.to}: ${m.text}`,
    sendsLost: (m: { from: string; to: string; text: string; how: string }) =>
      `${m.from} sends to ${m.to}: ${m.text}, lost (${m.how})`,
    broken: ({ rule }: { rule: string }) => `RULE BROKEN: ${rule} (Enter: the whole story)`,
  },

  pages: {
    brokenAt: ({ rule, at }: { rule: string; at: string }) => `${rule}, broken at ${at}:`,
    whatWasDone: ({ id }: { id: number }) => `Branch ${id}, what was done:`,
    faults: 'Its faults, as they are saved and replayed:',
    nothing: 'nothing',
    theFirst: 'the first',
    from: ({ parent, at }: { parent: number; at: string }) => `from ${parent} at ${at}`,
    branch: ({ id, from, what }: { id: number; from: string; what: string }) =>
      `branch ${id}, ${from}: ${what}`,
  },

  /** Where nothing moves the cursor: commands are typed, what they do is printed. */
  linear: {
    opening: ({ title, seed }: { title: string; seed: number }) => `${title}, seed ${seed}.`,
    how: 'You make the faults. Type a command and press Enter: help lists all, an empty line goes to the next caption, quit leaves.',
    skipped: ({ count }: { count: number }) => `(${count} captions are left out)`,
    now: ({ text }: { text: string }) => `Now: ${text}`,
    broken: ({ rule }: { rule: string }) => `Rule broken: ${rule}.`,
    at: ({ at }: { at: string }) => `At ${at}:`,
    allAsBefore: 'all nodes as before',
    othersAsBefore: 'the others as before',
    inFlight: ({ count }: { count: number }) => `Messages in flight: ${count}.`,
    flight: (m: { from: number; to: number; text: string }) => `${m.from} to ${m.to}, ${m.text}`,
    flightLost: (m: { from: number; to: number; text: string }) => `${m.from} to ${m.to}, ${m.text}, lost`,
  },

  /** What is left on the terminal when the screen is gone. */
  left: {
    noneBroken: 'No rule was broken.',
    broken: ({ rule }: { rule: string }) => `Broken: ${rule}`,
    hash: ({ hash }: { hash: string }) => `Trace hash: ${hash}`,
    again: ({ command }: { command: string }) => `Run it again: ${command}`,
  },
}

export type WatchingMessages = typeof en
