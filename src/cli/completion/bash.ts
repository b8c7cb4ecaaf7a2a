import type { Place, Places } from './entries.ts'

/** Stands in a list for all files; no word can be spelled so. */
const FILES = '<files>'

/** Works in bash 3.2 and newer, with or without the package bash-completion. */
export function bashScript(places: Places): string {
  return `# bash completion for compendium, written by: compendium completion bash
_compendium_words() {
  case $1 in
${cases(places)}
    *) return 1 ;;
  esac
}

_compendium() {
  local cur=\${COMP_WORDS[COMP_CWORD]} path='' flag='' word='' before='' list='' i args=0 leading=1
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ -n $flag ]]; then
      [[ $word == '=' ]] || flag=''
    elif [[ $word == '--' ]]; then
      _compendium_reply '${FILES}' "$cur" ''
      return 0
    elif [[ $word == '=' ]]; then
      i=$((i + 1))
    elif [[ $word == -* ]]; then
      leading=0
      if _compendium_words "value:$path:$word" > /dev/null; then flag=$word; fi
    elif [[ $leading == 1 ]] && _compendium_words "flags:\${path:+$path }$word" > /dev/null; then
      path=\${path:+$path }$word
    else
      leading=0
      args=$((args + 1))
    fi
  done
  if [[ -n $flag ]]; then
    list=$(_compendium_words "value:$path:$flag")
    if [[ $cur == '=' ]]; then cur=''; fi
  elif [[ $cur == --*=* ]]; then
    before=\${cur%%=*}=
    list=$(_compendium_words "value:$path:\${cur%%=*}")
    cur=\${cur#*=}
  elif [[ $cur == -* ]]; then
    list=$(_compendium_words "flags:$path")
  else
    if [[ $leading == 1 ]]; then list=$(_compendium_words "sub:$path"); fi
    list="$list"$'\\n'"$(_compendium_words "arg:$path:$args" || _compendium_words "arg:$path:more")"
  fi
  _compendium_reply "$list" "$cur" "$before"
}

_compendium_reply() {
  local IFS=$'\\n' word files
  for word in $1; do
    if [[ $word == '${FILES}' ]]; then
      files=($(compgen -f -- "$2"))
      if [[ \${#files[@]} -gt 0 ]]; then compopt -o filenames 2> /dev/null; fi
      COMPREPLY+=("\${files[@]}")
    elif [[ $word == "$2"* ]]; then
      COMPREPLY+=("$3$word")
    fi
  done
  if [[ \${#COMPREPLY[@]} == 1 && \${COMPREPLY[0]} == *= ]]; then compopt -o nospace 2> /dev/null; fi
}

complete -F _compendium compendium
`
}

function cases(places: Places): string {
  return [...grouped(places)]
    .map(([words, keys]) => {
      const lines = words === '' ? ':' : `printf '%s\\n' ${words}`
      return `    ${keys.map((key) => `'${key}'`).join(' | ')}) ${lines} ;;`
    })
    .join('\n')
}

/** Places with the same words, together: many commands take a topic. */
function grouped(places: Places): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const [key, place] of places) {
    const words = wordsOf(place).join(' ')
    groups.set(words, [...(groups.get(words) ?? []), key])
  }
  return groups
}

function wordsOf({ choices, files }: Place): string[] {
  return [...choices.map(({ word }) => `'${word}'`), ...(files ? [`'${FILES}'`] : [])]
}
