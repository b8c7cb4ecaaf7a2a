import type { Place, Places } from './entries.ts'

const FILES = '<files>'

/** Can be sourced, or kept as `_compendium` in a folder of `fpath`. */
export function zshScript(places: Places): string {
  return `#compdef compendium
# zsh completion for compendium, written by: compendium completion zsh

_compendium_words() {
  case $1 in
${[...places].map(caseOf).join('\n')}
    (*) return 1 ;;
  esac
}

_compendium() {
  local cur=\${words[CURRENT]} path_='' flag='' word='' key='' i args=0 leading=1
  for ((i = 2; i < CURRENT; i++)); do
    word=\${words[i]}
    if [[ -n $flag ]]; then
      flag=''
    elif [[ $word == '--' ]]; then
      _files
      return
    elif [[ $word == -* ]]; then
      leading=0
      if _compendium_words "value:$path_:$word" > /dev/null; then flag=$word; fi
    elif [[ $leading == 1 ]] && _compendium_words "flags:\${path_:+$path_ }$word" > /dev/null; then
      path_="\${path_:+$path_ }$word"
    else
      leading=0
      args=$((args + 1))
    fi
  done
  if [[ -n $flag ]]; then
    _compendium_offer value "value:$path_:$flag"
  elif [[ $cur == --*=* ]]; then
    key="value:$path_:\${cur%%=*}"
    compset -P '*='
    _compendium_offer value "$key"
  elif [[ $cur == -* ]]; then
    _compendium_offer flag "flags:$path_"
  else
    if [[ $leading == 1 ]]; then _compendium_offer command "sub:$path_"; fi
    _compendium_offer argument "arg:$path_:$args" || _compendium_offer argument "arg:$path_:more"
  fi
}

_compendium_offer() {
  local text
  local -a lines
  text=$(_compendium_words "$2") || return 1
  lines=("\${(@f)text}")
  if [[ -n \${lines[(r)${FILES}]} ]]; then
    lines=("\${(@)lines:#${FILES}}")
    _files
  fi
  lines=("\${(@)lines:#}")
  if ((\${#lines})); then _describe -t "$1" "$1" lines; fi
  return 0
}

if [[ \${funcstack[1]} == _compendium ]]; then
  _compendium "$@"
else
  compdef _compendium compendium
fi
`
}

function caseOf([key, place]: readonly [string, Place]): string {
  const lines = linesOf(place)
  const print = lines.length === 0 ? ':' : `print -rl -- ${lines.map(quoted).join(' ')}`
  return `    (${quoted(key)}) ${print} ;;`
}

/** `word:what it is`, as `_describe` takes it; words have no colon. */
function linesOf({ choices, files }: Place): string[] {
  const lines = choices.map(({ word, about }) => (about === '' ? word : `${word}:${oneLine(about)}`))
  return [...lines, ...(files ? [FILES] : [])]
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
