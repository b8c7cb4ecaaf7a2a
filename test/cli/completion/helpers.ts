import { execFileSync, spawnSync } from 'node:child_process'

/** Whether this machine has the shell: not every one that runs our tests does. */
export function hasShell(shell: string): boolean {
  return spawnSync(shell, ['-c', 'exit 0']).status === 0
}

/** Words as readline splits them, with `=` a word of its own; the last is being typed. */
function readlineWords(line: string): string[] {
  return line.split(' ').flatMap((word) => {
    const parts = word.split(/(=)/)
    return word === '' ? [''] : parts.filter((part, at) => part !== '' || at === parts.length)
  })
}

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** What bash is told for a line, sorted. */
export function askBash(script: string, line: string, cwd: string): string[] {
  const words = readlineWords(line).map(quote).join(' ')
  const program = `${script}\nCOMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _compendium
for reply in "\${COMPREPLY[@]}"; do printf '%s\\n' "$reply"; done`
  return lines(execFileSync('bash', ['--norc', '-c', program], { cwd, encoding: 'utf8' }))
}

/** What fish offers for a line, by its own completion. */
export function askFish(script: string, line: string, cwd: string): string[] {
  const program = `${script}\ncomplete -C ${quote(line)}`
  const env = { ...process.env, HOME: cwd, XDG_CONFIG_HOME: cwd }
  const out = execFileSync('fish', ['--no-config', '-c', program], { cwd, env, encoding: 'utf8' })
  return lines(out).map((one) => one.split('\t')[0] ?? '')
}

/** What zsh's completion system is handed for a line, before it filters by what is typed. */
export function askZsh(script: string, line: string, cwd: string): string[] {
  const words = line.split(' ').map(quote).join(' ')
  const program = `compdef() { : }
_describe() { local -a got; got=("\${(@P)4}"); print -rl -- "\${(@)got%%:*}" }
_files() { print -rl -- *(N) }
compset() { : }
${script}
words=(${words}); CURRENT=$#words; _compendium; exit 0`
  return lines(execFileSync('zsh', ['-f', '-c', program], { cwd, encoding: 'utf8' }))
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .sort()
}
