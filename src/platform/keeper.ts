import process from 'node:process'
import { findExecutable, findProgram } from './find-program.ts'

/** Number of prctl(2) by the processor's name in Node; Perl has no other way to it. */
const PRCTL: Readonly<Record<string, number>> = { x64: 157, arm64: 167 }

/**
 * Makes itself the parent of every orphan below it (PR_SET_CHILD_SUBREAPER = 36), runs the command,
 * and once that has ended kills whoever is left: a daemon that shed group, parents, environment and
 * descriptors is its child all the same. Ends as the command did. When we are killed, so that nobody can clean up, the
 * keeper is told (PR_SET_PDEATHSIG = 1, by SIGTERM) and kills all below it, who may be stopped or in an endless loop, and
 * itself; should the keeper be killed, the command goes with it.
 */
const KEEPER = `
my $prctl = shift;
my $sweep = sub {
  for (1 .. 1000) {
    open my $list, '<', "/proc/$$/task/$$/children" or last;
    my @left = split ' ', <$list> // '';
    last unless @left;
    kill 'KILL', @left;
    waitpid $_, 0 for @left;
  }
};
my $end = sub { my $signal = shift; $SIG{$signal} = 'DEFAULT'; kill $signal, $$; sleep 1 };
$SIG{TERM} = sub { $sweep->(); $end->('TERM') };
syscall($prctl, 36, 1, 0, 0, 0);
syscall($prctl, 1, 15, 0, 0, 0);
my $child = fork;
if (!$child) { $SIG{TERM} = 'DEFAULT'; syscall($prctl, 1, 9, 0, 0, 0); exec { $ARGV[0] } @ARGV; exit 127 }
open STDOUT, '>', '/dev/null'; open STDERR, '>', '/dev/null';
for my $fd (3, 4) { open my $dup, '<&=', $fd; close $dup }
my $status = 0;
while ((my $ended = waitpid -1, 0) > 0) { if ($ended == $child) { $status = $?; last } }
$sweep->();
$end->($status & 127) if $status & 127;
exit $status >> 8;
`

export interface Command {
  readonly command: string
  readonly args: readonly string[]
}

export interface KeptCommand extends Command {
  /** Whether it is the keeper that will have the pid that we see. */
  readonly isKept: boolean
}

/** The command under a keeper that lets no process of it get away; as it is where there can be none. */
export function underKeeper(
  { command, args }: Command,
  env: Readonly<Record<string, string | undefined>>,
): KeptCommand {
  const free = { command, args, isKept: false }
  const number = PRCTL[process.arch]
  const isThere = findExecutable(command, { ...process.env, ...env }) !== undefined
  if (process.platform !== 'linux' || number === undefined || !isThere) return free
  const [perl] = findProgram([['perl']]) ?? []
  if (perl === undefined) return free
  return { command: perl, args: ['-e', KEEPER, String(number), command, ...args], isKept: true }
}
